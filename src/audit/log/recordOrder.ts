import { type AuditEvent, auditEventSchema } from '../../domain/audit/auditEvent';
import type { StoredRecord } from './logStore';
import { LogDamagedError, lookFurther } from './readBack';

/** The event that a record holds. @throws SyntaxError or ZodError where it holds none */
export function eventOf({ bytes }: StoredRecord): AuditEvent {
  return auditEventSchema.parse(JSON.parse(bytes.toString('utf8')));
}

/** The event that some bytes hold; undefined where they hold none that is known. */
export function eventIn({ bytes }: Pick<StoredRecord, 'bytes'>): AuditEvent | undefined {
  try {
    return auditEventSchema.parse(JSON.parse(bytes.toString('utf8')));
  } catch {
    return undefined;
  }
}

/** A change of keys ends its batch: the checkpoint over it is the last that the key before signs. */
export function upToKeyChange(events: readonly AuditEvent[]): AuditEvent[] {
  const at = events.findIndex(({ type }) => type === 'key-change');
  return events.slice(0, at < 0 ? events.length : at + 1);
}

/** By the storage's clock, which counts in seconds, and within one second by the writers' own. */
export function inOrder(records: readonly StoredRecord[]): StoredRecord[] {
  const times = new Map(records.map((record) => [record.eventId, eventOf(record).at]));
  const timeOf = ({ eventId }: StoredRecord) => times.get(eventId) as string;
  return [...records].sort(
    (a, b) =>
      a.storedAt - b.storedAt ||
      Date.parse(timeOf(a)) - Date.parse(timeOf(b)) ||
      (a.eventId < b.eventId ? -1 : 1),
  );
}

export function inOrderOf(eventIds: readonly string[], records: readonly StoredRecord[]): StoredRecord[] {
  const byId = new Map(records.map((record) => [record.eventId, record]));
  return eventIds.map((id) => {
    const record = byId.get(id);
    if (record === undefined)
      throw new LogDamagedError(`The record ${id} of the audit log is missing: ${lookFurther}`);
    return record;
  });
}

export function later(now: string, before: string | undefined): string {
  return before !== undefined && Date.parse(before) > Date.parse(now) ? before : now;
}
