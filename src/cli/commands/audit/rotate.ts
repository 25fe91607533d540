import { renameSync } from 'node:fs';
import { userInfo } from 'node:os';
import { DefaultAzureCredential } from '@azure/identity';
import type { Command } from 'commander';
import { keyChangeOf } from '../../../audit/rotation';
import type { Signer } from '../../../audit/signer';
import { fingerprintOf } from '../../../audit/verifierKey';
import { createAuditSealer, openSigner } from '../../../auditSealer';
import type { Settings } from '../../../settings';
import { keyFileSigner, makeKeyFile, openKeyFile } from '../../../signing/keyFile';
import { keyVaultSigner } from '../../../signing/keyVault';
import { openStore } from '../../../storage/store';
import { addPlaceOptions, type LogPlace, type PlaceOptions, withLog } from '../../audit/logPlace';
import { sealWaiting } from '../../audit/sealWaiting';
import { settingsOfPlace } from '../../audit/siteOfPlace';
import { CliError, UsageError } from '../../errors';
import { say } from '../../say';

interface RotateOptions extends PlaceOptions {
  readonly reason: string;
  readonly to?: string;
}

/** `triage audit rotate`: the log goes on under another key, and says so itself. */
export function addRotateCommand(audit: Command): void {
  const command = audit
    .command('rotate')
    .description('sign with another key from now on; the change is an entry that both keys sign')
    .requiredOption('--reason <text>', 'why, for the log');
  addPlaceOptions(command)
    .option('--to <key id>', 'the next version of the key in Key Vault (https://VAULT/keys/NAME/VERSION)')
    .action(async (options: RotateOptions) => {
      await withLog(undefined, options, (place) => rotate(place, options));
    });
}

async function rotate(place: LogPlace, options: RotateOptions): Promise<void> {
  const settings = settingsOfPlace(place, options);
  const previous = await openSigner(settings);
  if (previous === undefined) throw new CliError('No key is set that could be changed.');
  const next = await nextSigner(settings, previous.key.name, options.to);
  const store = openStore(settings);
  const actor = { subject: userInfo().username, kind: 'cli' as const };
  const at = new Date().toISOString();
  await store.audit.record(await keyChangeOf(previous, next, { actor, at, reason: options.reason }));
  const sealer = createAuditSealer(settings, store, () => new Date().toISOString());
  await untilChanged(store, next, () => sealWaiting(sealer, say));
  finish(settings, previous, next);
  process.stdout.write(`${next.key.text}\n`);
  say(
    `This is the public key from now on; its fingerprint is ${fingerprintOf(next.key)}. Keep the one before as well: it opens the checkpoints until now.`,
  );
  if (settings.audit.key?.kind === 'key-vault')
    say(
      `Now set TRIAGE_AUDIT_KEY_VAULT_KEY to ${options.to}: until then nothing is sealed, and nothing is lost.`,
    );
}

/** In a file: one that is made now, beside the present one. In Key Vault: the version that is named. */
async function nextSigner({ audit }: Settings, name: string, to: string | undefined): Promise<Signer> {
  if (audit.key?.kind === 'key-vault') {
    if (to === undefined)
      throw new UsageError('Name the next version of the key: --to https://VAULT/keys/NAME/VERSION.');
    return keyVaultSigner(to, name, new DefaultAzureCredential());
  }
  if (to !== undefined)
    throw new UsageError('--to is for a key in Key Vault; a key in a file is made by this command.');
  const file = nextKeyFile(audit.key?.file ?? '');
  return keyFileSigner(file, name) ?? makeKeyFile(file, name);
}

function nextKeyFile(file: string): string {
  return `${file}.next`;
}

/** The checkpoint over the change is the last that the key before signs. */
async function untilChanged(
  { auditLog }: ReturnType<typeof openStore>,
  next: Signer,
  seal: () => Promise<unknown>,
): Promise<void> {
  const isChanged = async () => (await auditLog.head())?.head.nextKey === next.key.text;
  // Where an app runs as well, it may be the one that seals the change, and then refuses to go on with the old key.
  const failure = await seal().catch((error: unknown) => error);
  if (await isChanged()) return;
  if (failure instanceof Error) throw failure;
  throw new CliError('The change is recorded, and not sealed yet: run the command again in a minute.');
}

function finish({ audit }: Settings, previous: Signer, next: Signer): void {
  if (audit.key?.kind !== 'file') return;
  const { file } = audit.key;
  const kept = `${file}.retired-${previous.key.id.toString('hex')}`;
  renameSync(file, kept);
  renameSync(nextKeyFile(file), file);
  openKeyFile(file, next.key.name);
  say(`The key before lies in ${kept}. Destroy it, or keep it where nobody can sign with it.`);
}
