import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AzuritePorts } from '../../../local/azurite/startAzurite';
import { newOutcomes } from '../../results/newOutcomes';
import { modelWarning } from '../../site/health';
import { connectionFile } from '../../site/localStorage';
import { type Site, withSite } from '../../site/openSite';
import { runUntilStopped } from '../../site/runUntilStopped';
import { openStorage } from '../../site/storageAccess';
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
    say('Starting the app on this machine …');
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
      if (warning !== undefined) say(`Warning: ${warning}`);
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

/**
 * @param hasOwnStorage whether storage was started, whose connection string then lies in the data folder
 */
function addresses({ runtime, settings }: Site, dataDirectory: string, hasOwnStorage: boolean): string {
  const lines = [
    `Data        ${dataDirectory} (--data of the other commands)`,
    `Worklist    ${runtime.url}/ (development sign-in: anyone on this machine can be anyone)`,
    `Drop files  into the container "${settings.incomingContainer}":`,
  ];
  if (hasOwnStorage) {
    lines.push(
      `            npm run triage -- upload FOLDER --data ${dataDirectory}`,
      `            or with any storage tool and the connection string in ${path.join(dataDirectory, connectionFile)}.`,
      '            It opens everything that is stored here: keep it to yourself.',
    );
  } else {
    lines.push('            npm run triage -- upload FOLDER --connection "…the string given as --storage…"');
  }
  return [...lines, 'Ctrl-C ends.', ''].join('\n');
}
