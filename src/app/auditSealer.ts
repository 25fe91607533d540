import { createHash } from 'node:crypto';
import { DefaultAzureCredential } from '@azure/identity';
import { type Sealed, Sequencer } from '../audit/log/sequencer';
import type { Signer } from '../audit/proof/signer';
import { auditOriginOf } from '../domain/kernel/ids';
import type { Settings } from '../settings/settings';
import { openKeyFile } from '../signing/keyFile';
import { keyVaultSigner } from '../signing/keyVault';
import { connectStorage } from '../storage/connect';
import type { Store } from '../storage/store';
import { WitnessStore, witnessContainer } from '../storage/witness';

export interface AuditSealer {
  /**
   * Seals what waits; undefined where no key is set.
   *
   * @param warn is told what is to be looked into
   */
  seal(warn: (message: string) => void): Promise<Sealed | undefined>;
  /** The key that signs; undefined where none is set. */
  signer(): Promise<Signer | undefined>;
}

type SealerSettings = Pick<Settings, 'audit' | 'siteKey'>;

export async function openSigner({ audit, siteKey }: SealerSettings): Promise<Signer | undefined> {
  const name = auditOriginOf(siteKey);
  if (audit.key === undefined) return undefined;
  if (audit.key.kind === 'file') return openKeyFile(audit.key.file, name);
  return keyVaultSigner(audit.key.id, name, new DefaultAzureCredential());
}

export function openWitness({ audit, siteKey }: SealerSettings): WitnessStore | undefined {
  if (audit.witness === undefined) return undefined;
  const { blobs } = connectStorage(audit.witness);
  return new WitnessStore(blobs.getContainerClient(witnessContainer), witnessFolder(auditOriginOf(siteKey)));
}

/** Of a log, at its witness: a name that is safe in a path. */
export function witnessFolder(origin: string): string {
  return createHash('sha256').update(origin).digest('hex').slice(0, 16);
}

/** The key file is looked at each time, since it changes when the key is changed; a vault's key never does. */
export function createAuditSealer(
  settings: SealerSettings,
  store: Pick<Store, 'auditLog'>,
  now: () => string,
): AuditSealer {
  let current: { readonly sequencer: Sequencer; readonly signer: Signer } | undefined;
  let warning = (_message: string) => {};
  const witness = openWitness(settings);
  const signer = async () =>
    settings.audit.key?.kind === 'key-vault' && current ? current.signer : openSigner(settings);
  return {
    signer,
    seal: async (warn) => {
      warning = warn;
      const opened = await signer();
      if (opened === undefined) return undefined;
      if (current?.signer.key.text !== opened.key.text) {
        const options = { store: store.auditLog, signer: opened, witness, now };
        current = { signer: opened, sequencer: new Sequencer({ ...options, warn: (text) => warning(text) }) };
      }
      return current.sequencer.seal();
    },
  };
}
