import type { AuditEvent } from '../../domain/audit/auditEvent';
import { canonicalJson } from '../../domain/kernel/sealing/canonicalJson';
import type { AuditRecordsPort, Clock } from '../ports';

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
 * @param make the event at this time. Called again with the time of an earlier event: what a repeated step
 *   says is compared as if it had run then
 * @param nextId of another event that will probably be recorded right after
 * @returns the time of the event in effect
 */
export async function recordChained(
  records: AuditRecordsPort,
  now: Clock,
  idOf: (step: string) => string,
  make: (eventId: string, supersedes: string | undefined, at: string) => Promise<AuditEvent>,
  nextId?: string,
): Promise<string> {
  let before: string | undefined;
  for (let step = 0; ; step += 1) {
    const eventId = idOf(String(step));
    const { event: standing, isNew } = await records.recordOnce(await make(eventId, before, now()), nextId);
    if (isNew) return standing.at;
    const last = !(await records.find(idOf(String(step + 1))));
    if (last && sayTheSame(standing, await make(eventId, before, standing.at))) return standing.at;
    before = eventId;
  }
}
