import { type Command, InvalidArgumentError, Option } from 'commander';
import { texts } from '../../language/declared';
import { addPlaceOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage audit …`: what can be shown with the audit log. */
export function addAuditCommand(program: Command): void {
  const audit = program.command('audit').description(texts.help.audit.audit.description);
  addVerifyCommand(audit);
  addShowCommand(audit);
  addReplayCommand(audit);
  addExportCommand(audit);
  addProveCommand(audit);
  addCheckCommand(audit);
  addCompareCommand(audit);
  addSealCommand(audit);
  addRotateCommand(audit);
}

function keyOption(): Option {
  return new Option('--key <key|file>', texts.help.audit.audit.key);
}

/** After a key change, an old checkpoint and the current one are signed by different keys. */
function oneMore(key: string, keys: readonly string[] = []): string[] {
  return [...keys, key];
}

function percent(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100)) throw new InvalidArgumentError(texts.options.expected.percent);
  return value;
}

function addVerifyCommand(audit: Command): void {
  const command = audit
    .command('verify')
    .description(texts.help.audit.verify.description)
    .argument('[folder]', texts.help.audit.shared.exported);
  addPlaceOptions(command)
    .addOption(keyOption())
    .option('--checkpoint <file...>', texts.help.audit.verify.checkpoint)
    .option('--remember <file>', texts.help.audit.verify.remember)
    .option('--witness <connection|url>', texts.help.audit.verify.witness)
    .option('--since <file>', texts.help.audit.verify.since)
    .option('--sample <percent>', texts.help.audit.verify.sample, percent)
    .option('--record <eventId>', texts.help.audit.verify.record)
    .option('--models <dir>', texts.help.audit.verify.models)
    .option('--no-inputs', texts.help.audit.verify.noInputs)
    .option('--signed', texts.help.audit.verify.signed)
    .option('--json', texts.help.audit.verify.json)
    .addHelpText('after', texts.help.audit.verify.after)
    .action(lazily(async () => (await import('./verify.ts')).verify));
}

function addShowCommand(audit: Command): void {
  const command = audit
    .command('show')
    .description(texts.help.audit.show.description)
    .argument('<study>', texts.help.audit.show.study);
  addPlaceOptions(command)
    .option('--exported <folder>', texts.help.audit.shared.exported)
    .option('--json', texts.help.audit.show.json)
    .action(lazily(async () => (await import('./show.ts')).show));
}

function addReplayCommand(audit: Command): void {
  const command = audit
    .command('replay')
    .description(texts.help.audit.replay.description)
    .argument('[image...]', texts.help.audit.replay.image);
  addPlaceOptions(command)
    .option('--all', texts.help.audit.replay.all)
    .addHelpText('after', texts.help.audit.replay.after)
    .action(lazily(async () => (await import('./replay.ts')).replayImages));
}

function addExportCommand(audit: Command): void {
  const command = audit
    .command('export')
    .description(texts.help.audit.export.description)
    .argument('<folder>', texts.help.audit.export.folder);
  addPlaceOptions(command)
    .addOption(keyOption())
    .option('--inputs', texts.help.audit.export.inputs)
    .option('--models <dir>', texts.help.audit.export.models)
    .action(lazily(async () => (await import('./export.ts')).exportLog));
}

function addProveCommand(audit: Command): void {
  const command = audit
    .command('prove')
    .description(texts.help.audit.prove.description)
    .argument('[entry]', texts.help.audit.prove.entry);
  addPlaceOptions(command)
    .option('--exported <folder>', texts.help.audit.shared.exported)
    .option('--out <name>', texts.help.audit.prove.out)
    .option('--since <checkpoint>', texts.help.audit.prove.since)
    .addOption(keyOption().argParser(oneMore))
    .action(lazily(async () => (await import('./prove.ts')).prove));
}

function addCheckCommand(audit: Command): void {
  audit
    .command('check')
    .description(texts.help.audit.check.description)
    .argument('<entry>', texts.help.audit.check.entry)
    .argument('<proof>', texts.help.audit.check.proof)
    .requiredOption('--key <key|file>', texts.help.audit.check.key, oneMore)
    .action(lazily(async () => (await import('./prove.ts')).check));
}

function addCompareCommand(audit: Command): void {
  const command = audit
    .command('compare')
    .description(texts.help.audit.compare.description)
    .argument('<one>', texts.help.audit.compare.one)
    .argument('<other>', texts.help.audit.compare.other)
    .requiredOption('--key <key|file>', texts.help.audit.compare.key, oneMore);
  addPlaceOptions(command)
    .option('--exported <folder>', texts.help.audit.shared.exportedWhere)
    .addHelpText('after', texts.help.audit.compare.after)
    .action(lazily(async () => (await import('./compare.ts')).compare));
}

function addSealCommand(audit: Command): void {
  const command = audit.command('seal').description(texts.help.audit.seal.description);
  addPlaceOptions(command).action(lazily(async () => (await import('./seal.ts')).seal));
}

function addRotateCommand(audit: Command): void {
  const command = audit
    .command('rotate')
    .description(texts.help.audit.rotate.description)
    .requiredOption('--reason <text>', texts.help.audit.rotate.reason);
  addPlaceOptions(command)
    .option('--to <key id>', texts.help.audit.rotate.to)
    .action(lazily(async () => (await import('./rotate.ts')).rotate));
}
