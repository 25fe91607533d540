import { type Command, InvalidArgumentError, Option } from 'commander';
import { addPlaceOptions } from '../../site/siteOptions';
import { lazily } from '../../terminal/lazily';

/** `triage audit …`: what can be shown with the audit log. */
export function addAuditCommand(program: Command): void {
  const audit = program
    .command('audit')
    .description('verify the audit log, and everything that is shown against it (docs/audit.md)');
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

const exportedFolder = 'a folder that `triage audit export` wrote';

function keyOption(): Option {
  return new Option(
    '--key <key|file>',
    'the public key that you were given (default: the one that lies beside the log, which proves less)',
  );
}

/** After a key change, an old checkpoint and the current one are signed by different keys. */
function oneMore(key: string, keys: readonly string[] = []): string[] {
  return [...keys, key];
}

function percent(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 100)) throw new InvalidArgumentError('expected a number above 0, up to 100');
  return value;
}

function addVerifyCommand(audit: Command): void {
  const command = audit
    .command('verify')
    .description('check the log against its signatures, and everything that is shown against the log')
    .argument('[folder]', exportedFolder);
  addPlaceOptions(command)
    .addOption(keyOption())
    .option('--checkpoint <file...>', 'checkpoints that you kept: the log must go on from each of them')
    .option(
      '--remember <file>',
      'a file of your own: the log must go on from the checkpoint in it, which the newest one replaces if all is sound',
    )
    .option(
      '--witness <connection|url>',
      'where copies of checkpoints are kept (default: TRIAGE_AUDIT_WITNESS)',
    )
    .option(
      '--since <file>',
      'of a site: a checkpoint up to which you have verified the log; check what came after it (docs/audit.md#a-part)',
    )
    .option(
      '--sample <percent>',
      'of a site: check so many of 100 studies and files, drawn anew each time',
      percent,
    )
    .option('--record <eventId>', 'print where this event is in the log; fail if it is not there')
    .option('--models <dir>', 'folder of the models (default: that of the app, or of the exported folder)')
    .option('--no-inputs', 'do not read the files that arrived')
    .option('--signed', 'fail if the list of the files in an exported folder is not signed')
    .option('--json', 'what was found, as JSON on standard output')
    .addHelpText('after', '\nExit status: 0 if all is sound, 1 if something is not, 2 for wrong usage.')
    .action(lazily(async () => (await import('./verify.ts')).verify));
}

function addShowCommand(audit: Command): void {
  const command = audit
    .command('show')
    .description('show the history of one study, from its files to its reviews')
    .argument('<study>', 'the id of a study, as the worklist has it');
  addPlaceOptions(command)
    .option('--exported <folder>', exportedFolder)
    .option('--json', 'one entry of the log a line, as JSON')
    .action(lazily(async () => (await import('./show.ts')).show));
}

function addReplayCommand(audit: Command): void {
  const command = audit
    .command('replay')
    .description('run images again from what was recorded, and report whether the results are the same')
    .argument('[image...]', 'ids of images');
  addPlaceOptions(command)
    .option('--all', 'every image that is there')
    .addHelpText(
      'after',
      '\nExit status: 0 if every model gave the same results, 1 if not, 2 for wrong usage.',
    )
    .action(lazily(async () => (await import('./replay.ts')).replayImages));
}

function addExportCommand(audit: Command): void {
  const command = audit
    .command('export')
    .description('write the whole log, and what it speaks of, into a folder that can be verified anywhere')
    .argument('<folder>', 'a folder that is empty or does not exist');
  addPlaceOptions(command)
    .addOption(keyOption())
    .option(
      '--inputs',
      'also the files that arrived, identities, pixels and pictures: they identify patients',
    )
    .option('--models <dir>', 'folder of the models (default: that of the app)')
    .action(lazily(async () => (await import('./export.ts')).exportLog));
}

function addProveCommand(audit: Command): void {
  const command = audit
    .command('prove')
    .description('prove that one entry is in the log, or that the log goes on from an older checkpoint')
    .argument('[entry]', 'the number of an entry, or the id of its event');
  addPlaceOptions(command)
    .option('--exported <folder>', exportedFolder)
    .option('--out <name>', 'write <name>.entry and <name>.tlog-proof instead of printing the proof')
    .option('--since <checkpoint>', 'a file with an older checkpoint, from which the log must go on')
    .addOption(keyOption().argParser(oneMore))
    .action(lazily(async () => (await import('./prove.ts')).prove));
}

function addCheckCommand(audit: Command): void {
  audit
    .command('check')
    .description('check a proof that somebody handed over: it needs nothing but the public key')
    .argument('<entry>', 'the file with the entry (<name>.entry)')
    .argument('<proof>', 'the file with the proof (<name>.tlog-proof)')
    .requiredOption(
      '--key <key|file>',
      'the public key that you were given; again for each one that came after it',
      oneMore,
    )
    .action(lazily(async () => (await import('./prove.ts')).check));
}

function addCompareCommand(audit: Command): void {
  const command = audit
    .command('compare')
    .description('say whether two checkpoints, as two readers were shown them, are of one history')
    .argument('<one>', 'a file with a checkpoint')
    .argument('<other>', 'a file with another one')
    .requiredOption(
      '--key <key|file>',
      'the public key that you were given; again for each one that came after it',
      oneMore,
    );
  addPlaceOptions(command)
    .option('--exported <folder>', `${exportedFolder}: needed where they cover different numbers of entries`)
    .addHelpText(
      'after',
      '\nExit status: 0 if they are, 1 if not or if it cannot be said, 2 for wrong usage.',
    )
    .action(lazily(async () => (await import('./compare.ts')).compare));
}

function addSealCommand(audit: Command): void {
  const command = audit
    .command('seal')
    .description(
      'seal the records that wait, and sign for them; the app does it some seconds after each by itself',
    );
  addPlaceOptions(command).action(lazily(async () => (await import('./seal.ts')).seal));
}

function addRotateCommand(audit: Command): void {
  const command = audit
    .command('rotate')
    .description('sign with another key from now on; the change is an entry that both keys sign')
    .requiredOption('--reason <text>', 'why, for the log');
  addPlaceOptions(command)
    .option('--to <key id>', 'the next version of the key in Key Vault (https://VAULT/keys/NAME/VERSION)')
    .action(lazily(async () => (await import('./rotate.ts')).rotate));
}
