import type { AuditHead } from '../../domain/audit/auditHead';
import { tileReader } from './readBack';
import { SealedIds } from './sealedIds';

/** A record that is announced to be sealed, and when, by the storage's clock, in milliseconds. */
export interface Announcement {
  readonly eventId: string;
  readonly at: number;
}

/** What is needed of a log's store. */
export interface AnnouncedLog {
  head(): Promise<{ readonly head: Pick<AuditHead, 'size'> } | undefined>;
  /** What may not be sealed yet, the oldest first, some at a time. */
  announcedInOrder(): AsyncIterable<readonly Announcement[]>;
  read(path: string): Promise<Buffer | undefined>;
}

/**
 * Since when the oldest record waits to be sealed, in milliseconds; undefined if none does. Reads what was sealed
 * lately, and stops at the first record that was not: it costs little while sealing works, and when it does not.
 */
export function createOldestUnsealed(log: AnnouncedLog): () => Promise<number | undefined> {
  const sealedIds = new SealedIds();
  const read = tileReader({ read: (path) => log.read(path) });
  return async () => {
    // The head is read after what is announced, so that nothing counts as waiting that was sealed in between.
    for await (const some of log.announcedInOrder()) {
      if (some.length === 0) continue;
      const since = Math.min(...some.map(({ at }) => at));
      const size = (await log.head())?.head.size ?? 0;
      const ids = some.map(({ eventId }) => eventId);
      const sealed = await sealedIds.among(ids, since, size, read);
      const waiting = some.filter(({ eventId }) => !sealed.has(eventId));
      if (waiting.length > 0) return Math.min(...waiting.map(({ at }) => at));
    }
    return undefined;
  };
}
