import { type AuditSealer, createAuditSealer, openSigner } from '../../../app/auditSealer';
import { keyChangeOf } from '../../../audit/log/rotation';
import { readCheckpoint } from '../../../audit/proof/checkpoint';
import type { Signer } from '../../../audit/proof/signer';
import { fingerprintOf } from '../../../audit/proof/verifierKey';
import { credentialOf } from '../../../connections/credential';
import type { Settings } from '../../../settings/settings';
import { keyFileSigner, makeKeyFile, openKeyFile, replaceKeyFile } from '../../../signing/keyFile';
import { keyVaultSigner } from '../../../signing/keyVault';
import { openStore, type Store } from '../../../storage/store';
import { texts } from '../../language/language';
import { localActor } from '../../site/localActor';
import { type LogPlace, type PlaceOptions, withLog } from '../../site/logPlace';
import { sealWaiting } from '../../site/sealWaiting';
import { settingsOfPlace } from '../../site/siteOfPlace';
import { CliError, UsageError } from '../../terminal/errors';
import { say } from '../../terminal/say';

interface RotateOptions extends PlaceOptions {
  readonly reason: string;
  readonly to?: string;
}

/** `triage audit rotate`: continues the log under another key, and records that in the log. */
export async function rotate(options: RotateOptions): Promise<void> {
  await withLog(undefined, options, (place) => rotateIn(place, options));
}

async function rotateIn(place: LogPlace, options: RotateOptions): Promise<void> {
  const settings = settingsOfPlace(place, options);
  const previous = await openSigner(settings.audit, settings.siteKey);
  if (previous === undefined) throw new CliError(texts.audit.rotate.noKey);
  const next = await nextSigner(settings, previous.key.name, options.to);
  const store = openStore(settings);
  const sealer = createAuditSealer({
    audit: settings.audit,
    siteKey: settings.siteKey,
    auditLog: store.auditLog,
    now: () => new Date().toISOString(),
  });
  if (!(await isChanged(store, next))) await change(store, previous, next, options.reason, sealer);
  finish(settings, previous, next);
  process.stdout.write(`${next.key.text}\n`);
  say(texts.audit.rotate.newKey(fingerprintOf(next.key)));
  if (settings.audit.key?.kind === 'key-vault') say(texts.audit.rotate.setVault(options.to ?? ''));
}

/** For a file: a key created now, beside the present one. For Key Vault: the version given. */
async function nextSigner({ audit }: Settings, name: string, to: string | undefined): Promise<Signer> {
  if (audit.key?.kind === 'key-vault') {
    if (to === undefined) throw new UsageError(texts.audit.rotate.nameVersion);
    return keyVaultSigner(to, name, credentialOf(audit.credential));
  }
  if (to !== undefined) throw new UsageError(texts.audit.rotate.onlyVault);
  const file = nextKeyFile(audit.key?.file ?? '');
  return keyFileSigner(file, name) ?? makeKeyFile(file, name);
}

function nextKeyFile(file: string): string {
  return `${file}.next`;
}

/** Records the change and has it sealed: the checkpoint over it is the last that the previous key signs. */
async function change(
  store: Store,
  previous: Signer,
  next: Signer,
  reason: string,
  sealer: AuditSealer,
): Promise<void> {
  // A running app may be the one that seals the change; it then refuses to continue with the old key.
  const sealed = async () => {
    const failure = await sealWaiting(sealer, say).catch((error: unknown) => error);
    if (await isChanged(store, next)) return true;
    if (failure instanceof Error) throw failure;
    return false;
  };
  // Seals everything that waits first: this change, or another one before it, may already be recorded.
  if (await sealed()) return;
  const actor = localActor();
  const at = new Date().toISOString();
  await store.audit.record(await keyChangeOf(previous, next, { actor, at, reason }));
  if (await sealed()) return;
  throw new CliError(texts.audit.rotate.notSealed);
}

/** Whether the next key is to sign the log from now on, and the previous key has signed everything before. */
async function isChanged({ auditLog }: Store, next: Signer): Promise<boolean> {
  const [known, checkpoint] = [await auditLog.head(), await auditLog.checkpoint()];
  if (known?.head.nextKey !== next.key.text || checkpoint === undefined) return false;
  return readCheckpoint(checkpoint.note).size >= known.head.size;
}

function finish({ audit }: Settings, previous: Signer, next: Signer): void {
  if (audit.key?.kind !== 'file') return;
  const { file } = audit.key;
  const kept = `${file}.retired-${previous.key.id.toString('hex')}`;
  replaceKeyFile(file, nextKeyFile(file), kept);
  openKeyFile(file, next.key.name);
  say(texts.audit.rotate.kept(kept));
}
