import { type Command, InvalidArgumentError } from 'commander';
import { type ModelName, parseModelName } from '../../../domain/models/modelName';
import { lazily } from '../../terminal/lazily';

/** `triage classify`: runs the models on image files, here and now. */
export function addClassifyCommand(program: Command): void {
  program
    .command('classify')
    .description('show what the models say of image files; nothing is stored, and no storage is needed')
    .argument('<file|folder...>', 'DICOM or picture files; folders with everything below them')
    .option(
      '--model <id>',
      'this model alone, also one that is not in use; id@version for one version (default: all that fit)',
      parseName,
    )
    .option('-k, --k <n>', 'how many labels to show, the highest scores first', parseCount, 5)
    .option('--models <dir>', "the folder of the models (default: TRIAGE_MODELS, or the app's own)")
    .option('--json', 'one line of JSON per file on standard output, and nothing else')
    .addHelpText(
      'after',
      '\nExit status: 0 if every file was read (analysed or not analysed), 1 if one could not be, 2 for wrong usage.',
    )
    .action(lazily(async () => (await import('./classify.ts')).classify));
}

function parseName(text: string): ModelName {
  const name = parseModelName(text);
  if (name !== undefined) return name;
  throw new InvalidArgumentError('Expected an id such as chest-opacity, or id@version.');
}

function parseCount(text: string): number {
  if (/^[1-9]\d{0,4}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1.');
}
