import type { AuditEvent } from '../../../domain/audit/auditEvent';

/** The names behind the subjects, as far as they signed something in these records. */
export function namesIn(events: readonly AuditEvent[]): ReadonlyMap<string, string> {
  return new Map(
    events.flatMap((event) =>
      event.type === 'review' ? [[event.actor.subject, event.signature.name] as const] : [],
    ),
  );
}
