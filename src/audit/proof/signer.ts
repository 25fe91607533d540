import type { VerifierKey } from './verifierKey';

/** Whoever holds the key of a log: a file on one's own machine, or Key Vault, which never lets it out. */
export interface Signer {
  readonly key: VerifierKey;
  /** The signature over these bytes as signed notes keep it: 64 bytes for Ed25519, DER for ES256. */
  sign(text: Uint8Array): Promise<Uint8Array>;
}
