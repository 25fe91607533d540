import type { StudyRecord } from '../studyRecord';
import type { Review } from './review';
import type { Reviewer } from './reviewer';

/**
 * `no-such-review`; `not-yours`: somebody else signed it; `not-accepted`: it never counted, so there is
 * nothing to withdraw; `too-late`: the time limit has passed, or undo is turned off.
 */
export type UndoRefusal = 'no-such-review' | 'not-yours' | 'not-accepted' | 'too-late';

export type Undo =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: UndoRefusal };

/**
 * The study after its signer withdraws a review. It awaits review again, unless the review was made on an
 * older version and the current one has another review. It makes no difference whether a late image
 * superseded the reviewed version meanwhile. A repeated withdrawal returns the same object.
 *
 * @param now ISO time of the withdrawal.
 */
export function undoReview(
  study: StudyRecord,
  reviewId: string,
  by: Pick<Reviewer, 'subject'>,
  now: string,
): Undo {
  const review = study.reviews.find((known) => known.reviewId === reviewId);
  if (!review) return { refusal: 'no-such-review' };
  if (review.subject !== by.subject) return { refusal: 'not-yours' };
  if (review.outcome === 'withdrawn') return { study };
  if (review.outcome === 'conflict') return { refusal: 'not-accepted' };
  if (review.undoUntil === undefined || Date.parse(now) > Date.parse(review.undoUntil))
    return { refusal: 'too-late' };
  const withdrawn: Review = { ...review, outcome: 'withdrawn', withdrawnAt: now };
  const reviews = study.reviews.map((known) => (known === review ? withdrawn : known));
  return { study: { ...study, revision: study.revision + 1, reviews } };
}
