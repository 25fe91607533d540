import type { ContainerClient } from '@azure/storage-blob';
import { type Reference, restarted, type WatchedName } from '../../domain/drift/watch';
import type { Sample } from '../../telemetry/samples';
import { type Totals, totalsSchema, withCounted } from '../../telemetry/totals';
import { parseJson, plainForm, readBytes, updateJson } from '../blobs/jsonBlobs';

const totalsName = 'totals.json';

/**
 * What all processes of the site have counted, in one blob. Whoever is asked, on whichever instance, gives the same
 * numbers, and they outlive every process. They are for watching only: nothing is decided by them, so they are not sealed.
 */
export class CountedTotals {
  constructor(private readonly container: ContainerClient) {}

  /** @param now milliseconds */
  async add(counted: readonly Sample[], now: number): Promise<void> {
    if (counted.length === 0) return;
    await updateJson(this.container, totalsName, plainForm<Totals>(totalsSchema), (totals) =>
      withCounted(totals, counted, now),
    );
  }

  /**
   * Begins the test of one feature anew.
   *
   * @returns whether it is watched
   */
  async restartWatch(name: WatchedName, reference: Reference): Promise<boolean> {
    let found = false;
    await updateJson(this.container, totalsName, plainForm<Totals>(totalsSchema), (totals) => {
      const watched = totals && restarted(totals.watched, name, reference);
      found = watched !== undefined;
      return totals && watched ? { ...totals, watched } : totals;
    });
    return found;
  }

  /** Undefined if nothing was counted yet. */
  async read(): Promise<Totals | undefined> {
    const blob = this.container.getBlobClient(totalsName);
    const bytes = await readBytes(blob);
    return bytes && parseJson(bytes, totalsSchema, blob);
  }
}
