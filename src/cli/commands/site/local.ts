import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AzuritePorts } from '../../../local/azurite/startAzurite';
import { texts } from '../../language/language';
import { newOutcomes } from '../../results/newOutcomes';
import { modelWarning } from '../../site/health';
import { connectionFile } from '../../site/localStorage';
import { type Site, withSite } from '../../site/openSite';
import { runUntilStopped } from '../../site/runUntilStopped';
import { openStorage } from '../../site/storageAccess';
import { padTo } from '../../terminal/columns';
import { CliError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { onInterrupt } from '../../terminal/interrupt';
import { quietLog, say } from '../../terminal/say';

interface LocalOptions {
  readonly data: string;
  readonly port: number;
  readonly app?: string;
  readonly storage?: string;
  readonly storagePorts?: AzuritePorts;
}

/** `triage local`: serves until Ctrl-C. @returns the exit status */
export async function local({ app, data, port, storage, storagePorts }: LocalOptions): Promise<number> {
  const { signal, release } = onInterrupt();
  try {
    if (storage !== undefined) {
      await openStorage({ kind: 'connection-string', connectionString: storage }, 'incoming');
    }
    say(texts.run.starting);
    const options = {
      app,
      dataDirectory: path.resolve(data),
      port,
      connectionString: storage,
      azuritePorts: storagePorts,
      signal,
      log: quietLog,
    };
    return await withSite(options, async (site) => {
      const warning = modelWarning(site.health);
      if (warning !== undefined && site.health.status === 'unavailable') throw new CliError(warning);
      if (warning !== undefined) say(texts.run.warning(warning));
      say(addresses(site, options.dataDirectory, storage === undefined));
      return serve(site, signal);
    });
  } finally {
    release();
  }
}

/** How long the end waits for lines about files that have just finished: the storage may hang. */
const lastLinesMilliseconds = 500;

async function serve(site: Site, signal: AbortSignal): Promise<number> {
  const ended = new AbortController();
  const lines = newOutcomes(site.store, AbortSignal.any([signal, ended.signal]), say);
  try {
    await runUntilStopped(site, signal);
  } finally {
    ended.abort();
    await Promise.race([lines, sleep(lastLinesMilliseconds)]);
  }
  return exitCodes.done;
}

const titleColumns = 12;

/**
 * @param hasOwnStorage whether storage was started, whose connection string then lies in the data folder
 */
function addresses({ runtime, settings }: Site, dataDirectory: string, hasOwnStorage: boolean): string {
  const said = texts.run.local;
  const how = hasOwnStorage
    ? [
        said.upload(`--data ${dataDirectory}`),
        said.connection(path.join(dataDirectory, connectionFile)),
        said.secret,
      ]
    : [said.upload(`--connection ${said.givenStorage}`)];
  const lines: [string, string][] = [
    [said.data, said.dataOf(dataDirectory)],
    [said.worklist, said.worklistAt(runtime.url)],
    [said.drop, said.into(settings.incomingContainer)],
    ...how.map((line): [string, string] => ['', line]),
  ];
  const told = lines.map(([title, text]) => `${padTo(title, titleColumns)}${text}`);
  return [...told, texts.run.ends, ''].join('\n');
}
