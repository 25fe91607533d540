import { type SweepState, sweepStateSchema } from '../../domain/intake/sweepState';
import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import { DamagedBlobError } from '../blobs/jsonBlobs';
import type { SealedBlobs } from '../blobs/sealedBlobs';

const name = 'sweeps.json';

/** How far `reconcile` has come. It lies with the identities, since it can hold the name of a file. */
export class Sweeps {
  constructor(private readonly identity: SealedBlobs) {}

  /** Undefined if there is none that the app wrote: everything is then gone through from the beginning. */
  async read(): Promise<SweepState | undefined> {
    try {
      return await this.identity.json(name, sweepStateSchema);
    } catch (error) {
      if (error instanceof ChangedOutsideError || error instanceof DamagedBlobError) return undefined;
      throw error;
    }
  }

  async write(state: SweepState): Promise<void> {
    await this.identity.putJson(name, sweepStateSchema.parse(state));
  }
}
