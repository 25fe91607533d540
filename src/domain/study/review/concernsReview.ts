import { givenPriority, type StudyRecord, stateOf } from '../studyRecord';
import { routeOf } from '../studyRoute';

/** What the plan of a review follows from, as far as a new version can change it. */
function planned(study: StudyRecord) {
  return [stateOf(study), routeOf(study), givenPriority(study).place, study.receivedAt, study.dueAt];
}

/**
 * Whether whoever waits for the review of a study has to look at it again: it is new, reopened, in another
 * place, due at another time, or already due, as each version is escalated by itself. Other versions have the
 * notices and the next look that the version before had.
 *
 * @param now ISO time
 */
export function concernsReview(before: StudyRecord | undefined, study: StudyRecord, now: string): boolean {
  if (before === undefined || Date.parse(study.dueAt) <= Date.parse(now)) return true;
  const known = planned(before);
  return planned(study).some((fact, index) => fact !== known[index]);
}
