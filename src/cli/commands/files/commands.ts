import type { Command } from 'commander';
import { addPlaceOptions, addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage find`: received files, by their names, when and where they came from, and what became of them. */
export function addFindCommand(program: Command): void {
  const command = program
    .command('find')
    .description('say which files were received, and what became of each; the audit log says who asked')
    .argument(
      '[what]',
      'part of a file name; a file on this machine, which is found by its content; or the id of an arrival or a study',
    )
    .option('--source <folder>', 'files of this source: the first folder of their names')
    .option(
      '--state <state...>',
      'received, analysed, not-analysed, quarantined, unpacked, index, superseded',
    )
    .option('--reason <code>', 'files that were refused or not analysed for this reason')
    .option('--since <time>', 'a day, a time with its zone, or 1h, 24h, 7d ago', '7d')
    .option('--until <time>', 'the same; whole hours count')
    .option('--limit <number>', 'so many files at most, the latest first', '100')
    .option('--csv', 'for a spreadsheet')
    .option('--json', 'one JSON line for each file');
  addSiteOptions(command, 'the storage account that --connection or --account names', 'read')
    .addHelpText('after', '\nNames of files can be those of patients.')
    .action(lazily(async () => (await import('./find.ts')).find));
}

/** `triage dismiss`: takes refused files off the list. */
export function addDismissCommand(program: Command): void {
  const command = program
    .command('dismiss')
    .description('take refused files off the list, where nothing is left to do; they stay in quarantine')
    .argument('[arrival...]', 'ids of arrivals, as the worklist has them')
    .requiredOption('--because <text>', 'why, for the audit log; name nobody in it');
  addPlaceOptions(command)
    .option('--reason <code>', 'all files that stand refused for this reason')
    .option('--yes', 'do it; without this, only say what would be done')
    .action(lazily(async () => (await import('./dismiss.ts')).dismiss));
}

/** `triage status`: how the site stands. */
export function addStatusCommand(program: Command): void {
  const command = program
    .command('status')
    .description('say how the site stands: files, refusals, studies, silent sources, audit log, storage')
    .option('--json', 'the same as JSON');
  addSiteOptions(command, 'the storage account that --connection or --account names', 'read')
    .addHelpText('after', '\nExit status: 0, or 1 if something needs a person.')
    .action(lazily(async () => (await import('./status.ts')).status));
}
