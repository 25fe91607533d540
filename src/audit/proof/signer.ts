import type { VerifierKey } from './verifierKey';

/** Holds the key of a log: a file on one's own machine, or Key Vault, which never releases it. */
export interface Signer {
  readonly key: VerifierKey;
  /** The signature over these bytes in the format of signed notes: 64 bytes for Ed25519, DER for ES256. */
  sign(text: Uint8Array): Promise<Uint8Array>;
}
