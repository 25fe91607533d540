import { placeIndex } from '../../kernel/priority';
import { changedOutside } from '../../kernel/sealing/changedOutside';
import { givenPriority, type StudyRecord, withReview } from '../studyRecord';
import { awaitsImpression, type Onlooker } from './beforeImpression';
import { isChangedOutside } from './changedOutside';
import { impressionOf } from './impression';
import { type Review, type Reviewable, reviewSchema } from './review';
import { meanings } from './signature';
import { effectiveReview, isRead } from './standingReview';
import type { Submission } from './submission';

/**
 * `changed-outside`: something that the study shows is not what the app wrote. `impression-first`: the reviewer owes a first impression of this version. `review-id-reused`: the study
 * already has a different review under this id, or one signed by somebody else. `same-priority`: an override to the
 * priority that the study has.
 */
export type ReviewRefusal = typeof changedOutside | 'impression-first' | 'review-id-reused' | 'same-priority';

export type SubmittedReview =
  | { readonly study: StudyRecord; readonly refusal?: undefined }
  | { readonly refusal: ReviewRefusal };

function conflictOf({ version, reviews }: Reviewable, submission: Submission) {
  if (submission.request.studyVersion !== version) return 'stale-version' as const;
  const standing = effectiveReview(version, reviews);
  return standing && isRead(standing) ? ('already-reviewed' as const) : undefined;
}

/**
 * Decides on a submission against the current study. The first for a version is accepted, also of a study that was
 * closed unread; a later one, or one made on an older version, is kept as a conflict.
 */
export function decideReview(study: Reviewable, submission: Submission): Review {
  const conflict = conflictOf(study, submission);
  const { request, reviewId, reviewer, submittedAt, undoUntil } = submission;
  const { name, subject } = reviewer;
  const impression = impressionOf(study.impressions, subject, request.studyVersion);
  return reviewSchema.parse({
    ...request,
    reviewId,
    reviewer: name,
    subject,
    submittedAt,
    signature: { name, at: submittedAt, meaning: meanings[request.decision] },
    outcome: conflict ? 'conflict' : 'accepted',
    conflict,
    undoUntil: conflict ? undefined : undoUntil,
    impression: impression && { priority: impression.priority, at: impression.at },
  });
}

/** Whether a submission is a resend, and not a different one under the same id. */
function isRepeated(known: Review, { request, reviewer }: Submission): boolean {
  const fields = ['studyVersion', 'decision', 'priority', 'reason', 'comment'] as const;
  const said: Partial<Review> = request;
  return known.subject === reviewer.subject && fields.every((field) => known[field] === said[field]);
}

/**
 * The study with the submitted review, accepted or as a conflict. A resend returns the same object: the
 * answer is the original outcome.
 */
export function submitReview(
  study: StudyRecord,
  submission: Submission,
  onlooker: Onlooker,
): SubmittedReview {
  const known = study.reviews.find(({ reviewId }) => reviewId === submission.reviewId);
  if (known) return isRepeated(known, submission) ? { study } : { refusal: 'review-id-reused' };
  if (isChangedOutside(study)) return { refusal: changedOutside };
  const isCurrent = submission.request.studyVersion === study.version;
  if (isCurrent && awaitsImpression(study, onlooker)) return { refusal: 'impression-first' };
  const review = decideReview(study, submission);
  const { priority } = givenPriority(study);
  if (review.outcome === 'accepted' && review.decision === 'override' && review.priority === priority)
    return { refusal: 'same-priority' };
  return { study: withReview(study, isRaising(study, review) ? { ...review, raised: true } : review) };
}

/** Whether a review that came too late puts the study higher than it stands: whoever saw that must not be unheard. */
function isRaising(study: StudyRecord, { outcome, priority }: Review): boolean {
  if (outcome !== 'conflict' || priority === undefined) return false;
  return placeIndex(priority) < placeIndex(givenPriority(study).place);
}
