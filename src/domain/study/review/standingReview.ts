import { mostUrgent, type Place } from '../../kernel/priority';
import type { Review, Reviewable } from './review';

/** The review of somebody who looked at the study. */
export type ReadReview = Review & { readonly decision: Exclude<Review['decision'], 'close'> };

/** Whether somebody looked at the study, and did not only close it. */
export function isRead(review: Review): review is ReadReview {
  return review.decision !== 'close';
}

/**
 * Where late reviews put the study. Undefined once somebody decided after them and another version came: they were
 * seen by then.
 */
export function raisedPlace(version: number, reviews: readonly Review[]): Place | undefined {
  const since = sinceRaised(reviews);
  const isOver = since.some(
    (review) => review.outcome === 'accepted' && isRead(review) && review.studyVersion < version,
  );
  const [first, ...others] = isOver
    ? []
    : reviews.flatMap(({ raised, priority }) => (raised && priority) || []);
  return first && mostUrgent(first, ...others);
}

/** The reviews after the last late one that raised the study: the others did not know of it. */
function sinceRaised(reviews: readonly Review[]): readonly Review[] {
  return reviews.slice(reviews.findLastIndex(({ raised }) => raised) + 1);
}

/** The review in effect for this version of the study, if any. A closing stands until somebody reads the study. */
export function effectiveReview(version: number, reviews: readonly Review[]): Review | undefined {
  const standing = sinceRaised(reviews).filter(
    (review) => review.outcome === 'accepted' && review.studyVersion === version,
  );
  return standing.find(isRead) ?? standing[0];
}

export type ReviewState = 'awaiting' | 'reviewed' | 'reopened';

/** `reopened`: it was reviewed, and another image came later, or a late review that raised it. */
export function reviewStateOf(version: number, reviews: readonly Review[]): ReviewState {
  if (effectiveReview(version, reviews)) return 'reviewed';
  return reviews.some((review) => review.outcome === 'accepted') ? 'reopened' : 'awaiting';
}

/** Whether this version was closed, and nobody has read it. */
export function isClosed({ version, reviews }: Pick<Reviewable, 'version' | 'reviews'>): boolean {
  return effectiveReview(version, reviews)?.decision === 'close';
}

/** Whether somebody has read this version, and did not only close it. */
export function isReadBySomebody({ version, reviews }: Pick<Reviewable, 'version' | 'reviews'>): boolean {
  const review = effectiveReview(version, reviews);
  return review !== undefined && isRead(review);
}
