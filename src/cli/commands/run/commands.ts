import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { addOutputOptions } from '../../results/outputs';
import { lazily } from '../../terminal/lazily';
import { appOption, dataOption, portOption, stallTimeoutOption } from '../../terminal/options';

/** `triage run`: files in, one result for each out. */
export function addRunCommand(program: Command): void {
  const run = program
    .command('run')
    .description(texts.help.run.run.description)
    .argument('<file|folder...>', texts.help.run.run.fileFolder);
  addOutputOptions(run)
    .addOption(dataOption('temporary'))
    .addOption(portOption())
    .addOption(appOption())
    .addOption(stallTimeoutOption())
    .addHelpText('after', texts.help.run.run.after)
    .action(lazily(async () => (await import('./run.ts')).run));
}
