import { createHash } from 'node:crypto';
import { type Sealed, Sequencer } from '../audit/log/sequencer';
import type { Signer } from '../audit/proof/signer';
import { credentialOf } from '../connections/credential';
import { auditOriginOf, type SiteKey } from '../domain/kernel/identifiers/ids';
import { Macs } from '../domain/kernel/sealing/macs';
import type { AuditSettings } from '../settings/settings';
import { openKeyFile } from '../signing/keyFile';
import { keyVaultSigner } from '../signing/keyVault';
import { WitnessStore, witnessContainer } from '../storage/audit/witness';
import { connectStorage } from '../storage/connect';
import type { Store } from '../storage/store';

export interface AuditSealer {
  /**
   * Seals what waits; undefined if no key is set.
   *
   * @param warn receives what should be investigated
   */
  seal(warn: (message: string) => void): Promise<Sealed | undefined>;
  /** Whether the last attempt of this process failed. */
  isFailing(): boolean;
  /** The signing key; undefined if none is set. */
  signer(): Promise<Signer | undefined>;
}

/** The signer named by the settings; undefined if they name none. */
export async function openSigner(
  { key, credential }: Pick<AuditSettings, 'key' | 'credential'>,
  siteKey: SiteKey,
): Promise<Signer | undefined> {
  const name = auditOriginOf(siteKey);
  if (key === undefined) return undefined;
  if (key.kind === 'file') return openKeyFile(key.file, name);
  return keyVaultSigner(key.id, name, credentialOf(credential));
}

function openWitness(
  { witness }: Pick<AuditSettings, 'witness'>,
  siteKey: SiteKey,
): WitnessStore | undefined {
  if (witness === undefined) return undefined;
  const { blobs } = connectStorage(witness);
  return new WitnessStore(blobs.getContainerClient(witnessContainer), witnessFolder(auditOriginOf(siteKey)));
}

/** The log's name at its witness, safe to use in a path. */
export function witnessFolder(origin: string): string {
  return createHash('sha256').update(origin).digest('hex').slice(0, 16);
}

export interface AuditSealerDeps {
  readonly audit: AuditSettings;
  readonly siteKey: SiteKey;
  readonly auditLog: Store['auditLog'];
  readonly now: () => string;
}

/** A key file is read each time, since the key in it can change; a vault key version never does. */
export function createAuditSealer({ audit, siteKey, auditLog, now }: AuditSealerDeps): AuditSealer {
  let current: { readonly sequencer: Sequencer; readonly signer: Signer } | undefined;
  let warning = (_message: string) => {};
  const witness = openWitness(audit, siteKey);
  const macs = new Macs(siteKey);
  const signer = async () =>
    audit.key?.kind === 'key-vault' && current ? current.signer : openSigner(audit, siteKey);
  const sealNow = async (warn: (message: string) => void) => {
    warning = warn;
    const opened = await signer();
    if (opened === undefined) return undefined;
    if (current?.signer.key.text !== opened.key.text) {
      const options = { store: auditLog, signer: opened, macs, witness, now };
      current = { signer: opened, sequencer: new Sequencer({ ...options, warn: (text) => warning(text) }) };
    }
    return current.sequencer.seal();
  };
  let failing = false;
  let last: Promise<unknown> = Promise.resolve();
  return {
    signer,
    isFailing: () => failing,
    // One after the other: a sequencer remembers what it listed.
    seal: (warn) => {
      const sealed = last.then(() => sealNow(warn));
      last = sealed.then(
        () => {
          failing = false;
        },
        () => {
          failing = true;
        },
      );
      return sealed;
    },
  };
}
