import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Command, InvalidArgumentError } from 'commander';
import { type ListRole, listRoles } from '../../../domain/models/listRole';
import { parseAsk } from '../../../inference/evaluation/parseAsk';
import type { Question } from '../../../inference/evaluation/question';
import { appFolder } from '../../../places/places';
import { texts } from '../../language/declared';
import { lazily } from '../../terminal/lazily';

/** `triage models evaluate`: measures a model on pictures whose truth is known. */
export function addEvaluateCommand(models: Command): void {
  models
    .command('evaluate')
    .description(texts.help.evaluate.evaluate.description)
    .argument('<model>', texts.help.evaluate.evaluate.model)
    .argument('<list>', texts.help.evaluate.evaluate.list)
    .requiredOption('--out <dir>', texts.help.evaluate.evaluate.out)
    .option('--images <dir>', texts.help.evaluate.evaluate.images)
    .option('--ask <question>', texts.help.evaluate.evaluate.ask, gather, [])
    .option('--questions <file>', texts.help.evaluate.evaluate.questions)
    .option('--by <columns>', texts.help.evaluate.evaluate.by, commaList)
    .option('--compare <model>', texts.help.evaluate.evaluate.compare)
    .option('--title <text>', texts.help.evaluate.evaluate.title)
    .option('--role <role>', texts.help.evaluate.evaluate.role(listRoles.join(', ')), roleNamed)
    .option('--file-column <name>', texts.help.evaluate.evaluate.fileColumn)
    .option('--patient-column <name>', texts.help.evaluate.evaluate.patientColumn)
    .option(
      '--models <dir>',
      texts.help.evaluate.evaluate.models,
      path.resolve(appFolder, process.env.TRIAGE_MODELS || 'models'),
    )
    .option('--jobs <n>', texts.help.evaluate.evaluate.jobs, parseJobs, availableParallelism())
    .option('--scores', texts.help.evaluate.evaluate.scores)
    .option('--overwrite', texts.help.evaluate.evaluate.overwrite)
    .addHelpText('after', texts.help.evaluate.evaluate.after)
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

function roleNamed(text: string): ListRole {
  const role = listRoles.find((known) => known === text);
  if (role === undefined) throw new InvalidArgumentError(texts.options.expected.oneOf(listRoles.join(', ')));
  return role;
}

function parseJobs(text: string): number {
  if (/^[1-9]\d?$/.test(text)) return Number(text);
  throw new InvalidArgumentError(texts.options.expected.jobs);
}
