import { type Command, InvalidArgumentError, Option } from 'commander';
import { presetNames } from '../../../inference/draft/presets';
import { addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';
import { addEvaluateCommand } from './evaluateCommand';

/** `triage models …`: which models the site has, and what each may do. */
export function addModelsCommand(program: Command): void {
  const models = program.command('models').description("manage the site's models");
  addDraftCommand(models);
  addCheckCommand(models);
  addEvaluateCommand(models);
  addCardCommand(models);
  addReportCommand(models);
  addListCommand(models);
  addAddCommand(models);
  addPromoteCommand(models);
  addRollbackCommand(models);
  addShadowCommand(models);
  addRetireCommand(models);
}

const oneVersion = 'the folder of one version of a model';

/** The options that name a site. */
function withSite(command: Command): Command {
  const otherwise = 'the storage account that --connection or --account names';
  return addSiteOptions(command, otherwise, 'write to').option(
    '--models <dir>',
    "the app's own models folder (default: TRIAGE_MODELS, else the one that ships)",
  );
}

/** Fits into an audit record with room to spare. */
const longestReason = 1000;

/** The options of every command that changes what a site's models may do. */
function withReason(command: Command): Command {
  const reasoned = command.requiredOption(
    '--because <text>',
    'the reason, in a sentence; it stays in the audit log for good, so name no patient',
    parseReason,
  );
  return withSite(reasoned);
}

function parseReason(text: string): string {
  const reason = text.trim();
  if (reason === '') throw new InvalidArgumentError('Give the reason, in a sentence.');
  if (reason.length > longestReason)
    throw new InvalidArgumentError(`A reason has at most ${longestReason} characters.`);
  return reason;
}

function addDraftCommand(models: Command): void {
  models
    .command('draft')
    .description('write the manifest of your own network, with what only you can say left open')
    .argument('<onnx>', 'an .onnx file that classifies pictures')
    .requiredOption('--id <id>', 'the name of the model: lower-case words joined by hyphens', parseId)
    .requiredOption(
      '--labels <list>',
      'its labels in the order of its scores, with commas between; or @FILE: one a line, after a tab what it means',
    )
    .addOption(new Option('--preset <name>', 'how its pictures were prepared').choices(presetNames))
    .addOption(
      new Option('--activation <name>', 'what makes probabilities of its logits').choices([
        'softmax',
        'sigmoid',
      ]),
    )
    .addOption(new Option('--layout <name>', 'where its channels are').choices(['NCHW', 'NHWC']))
    .option('--size <WxH>', 'its input size in samples, if the network leaves it open', parseSize)
    .option('--output <name>', 'the output with the scores, if several outputs are possible')
    .option('--scored-only', 'no label gets a threshold: none is ever positive', false)
    .option('--model-version <version>', 'the version of the model', parseVersion, '1.0.0')
    .option('--out <dir>', 'the folder in which <id>/<version>/ is made', 'drafts')
    .action(lazily(async () => (await import('./draft.ts')).draft));
}

function parseId(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return text;
  throw new InvalidArgumentError('Expected lower-case words joined by hyphens, such as my-model.');
}

function parseVersion(text: string): string {
  if (/^\d+\.\d+\.\d+$/.test(text)) return text;
  throw new InvalidArgumentError('Expected a version such as 1.0.0.');
}

function parseSize(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError('Expected a width and a height, such as 224x224.');
}

function addCheckCommand(models: Command): void {
  models
    .command('check')
    .description('check a model, or all models in a folder, against everything that the service requires')
    .argument('<dir>', `${oneVersion}, or of <id>/<version>/ folders`)
    .option('--json', 'one JSON object with every check')
    .addHelpText(
      'after',
      '\nExit status: 0 if every model is admitted, 1 if one is refused, 2 for wrong usage.',
    )
    .action(lazily(async () => (await import('./check.ts')).check));
}

function addCardCommand(models: Command): void {
  models
    .command('card')
    .description('write MODEL_CARD.md from the manifest and the evaluations that are kept with a model')
    .argument('<dir>', oneVersion)
    .option(
      '--evaluation <file>',
      'an evaluation.json to keep in evaluation/ as well; repeatable',
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .option('--check', 'write nothing; exit status 1 where the card is not the one that would be written')
    .addHelpText(
      'after',
      '\nAn evaluation is kept under the title of its list, and replaces one of the same title.',
    )
    .action(lazily(async () => (await import('./card.ts')).card));
}

function addReportCommand(models: Command): void {
  models
    .command('report')
    .description(
      'write one page on a classifier for whoever has to judge it: use, data, performance, effective triage, limits',
    )
    .argument('<dir>', oneVersion)
    .requiredOption('--out <file>', 'the page, such as report.html')
    .option('--room <file>', 'the reading room that is simulated (default: an example)')
    .option('--policy <file>', 'a triage policy (default: the built-in one)')
    .action(lazily(async () => (await import('./report/report.ts')).report));
}

function addListCommand(models: Command): void {
  const command = models
    .command('list')
    .description(
      'show the versions that a site (without one: the models folder) has, and what each of them may do',
    )
    .argument('[id]', 'one model only')
    .option('--history', 'who changed what, when and why, the last change first')
    .option('--json', 'one JSON object');
  withSite(command).action(lazily(async () => (await import('./list.ts')).list));
}

function addAddCommand(models: Command): void {
  const command = models
    .command('add')
    .description("check a model, and put it into the site's container; it starts in shadow")
    .argument('<dir>', oneVersion);
  withReason(command).action(lazily(async () => (await import('./add.ts')).add));
}

function addPromoteCommand(models: Command): void {
  const command = models
    .command('promote')
    .description(
      'let a version of a model speak: its findings are shown, and the worklist is ordered by them',
    )
    .argument('<id[@version]>', 'the model; without a version the newest one in shadow')
    .option('--without-evaluation', 'promote it although its manifest holds no measurement');
  withReason(command).action(lazily(async () => (await import('./promote.ts')).promote));
}

function addRollbackCommand(models: Command): void {
  const command = models
    .command('rollback')
    .description(
      'give a model back to the version that was promoted before; the one that speaks now is taken out',
    )
    .argument('<id>', 'the model');
  withReason(command).action(lazily(async () => (await import('./rollback.ts')).rollback));
}

function addShadowCommand(models: Command): void {
  const command = models
    .command('shadow')
    .description(
      'let a version of a model run beside the one that speaks: recorded, not shown, not ranked on',
    )
    .argument('<id@version>', 'the version');
  withReason(command).action(lazily(async () => (await import('./shadow.ts')).shadow));
}

function addRetireCommand(models: Command): void {
  const command = models
    .command('retire')
    .description('take a version of a model out: it is not run any more')
    .argument('<id@version>', 'the version');
  withReason(command).action(lazily(async () => (await import('./retire.ts')).retire));
}
