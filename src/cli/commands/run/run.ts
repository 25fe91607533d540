import type { Command } from 'commander';
import { findFiles } from '../../files/findFiles';
import { leaveOutViewers } from '../../files/media';
import { withDataFolder } from '../../site/dataFolder';
import { modelWarning } from '../../site/health';
import { type Site, withSite } from '../../site/openSite';
import { CliError } from '../../terminal/errors';
import { onInterrupt } from '../../terminal/interrupt';
import { dataOption, patienceOption, portOption } from '../../terminal/options';
import { quietLog, say } from '../../terminal/say';
import { type BatchOptions, runBatch } from './batch';

interface RunOptions {
  readonly json?: boolean;
  readonly data?: string;
  readonly port?: number;
  readonly patience: number;
}

/** `triage run`: files in, one result for each out. */
export function addRunCommand(program: Command): void {
  program
    .command('run')
    .description('send image files through the whole thing, and print what became of each')
    .argument('<file|folder...>', 'DICOM or picture files, ZIP exports; folders with all below them')
    .option('--json', 'one line of JSON per file on standard output, and nothing else')
    .addOption(dataOption('a temporary one, removed afterwards'))
    .addOption(portOption('a free one'))
    .addOption(patienceOption())
    .addHelpText(
      'after',
      '\nExit status: 0 where every file is accounted for (analysed, not analysed, or quarantined), 2 for wrong usage, 1 otherwise.',
    )
    .action(async (args: string[], options: RunOptions) => {
      process.exitCode = await run(args, options);
    });
}

async function run(args: readonly string[], options: RunOptions): Promise<number> {
  const { files, notes } = await leaveOutViewers(findFiles(args), args);
  for (const note of notes) say(note);
  const { signal, release } = onInterrupt();
  try {
    return await withDataFolder(options.data, async (dataDirectory) => {
      say('Starting the app on this machine …');
      return withSite({ dataDirectory, port: options.port, signal, log: quietLog }, (site) =>
        triageFiles(site, {
          files,
          json: options.json ?? false,
          patienceSeconds: options.patience,
          signal,
        }),
      );
    });
  } finally {
    release();
  }
}

/** Sends files through a site whose models are all well; anything less would look like a result. */
export async function triageFiles(
  site: Site,
  { files, ...options }: BatchOptions & { files: ReturnType<typeof findFiles> },
): Promise<number> {
  const warning = modelWarning(site.health);
  if (warning !== undefined) throw new CliError(warning);
  return runBatch(site, files, options);
}
