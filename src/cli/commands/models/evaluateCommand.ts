import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type Role, roles } from '../../../inference/evaluation/listRole';
import { parseAsk } from '../../../inference/evaluation/parseAsk';
import type { Question } from '../../../inference/evaluation/question';
import { appFolder } from '../../../places/places';
import { lazily } from '../../terminal/lazily';

/** `triage models evaluate`: measures a model on pictures whose truth is known. */
export function addEvaluateCommand(models: Command): void {
  models
    .command('evaluate')
    .description(
      'run a classifier over a labelled list, as the service would, and write what it is worth there',
    )
    .argument('<model>', 'its id, or id@version for another than the newest')
    .argument('<list>', 'a CSV file with a header: the column "file" or "path", and what is true')
    .requiredOption('--out <dir>', 'folder for evaluation.json and evaluation.html')
    .option('--images <dir>', "folder of the pictures (default: the list's own)")
    .option(
      '--ask <question>',
      'what is true: "LABEL: COLUMN = VALUE | … vs VALUE | …"; repeatable',
      gather,
      [],
    )
    .option('--questions <file>', 'a JSON file with the questions, a title and what the list is')
    .option('--by <columns>', 'sub-groups by these columns, such as view,sex,age', commaList)
    .option('--compare <model>', 'a second model on the same files, such as a lighter one')
    .option('--title <text>', 'what the list is called in the results (default: its name)')
    .option('--role <role>', `what it is to the model: ${roles.join(', ')}`, roleNamed)
    .option('--file-column <name>', 'the column that names the file')
    .option('--patient-column <name>', 'the column that tells patients apart (default: patient, where it is)')
    .option(
      '--models <dir>',
      'folder of the models',
      path.resolve(appFolder, process.env.TRIAGE_MODELS || 'models'),
    )
    .option('--jobs <n>', 'files at once', parseJobs, availableParallelism())
    .option('--scores', 'write scores.csv too: one line a file, with its name')
    .option('--overwrite', 'replace what an evaluation has left in the folder')
    .addHelpText(
      'after',
      '\nWithout --ask and --questions, columns that are called like a label and hold 1, 0 or nothing are the truth.\n' +
        'A file that is refused or not analysed is counted as such, never as negative.',
    )
    .action(lazily(async () => (await import('./evaluate.ts')).evaluate));
}

function gather(text: string, before: readonly Question[]): Question[] {
  try {
    return [...before, parseAsk(text)];
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

function commaList(text: string): string[] {
  return text
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
}

function roleNamed(text: string): Role {
  const role = roles.find((known) => known === text);
  if (role === undefined) throw new InvalidArgumentError(`Expected one of ${roles.join(', ')}.`);
  return role;
}

function parseJobs(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError('Expected a whole number from 1 to 99.');
}
