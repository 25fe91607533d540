import path from 'node:path';
import type { Command } from 'commander';
import type { AzuritePorts } from '../../../local/azurite/startAzurite';
import { newOutcomes } from '../../results/newOutcomes';
import { modelWarning } from '../../site/health';
import { type Site, withSite } from '../../site/openSite';
import { openStorage } from '../../site/storageAccess';
import { untilEnd } from '../../site/untilEnd';
import { CliError } from '../../terminal/errors';
import { exitCodes } from '../../terminal/exitCodes';
import { onInterrupt } from '../../terminal/interrupt';
import { dataOption, portOption, storagePortsOption } from '../../terminal/options';
import { quietLog, say } from '../../terminal/say';

interface LocalOptions {
  readonly data: string;
  readonly port: number;
  readonly storage?: string;
  readonly storagePorts?: AzuritePorts;
}

/** Where `func start` serves, too. */
export const defaultPort = 7071;
const defaultFolder = '.local';

/** `triage local`: serves until Ctrl-C. */
export function addLocalCommand(program: Command): void {
  program
    .command('local')
    .description('run the app on this machine until Ctrl-C; what it knows is still there the next time')
    .addOption(dataOption(defaultFolder).default(defaultFolder))
    .addOption(portOption(String(defaultPort)).default(defaultPort))
    .option(
      '--storage <connection>',
      'a storage account or an Azurite that runs already, in place of its own',
    )
    .addOption(storagePortsOption().conflicts('storage'))
    .action(async (options: LocalOptions) => {
      process.exitCode = await local(options);
    });
}

async function local({ data, port, storage, storagePorts }: LocalOptions): Promise<number> {
  const { signal, release } = onInterrupt();
  try {
    if (storage !== undefined) {
      await openStorage({ kind: 'connection-string', connectionString: storage }, 'incoming');
    }
    say('Starting the app on this machine …');
    const options = {
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
      say(addresses(site, storage === undefined));
      return serve(site, signal);
    });
  } finally {
    release();
  }
}

async function serve(site: Site, signal: AbortSignal): Promise<number> {
  const ended = new AbortController();
  const lines = newOutcomes(site.store, AbortSignal.any([signal, ended.signal]), say);
  try {
    await untilEnd(site, signal);
  } finally {
    ended.abort();
    await lines;
  }
  return exitCodes.done;
}

function addresses({ runtime, settings }: Site, ownStorage: boolean): string {
  const lines = [
    `Worklist    ${runtime.url}/ (development sign-in: anyone on this machine can be anyone)`,
    `Drop files  into the container "${settings.incomingContainer}":`,
  ];
  if (ownStorage) {
    lines.push(
      `            npm run triage -- upload FOLDER --connection "${runtime.connectionString}"`,
      '            or with any storage tool (Azure Storage Explorer, az) and the same connection string.',
      '            Its key is the one that every Azurite has; it is no secret.',
    );
  } else {
    lines.push('            npm run triage -- upload FOLDER --connection "…the string given as --storage…"');
  }
  return [...lines, 'Ctrl-C ends.', ''].join('\n');
}
