import type { Command } from 'commander';
import { addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage account`: what became of the files that were received. */
export function addAccountCommand(program: Command): void {
  const command = program
    .command('account')
    .description('say what became of the files that were received, by day or hour and source')
    .option('--since <time>', 'count from this day, or time with its zone, on (default: seven days ago)')
    .option('--csv', 'for a spreadsheet: a line for each hour and source')
    .option('--json', 'the same as JSON')
    .option('--check', 'count anew from the records, and name each file of which the accounts say otherwise')
    .option('--mend', 'the same, and correct the accounts');
  addSiteOptions(command, 'the storage account that --connection or --account names', 'read')
    .addHelpText(
      'after',
      '\nA source is the first folder of a name in the incoming container; it can name a patient.\nExit status: 0, or 1 if --check finds a difference.',
    )
    .action(lazily(async () => (await import('./account.ts')).account));
}
