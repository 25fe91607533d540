import type { Macs } from '../../domain/kernel/macs';
import type { Signer } from '../proof/signer';
import type { LogStore, Witness } from './logStore';

/** Nothing may be sealed: what would be signed is not the continuation of what was signed. */
export class SealingRefusedError extends Error {
  override readonly name = 'SealingRefusedError';
}

export interface SequencerOptions {
  readonly store: LogStore;
  readonly signer: Signer;
  /** Tell what the app wrote from what somebody else put into the storage. */
  readonly macs: Macs;
  readonly witness?: Witness | undefined;
  /** ISO time of now. */
  readonly now: () => string;
  /** Something to look into that does not keep the log from growing. */
  readonly warn?: (message: string) => void;
}
