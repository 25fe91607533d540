import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { addPlaceOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage outputs`: what is sent to other systems. */
export function addOutputsCommand(program: Command): void {
  const outputs = program.command('outputs').description(texts.help.outputs.outputs.description);
  const list = outputs
    .command('list')
    .description(texts.help.outputs.list.description)
    .option('--study <id>', texts.help.outputs.list.study)
    .option('--receiver <name>', texts.help.outputs.list.receiver)
    .option('--waiting', texts.help.outputs.list.waiting);
  addPlaceOptions(list).action(lazily(async () => (await import('./list.ts')).list));
  const resend = outputs
    .command('resend')
    .description(texts.help.outputs.resend.description)
    .option('--study <id>', texts.help.outputs.resend.study)
    .option('--receiver <name>', texts.help.outputs.resend.receiver)
    .option('--all', texts.help.outputs.resend.all);
  addPlaceOptions(resend)
    .option('--yes', texts.help.outputs.resend.yes)
    .action(lazily(async () => (await import('./resend.ts')).resend));
}
