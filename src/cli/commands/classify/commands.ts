import { type Command, InvalidArgumentError } from 'commander';
import { type ModelName, parseModelName } from '../../../domain/models/modelName';
import { texts } from '../../language/declared';
import { lazily } from '../../terminal/lazily';

/** `triage classify`: runs the models on image files, here and now. */
export function addClassifyCommand(program: Command): void {
  program
    .command('classify')
    .description(texts.help.classify.classify.description)
    .argument('<file|folder...>', texts.help.classify.classify.fileFolder)
    .option('--model <id>', texts.help.classify.classify.model, parseName)
    .option('-k, --k <n>', texts.help.classify.classify.k, parseCount, 5)
    .option('--models <dir>', texts.help.classify.classify.models)
    .option('--json', texts.help.classify.classify.json)
    .addHelpText('after', texts.help.classify.classify.after)
    .action(lazily(async () => (await import('./classify.ts')).classify));
}

function parseName(text: string): ModelName {
  const name = parseModelName(text);
  if (name !== undefined) return name;
  throw new InvalidArgumentError(texts.options.expected.model);
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError(texts.options.expected.count);
}
