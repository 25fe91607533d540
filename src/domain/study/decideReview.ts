import { impressionOf } from './impression';
import { type Review, type Reviewable, reviewSchema, standingReview } from './review';
import { meanings } from './signature';
import { reviewerOf, type Submission } from './submission';

function conflictOf({ version, reviews }: Reviewable, submission: Submission) {
  if (submission.request.studyVersion !== version) return 'stale-version' as const;
  return standingReview(version, reviews) ? ('already-reviewed' as const) : undefined;
}

/**
 * Decides on a submission against what the study is now. The first for a version is accepted; a later one, or one
 * made on an older version, is kept as a conflict. A submission that was decided before comes out as it was.
 */
export function decideReview(study: Reviewable, submission: Submission): Review {
  const known = study.reviews.find((review) => review.reviewId === submission.reviewId);
  if (known) return known;
  const conflict = conflictOf(study, submission);
  const { request, reviewId, submittedAt, undoUntil } = submission;
  const { name, subject } = reviewerOf(submission);
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
