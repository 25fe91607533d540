import type { StoredRecord } from './logStore';
import { eventIn } from './recordOrder';
import { isAgreed } from './rotation';

/**
 * What keeps a record out of the log, in words; undefined where nothing does.
 *
 * @param key the verifier key that is in use
 */
export function problemOf(record: StoredRecord, key: string): string | undefined {
  const event = eventIn(record);
  if (event?.eventId !== record.eventId) return 'is not an event that this version knows';
  if (event.type !== 'key-change') return undefined;
  if (!isAgreed(event)) return 'is a key change that was not signed by both keys';
  if (event.previous !== key) return 'is a key change that does not start from the key in use';
  return undefined;
}
