import type { Command } from 'commander';
import { addPlaceOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage outputs`: what is sent to other systems. */
export function addOutputsCommand(program: Command): void {
  const outputs = program
    .command('outputs')
    .description('what is sent to other systems, and what became of it');
  const list = outputs
    .command('list')
    .description('list what was refused, held back or given up, or everything of a study')
    .option('--study <id>', 'everything of this study, whatever became of it')
    .option('--receiver <name>', 'only to this receiver')
    .option('--waiting', 'what is still to be sent, instead');
  addPlaceOptions(list).action(lazily(async () => (await import('./list.ts')).list));
  const resend = outputs
    .command('resend')
    .description(
      'have outputs sent again that were refused, held back or given up; the audit log says who did',
    )
    .option('--study <id>', 'those of this study')
    .option('--receiver <name>', 'those to this receiver')
    .option('--all', 'all of them');
  addPlaceOptions(resend)
    .option('--yes', 'do it; without this, only say what would be done')
    .action(lazily(async () => (await import('./resend.ts')).resend));
}
