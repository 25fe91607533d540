import { type StudyRecord, stateOf } from './studyRecord';

/** When a study that nobody reviewed is escalated. The one place that says so. @returns milliseconds since 1970 */
export function escalationTime({ dueAt }: StudyRecord): number {
  return Date.parse(dueAt);
}

/**
 * The study marked as escalated in its current version, or the same object where that is known, where it was reviewed, or
 * before its time.
 *
 * @param now ISO time
 */
export function withEscalation(study: StudyRecord, now: string): StudyRecord {
  const known = study.escalations.some((escalation) => escalation.version === study.version);
  if (known || stateOf(study) === 'reviewed' || Date.parse(now) < escalationTime(study)) return study;
  const revision = study.revision + 1;
  const escalations = [...study.escalations, { version: study.version, at: now, revision }];
  return { ...study, revision, escalations };
}
