import { type Command, InvalidArgumentError, Option } from 'commander';
import { fits, presetNames } from '../../../inference/draft/presets';
import { texts } from '../../language/declared';
import { addSiteOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';
import { addEvaluateCommand } from './evaluateCommand';

/** `triage models …`: which models the site has, and what each may do. */
export function addModelsCommand(program: Command): void {
  const models = program.command('models').description(texts.help.models.models.description);
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

/** The options that name a site. */
function withSite(command: Command): Command {
  return addSiteOptions(command, 'account', 'write').option(
    '--models <dir>',
    texts.help.models.models.models,
  );
}

/** Fits into an audit record with room to spare. */
const longestReason = 1000;

/** The options of every command that changes what a site's models may do. */
function withReason(command: Command): Command {
  const reasoned = command.requiredOption('--because <text>', texts.help.models.models.because, parseReason);
  return withSite(reasoned);
}

function parseReason(text: string): string {
  const reason = text.trim();
  if (reason === '') throw new InvalidArgumentError(texts.options.expected.reason);
  if (reason.length > longestReason)
    throw new InvalidArgumentError(texts.options.expected.shorterReason(longestReason));
  return reason;
}

function addDraftCommand(models: Command): void {
  models
    .command('draft')
    .description(texts.help.models.draft.description)
    .argument('<onnx>', texts.help.models.draft.onnx)
    .requiredOption('--id <id>', texts.help.models.draft.id, parseId)
    .requiredOption('--labels <list>', texts.help.models.draft.labels)
    .addOption(new Option('--preset <name>', texts.help.models.draft.preset).choices(presetNames))
    .addOption(new Option('--fit <how>', texts.help.models.draft.fit).choices(fits))
    .addOption(
      new Option('--activation <name>', texts.help.models.draft.activation).choices(['softmax', 'sigmoid']),
    )
    .addOption(new Option('--layout <name>', texts.help.models.draft.layout).choices(['NCHW', 'NHWC']))
    .option('--size <WxH>', texts.help.models.draft.size, parseSize)
    .option('--output <name>', texts.help.models.draft.output)
    .option('--scored-only', texts.help.models.draft.scoredOnly, false)
    .option('--model-version <version>', texts.help.models.draft.modelVersion, parseVersion, '1.0.0')
    .option('--out <dir>', texts.help.models.draft.out, 'drafts')
    .action(lazily(async () => (await import('./draft.ts')).draft));
}

function parseId(text: string): string {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return text;
  throw new InvalidArgumentError(texts.options.expected.modelId);
}

function parseVersion(text: string): string {
  if (/^\d+\.\d+\.\d+$/.test(text)) return text;
  throw new InvalidArgumentError(texts.options.expected.version);
}

function parseSize(text: string): { width: number; height: number } {
  const [, width, height] = /^(\d{1,4})x(\d{1,4})$/.exec(text) ?? [];
  if (width !== undefined && height !== undefined) return { width: Number(width), height: Number(height) };
  throw new InvalidArgumentError(texts.options.expected.size);
}

function addCheckCommand(models: Command): void {
  models
    .command('check')
    .description(texts.help.models.check.description)
    .argument('<dir>', texts.help.models.shared.versions)
    .option('--json', texts.help.models.check.json)
    .addHelpText('after', texts.help.models.check.after)
    .action(lazily(async () => (await import('./check.ts')).check));
}

function addCardCommand(models: Command): void {
  models
    .command('card')
    .description(texts.help.models.card.description)
    .argument('<dir>', texts.help.models.shared.oneVersion)
    .option(
      '--evaluation <file>',
      texts.help.models.card.evaluation,
      (file: string, before: readonly string[]) => [...before, file],
      [],
    )
    .option('--check', texts.help.models.card.check)
    .addHelpText('after', texts.help.models.card.after)
    .action(lazily(async () => (await import('./card.ts')).card));
}

function addReportCommand(models: Command): void {
  models
    .command('report')
    .description(texts.help.models.report.description)
    .argument('<dir>', texts.help.models.shared.oneVersion)
    .requiredOption('--out <file>', texts.help.models.report.out)
    .option('--room <file>', texts.help.models.report.room)
    .option('--policy <file>', texts.help.models.report.policy)
    .action(lazily(async () => (await import('./report/report.ts')).report));
}

function addListCommand(models: Command): void {
  const command = models
    .command('list')
    .description(texts.help.models.list.description)
    .argument('[id]', texts.help.models.list.id)
    .option('--history', texts.help.models.list.history)
    .option('--json', texts.help.models.list.json);
  withSite(command).action(lazily(async () => (await import('./list.ts')).list));
}

function addAddCommand(models: Command): void {
  const command = models
    .command('add')
    .description(texts.help.models.add.description)
    .argument('<dir>', texts.help.models.shared.oneVersion);
  withReason(command).action(lazily(async () => (await import('./add.ts')).add));
}

function addPromoteCommand(models: Command): void {
  const command = models
    .command('promote')
    .description(texts.help.models.promote.description)
    .argument('<id[@version]>', texts.help.models.promote.id)
    .option('--without-evaluation', texts.help.models.promote.withoutEvaluation);
  withReason(command).action(lazily(async () => (await import('./promote.ts')).promote));
}

function addRollbackCommand(models: Command): void {
  const command = models
    .command('rollback')
    .description(texts.help.models.rollback.description)
    .argument('<id>', texts.help.models.rollback.id);
  withReason(command).action(lazily(async () => (await import('./rollback.ts')).rollback));
}

function addShadowCommand(models: Command): void {
  const command = models
    .command('shadow')
    .description(texts.help.models.shadow.description)
    .argument('<id@version>', texts.help.models.shadow.idVersion);
  withReason(command).action(lazily(async () => (await import('./shadow.ts')).shadow));
}

function addRetireCommand(models: Command): void {
  const command = models
    .command('retire')
    .description(texts.help.models.retire.description)
    .argument('<id@version>', texts.help.models.retire.idVersion);
  withReason(command).action(lazily(async () => (await import('./retire.ts')).retire));
}
