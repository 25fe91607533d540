import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { addPlaceOptions, addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage find`: received files, by their names, when and where they came from, and what became of them. */
export function addFindCommand(program: Command): void {
  const command = program
    .command('find')
    .description(texts.help.files.find.description)
    .argument('[what]', texts.help.files.find.what)
    .option('--source <folder>', texts.help.files.find.source)
    .option('--state <state...>', texts.help.files.find.state)
    .option('--reason <code>', texts.help.files.find.reason)
    .option('--since <time>', texts.help.files.find.since, '7d')
    .option('--until <time>', texts.help.files.find.until)
    .option('--limit <number>', texts.help.files.find.limit, '100')
    .option('--csv', texts.help.files.find.csv)
    .option('--json', texts.help.files.find.json);
  addSiteOptions(command, 'account', 'read')
    .addHelpText('after', texts.help.files.find.after)
    .action(lazily(async () => (await import('./find.ts')).find));
}

/** `triage dismiss`: takes refused files off the list. */
export function addDismissCommand(program: Command): void {
  const command = program
    .command('dismiss')
    .description(texts.help.files.dismiss.description)
    .argument('[arrival...]', texts.help.files.dismiss.arrival)
    .requiredOption('--because <text>', texts.help.files.dismiss.because);
  addPlaceOptions(command)
    .option('--reason <code>', texts.help.files.dismiss.reason)
    .option('--yes', texts.help.files.dismiss.yes)
    .action(lazily(async () => (await import('./dismiss.ts')).dismiss));
}

/** `triage status`: how the site stands. */
export function addStatusCommand(program: Command): void {
  const command = program
    .command('status')
    .description(texts.help.files.status.description)
    .option('--json', texts.help.files.status.json);
  addSiteOptions(command, 'account', 'read')
    .addHelpText('after', texts.help.files.status.after)
    .action(lazily(async () => (await import('./status.ts')).status));
}
