import type { AuditEvent } from '../../domain/audit/auditEvent';
import type { StoredRecord } from './logStore';
import { LogDamagedError, lookFurther } from './readBack';

/** A key change ends its batch: the checkpoint over it is the last that the previous key signs. */
export function upToKeyChange(events: readonly AuditEvent[]): AuditEvent[] {
  const at = events.findIndex(({ type }) => type === 'key-change');
  return events.slice(0, at < 0 ? events.length : at + 1);
}

/** A parsed record that the app wrote. */
export interface GenuineRecord {
  readonly event: AuditEvent;
  /** When the storage accepted it, in milliseconds. */
  readonly storedAt: number;
}

/** By the storage's clock, which counts in seconds; within one second, by the writers' own clocks. */
export function inOrder(records: readonly GenuineRecord[]): GenuineRecord[] {
  return [...records].sort(
    (a, b) =>
      a.storedAt - b.storedAt ||
      Date.parse(a.event.at) - Date.parse(b.event.at) ||
      (a.event.eventId < b.event.eventId ? -1 : 1),
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
