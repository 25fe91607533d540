import type { AuditEvent } from '../../domain/audit/auditEvent';
import { claimedEvent, genuineEvent } from '../../domain/audit/auditRecord';
import type { Macs } from '../../domain/kernel/sealing/macs';
import type { BlobTree } from './blobTree';
import type { Fault } from './fault';
import type { LogIndex } from './log/logIndex';

/** A record that has waited longer than this while later ones were sealed was left out. */
export const sealedWithinMilliseconds = 900_000;

/** Which records are looked at. */
export interface RecordPart {
  /** Those written since this time, in milliseconds. */
  readonly since?: number | undefined;
  /** Which of these events are among the entries that were not read. */
  readonly sealedBefore?: ((eventIds: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  readonly isAsked?: (event: AuditEvent) => boolean;
}

/** The names of records that are not among the entries, and the ids in them. */
async function unsealed(
  tree: BlobTree,
  { eventIds }: LogIndex,
  { since, sealedBefore }: RecordPart,
): Promise<[name: string, eventId: string][]> {
  const found: [string, string][] = [];
  for await (const name of tree.list('audit', 'records/', since)) {
    const eventId = name.slice('records/'.length, -'.json'.length);
    if (!eventIds.has(eventId)) found.push([name, eventId]);
  }
  if (found.length === 0 || sealedBefore === undefined) return found;
  const sealed = await sealedBefore(found.map(([, eventId]) => eventId));
  return found.filter(([, eventId]) => !sealed.has(eventId));
}

/**
 * Adds what is recorded but not sealed yet to the index.
 *
 * @param part whose records are looked at
 * @param macs tell whether the app wrote a record; without them, as offline, waiting records are trusted
 * @returns how many, and what is wrong with them
 */
export async function addWaiting(
  tree: BlobTree,
  index: LogIndex,
  macs: Macs | undefined,
  part: RecordPart = {},
): Promise<{ waiting: number; faults: readonly Fault[] }> {
  const faults: Fault[] = [];
  let waiting = 0;
  for (const [name, eventId] of await unsealed(tree, index, part)) {
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
    index.add({ event, sequence: undefined }, part.isAsked?.(event) ?? true);
    if (Date.parse(index.lastSealedAt) - Date.parse(event.at) > sealedWithinMilliseconds)
      faults.push({ code: 'not-sealed', where: `audit/${name}` });
  }
  return { waiting, faults };
}
