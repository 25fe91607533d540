import { changedOutside } from '../kernel/changedOutside';
import { isChangedOutside } from './changedOutside';
import { effectiveReview, type Review } from './review';
import type { Reviewer } from './reviewer';
import { meanings } from './signature';
import { mustBeSeen } from './studyRoute';
import { stateOf, type StudyRecord, withReview } from './studyRecord';

/** Why a study is not closed. */
export const notClosed = ['no-such-study', 'stale-version', 'already-reviewed', 'must-be-seen', changedOutside] as const;
export type NotClosed = (typeof notClosed)[number];

export interface Closing {
  readonly reviewId: string;
  /** The version that the administrator had on the list. */
  readonly studyVersion: number;
  readonly reason: string;
  readonly by: Reviewer;
  /** ISO */
  readonly at: string;
  /** Said explicitly: also if it is urgent, or has a finding or an alert. */
  readonly evenIfSeen: boolean;
}

type Closed =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: Exclude<NotClosed, 'no-such-study'> };

/**
 * The study, closed by an administrator: it awaits no review any more, and says that nobody has read it. A later image
 * opens it again. A repeated call returns the same object.
 */
export function closeStudy(study: StudyRecord, closing: Closing): Closed {
  const { reviewId, studyVersion, reason, by, at, evenIfSeen } = closing;
  if (study.reviews.some((known) => known.reviewId === reviewId)) return { study };
  if (isChangedOutside(study)) return { refusal: changedOutside };
  if (studyVersion !== study.version) return { refusal: 'stale-version' };
  if (stateOf(study) === 'reviewed') return { refusal: 'already-reviewed' };
  if (!evenIfSeen && mustBeSeen(study)) return { refusal: 'must-be-seen' };
  const review: Review = {
    reviewId,
    studyVersion,
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

export type NotReopened = 'not-closed';
type Reopened =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: NotReopened };

/** The study without its closing: it awaits a review again. Any administrator may do so, at any time. @param at ISO */
export function reopenStudy(study: StudyRecord, at: string): Reopened {
  const closed = effectiveReview(study.version, study.reviews);
  if (closed?.decision !== 'close') return { refusal: 'not-closed' };
  const reviews = study.reviews.map((known) =>
    known === closed ? { ...known, outcome: 'withdrawn' as const, withdrawnAt: at } : known,
  );
  return { study: { ...study, revision: study.revision + 1, reviews } };
}
