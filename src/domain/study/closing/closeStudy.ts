import { changedOutside } from '../../kernel/sealing/changedOutside';
import { isChangedOutside } from '../review/changedOutside';
import type { Review } from '../review/review';
import type { Reviewer } from '../review/reviewer';
import { meanings } from '../review/signature';
import { effectivePriority, type StudyRecord, stateOf, withReview } from '../studyRecord';
import { mustBeSeen } from '../studyRoute';

/**
 * Why a study is not closed. `changed-since`: it is not what the administrator saw. `must-be-seen`: it is urgent, or
 * has a positive finding or an alert, and was not named as such.
 */
export const notClosed = [
  'no-such-study',
  'changed-since',
  'already-reviewed',
  'must-be-seen',
  changedOutside,
] as const;
export type NotClosed = (typeof notClosed)[number];

/** Length of the reason, in UTF-16 code units. */
export const maxClosingReason = 200;

/** An administrator's decision to take a study off the list. */
export interface Closing {
  readonly reviewId: string;
  /** The revision on the administrator's list. */
  readonly revision: number;
  readonly reason: string;
  readonly by: Reviewer;
  /** ISO */
  readonly at: string;
  /** The administrator was told that it must be seen, and closes it all the same. */
  readonly evenIfUrgent: boolean;
}

type Closed =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: Exclude<NotClosed, 'no-such-study'> };

/**
 * The study, closed: it awaits no review any more, and says that nobody has read it. A later image opens it again. A
 * resend returns the same object.
 */
export function closeStudy(study: StudyRecord, closing: Closing): Closed {
  const { reviewId, revision, reason, by, at, evenIfUrgent } = closing;
  if (study.reviews.some((known) => known.reviewId === reviewId)) return { study };
  if (isChangedOutside(study)) return { refusal: changedOutside };
  if (stateOf(study) === 'reviewed') return { refusal: 'already-reviewed' };
  if (revision !== study.revision) return { refusal: 'changed-since' };
  if (!evenIfUrgent && isUrgent(study)) return { refusal: 'must-be-seen' };
  const review: Review = {
    reviewId,
    studyVersion: study.version,
    decision: 'close',
    comment: reason,
    reviewer: by.name,
    subject: by.subject,
    submittedAt: at,
    signature: { name: by.name, at, meaning: meanings.close },
    outcome: 'accepted',
  };
  return { study: withReview(study, review) };
}

/** Also by a late review that raised it. */
function isUrgent(study: StudyRecord): boolean {
  return effectivePriority(study).place !== 'routine' || mustBeSeen(study);
}
