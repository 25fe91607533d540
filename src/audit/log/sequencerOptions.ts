import type { Macs } from '../../domain/kernel/sealing/macs';
import type { Signer } from '../proof/signer';
import type { LogStore, Witness } from './logStore';

/** Nothing may be sealed: it would not continue what was signed before. */
export class SealingRefusedError extends Error {
  override readonly name = 'SealingRefusedError';
}

export interface SequencerOptions {
  readonly store: LogStore;
  readonly signer: Signer;
  /** Distinguish what the app wrote from what somebody else put into the storage. */
  readonly macs: Macs;
  readonly witness?: Witness | undefined;
  /** The current time, ISO. */
  readonly now: () => string;
  /** Reports something to investigate that does not stop the log from growing. */
  readonly warn?: (message: string) => void;
}
