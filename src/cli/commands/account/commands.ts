import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage account`: what became of the files that were received. */
export function addAccountCommand(program: Command): void {
  const command = program
    .command('account')
    .description(texts.help.account.account.description)
    .option('--since <time>', texts.help.account.account.since)
    .option('--csv', texts.help.account.account.csv)
    .option('--json', texts.help.account.account.json)
    .option('--check', texts.help.account.account.check)
    .option('--mend', texts.help.account.account.mend);
  addSiteOptions(command, 'account', 'read')
    .addHelpText('after', texts.help.account.account.after)
    .action(lazily(async () => (await import('./account.ts')).account));
}
