import type { AuditEvent } from '../../domain/audit/auditEvent';
import { genuineEvent } from '../../domain/audit/auditRecord';
import type { Macs } from '../../domain/kernel/sealing/macs';
import type { StoredRecord } from './logStore';
import { isAgreed } from './rotation';

/** An event that may be sealed, or the reason, in words, why it may not. */
export type Sealable =
  | { readonly event: AuditEvent; readonly problem?: undefined }
  | { readonly problem: string };

/** @param key the verifier key in use */
export function sealable(record: StoredRecord, key: string, macs: Macs): Sealable {
  const event = genuineEvent(record.bytes, macs);
  // A record's path is its event's id, so a record copied to another path is detected here.
  if (event?.eventId !== record.eventId) return { problem: 'was not written by this app' };
  if (event.type !== 'key-change') return { event };
  if (!isAgreed(event)) return { problem: 'is a key change that was not signed by both keys' };
  if (event.previous !== key) return { problem: 'is a key change that does not start from the key in use' };
  return { event };
}
