import type { Command } from 'commander';
import { addOutputOptions } from '../../results/outputs';
import { lazily } from '../../terminal/lazily';
import { appOption, dataOption, portOption, stallTimeoutOption } from '../../terminal/options';

/** `triage run`: files in, one result for each out. */
export function addRunCommand(program: Command): void {
  const run = program
    .command('run')
    .description('process image files through the whole app, and print the outcome of each')
    .argument('<file|folder...>', 'DICOM or picture files, ZIP exports; folders with everything below them');
  addOutputOptions(run)
    .addOption(dataOption('a temporary one, removed afterwards'))
    .addOption(portOption())
    .addOption(appOption())
    .addOption(stallTimeoutOption())
    .addHelpText(
      'after',
      '\nExit status: 0 if every file is accounted for (analysed, not analysed, or quarantined), 2 for wrong usage, 1 otherwise.',
    )
    .action(lazily(async () => (await import('./run.ts')).run));
}
