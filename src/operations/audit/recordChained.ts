import type { AuditEvent } from '../../domain/audit/auditEvent';
import { canonicalJson } from '../../domain/kernel/canonicalJson';
import type { AuditRecordsPort } from '../ports';

/** Whether two events say the same, regardless of when and by which release they were written. */
function sayTheSame(a: AuditEvent, b: AuditEvent): boolean {
  const said = (event: AuditEvent) =>
    canonicalJson({ ...event, eventId: '', at: '', software: undefined, supersedes: undefined });
  return said(a) === said(b);
}

/**
 * Records an event of which only one is in effect. If an earlier one says something else, the new event
 * supersedes it and names it.
 *
 * @param idOf the id of the first, second, … such event, counted from 0
 */
export async function recordChained(
  records: AuditRecordsPort,
  idOf: (step: string) => string,
  make: (eventId: string, supersedes: string | undefined) => AuditEvent,
): Promise<void> {
  let before: string | undefined;
  for (let step = 0; ; step += 1) {
    const event = make(idOf(String(step)), before);
    const { event: standing, isNew } = await records.recordOnce(event);
    if (isNew) return;
    const last = !(await records.find(idOf(String(step + 1))));
    if (last && sayTheSame(standing, event)) return;
    before = event.eventId;
  }
}
