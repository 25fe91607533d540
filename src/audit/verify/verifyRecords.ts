import { claimedEvent, genuineEvent } from '../../domain/audit/auditRecord';
import type { Macs } from '../../domain/kernel/macs';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';
import type { LogIndex } from './logIndex';

/** A record that has waited longer than this while later ones were sealed was left out. */
export const sealedWithinMilliseconds = 900_000;

/**
 * Adds what is recorded but not sealed yet to the index.
 *
 * @param macs tell whether the app wrote a record; without them, as offline, waiting records are trusted
 * @returns how many, and what is wrong with them
 */
export async function addWaiting(
  tree: BlobTree,
  index: LogIndex,
  macs: Macs | undefined,
): Promise<{ waiting: number; faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  let waiting = 0;
  for await (const name of tree.list('audit', 'records/')) {
    const eventId = name.slice('records/'.length, -'.json'.length);
    if (index.eventIds.has(eventId)) continue;
    const bytes = await tree.read('audit', name);
    const event = bytes && claimedEvent(bytes);
    if (event?.eventId !== eventId) {
      faults.push({ code: 'record-malformed', where: `audit/${name}` });
      continue;
    }
    if (macs !== undefined && genuineEvent(bytes as Buffer, macs) === undefined) {
      faults.push({ code: 'not-genuine', where: `audit/${name}` });
      continue;
    }
    waiting += 1;
    index.add({ event, sequence: undefined });
    if (Date.parse(index.lastSealedAt) - Date.parse(event.at) > sealedWithinMilliseconds)
      faults.push({ code: 'not-sealed', where: `audit/${name}` });
  }
  return { waiting, faults };
}
