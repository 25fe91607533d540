import type { AuditEvent } from './auditEvent';

/** What an event says of whom it is about, read without the rest of it. */
export interface SubjectFields {
  readonly study?: string;
  readonly arrival?: string;
  readonly studies?: readonly string[];
}

/** The studies and arrivals that an event is about, as its commitments. */
export function subjectsOf(event: AuditEvent | SubjectFields): readonly string[] {
  const { study, arrival, studies = [] }: SubjectFields = event as SubjectFields;
  return [study, arrival, ...studies].filter((subject) => subject !== undefined);
}
