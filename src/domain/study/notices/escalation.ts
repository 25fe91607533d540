import { type StudyRecord, stateOf } from '../studyRecord';
import { routeOf } from '../studyRoute';

/** When an unreviewed study is escalated, decided only here. @returns milliseconds since 1970 */
export function escalationTime({ dueAt }: StudyRecord): number {
  return Date.parse(dueAt);
}

/**
 * Marks the current version of the study as escalated. Returns the same object if it is already marked, was
 * reviewed, is not for review, or is not due yet.
 *
 * @param now ISO time
 */
export function withEscalation(study: StudyRecord, now: string): StudyRecord {
  const known = study.escalations.some((escalation) => escalation.version === study.version);
  if (
    known ||
    stateOf(study) === 'reviewed' ||
    routeOf(study) !== 'review' ||
    Date.parse(now) < escalationTime(study)
  )
    return study;
  const revision = study.revision + 1;
  const escalations = [...study.escalations, { version: study.version, at: now, revision }];
  return { ...study, revision, escalations };
}
