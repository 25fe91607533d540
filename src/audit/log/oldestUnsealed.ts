import type { AuditEvent } from '../../domain/audit/auditEvent';
import { readCheckpoint } from '../proof/checkpoint';
import type { LogStore } from './logStore';
import { tileReader } from './readBack';
import { SealedIds } from './sealedIds';

/** Where records lie, and where it is said which of them wait. */
export interface WaitingRecords extends Pick<LogStore, 'checkpoint' | 'read' | 'list'> {
  /** Events announced before that time, in milliseconds by the storage's clock. Some may be sealed. */
  announcedBefore(time: number): Promise<readonly { eventId: string; at: number }[]>;
  /** Undefined if the app wrote no record with that id. */
  find(eventId: string): Promise<AuditEvent | undefined>;
}

/**
 * Since when the oldest record waits to be sealed, of those announced before that time; undefined if none
 * waits. Asks the storage, so that any process can tell, whichever one seals. What the app did not write is
 * never sealed, and does not count.
 *
 * @param before milliseconds
 */
export async function oldestUnsealed(store: WaitingRecords, before: number): Promise<number | undefined> {
  const announced = [...(await store.announcedBefore(before))].sort((a, b) => a.at - b.at);
  const [first] = announced;
  if (first === undefined) return undefined;
  const note = (await store.checkpoint())?.note;
  const size = note === undefined ? 0 : readCheckpoint(note).size;
  const ids = announced.map(({ eventId }) => eventId);
  const sealed = await new SealedIds().among(ids, first.at, size, tileReader(store));
  for (const { eventId, at } of announced)
    if (!sealed.has(eventId) && (await store.find(eventId)) !== undefined) return at;
  return undefined;
}
