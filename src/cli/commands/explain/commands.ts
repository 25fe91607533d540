import type { Command } from 'commander';
import { texts } from '../../language/declared';
import { lazily } from '../../terminal/lazily';

/** `triage explain`: why a file is read, analysed and ranked as it is. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain')
    .description(texts.help.explain.explain.description)
    .argument('<file>', texts.help.explain.explain.file)
    .option('--out <dir>', texts.help.explain.explain.out)
    .option('--models <dir>', texts.help.explain.explain.models)
    .option('--json', texts.help.explain.explain.json)
    .addHelpText('after', texts.help.explain.explain.after)
    .action(lazily(async () => (await import('./explain.ts')).explainCommand));
}
