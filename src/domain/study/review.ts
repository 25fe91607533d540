import { z } from 'zod';
import { mostUrgent, type Place, places } from '../kernel/priority';
import { overrideReasons } from '../reasons/overrideReason';
import type { Impression } from './impression';
import { decisions, signatureSchema } from './signature';

const time = z.iso.datetime();

/** The outcome of a submission, as the study record keeps it. */
export const reviewSchema = z.object({
  reviewId: z.string(),
  studyVersion: z.number().int().positive(),
  decision: z.enum(decisions),
  priority: z.enum(places).optional(),
  reason: z.enum(overrideReasons).optional(),
  comment: z.string().optional(),
  /** The printed name. */
  reviewer: z.string(),
  /** Identifies the reviewer permanently, even if the name changes. */
  subject: z.string(),
  submittedAt: time,
  signature: signatureSchema,
  /** `withdrawn`: it was accepted, and its signer withdrew it. */
  outcome: z.enum(['accepted', 'conflict', 'withdrawn']),
  /** Why it was not accepted. */
  conflict: z.enum(['stale-version', 'already-reviewed']).optional(),
  /** It came too late to count, and puts the study higher than it stood: the study awaits review again. */
  raised: z.literal(true).optional(),
  /** Until when it may be withdrawn; absent: never. */
  undoUntil: time.optional(),
  withdrawnAt: time.optional(),
  /** The reviewer's impression of this version before seeing any model output. */
  impression: z.object({ priority: z.enum(places), at: time }).optional(),
});

export type Review = z.infer<typeof reviewSchema>;
/** The review of somebody who looked at the study. */
export type ReadReview = Review & { readonly decision: Exclude<Review['decision'], 'close'> };

/** Whether somebody looked at the study, and did not only close it. */
export function isRead(review: Review): review is ReadReview {
  return review.decision !== 'close';
}

/** The part of a study that review decisions depend on. */
export interface Reviewable {
  readonly version: number;
  readonly reviews: readonly Review[];
  readonly impressions: readonly Impression[];
}

/**
 * Where late reviews put the study. Undefined once somebody decided after them and another version came: they were
 * seen by then.
 */
export function raisedPlace(version: number, reviews: readonly Review[]): Place | undefined {
  const since = sinceRaised(reviews);
  const isOver = since.some((review) => review.outcome === 'accepted' && review.studyVersion < version);
  const [first, ...others] = isOver
    ? []
    : reviews.flatMap(({ raised, priority }) => (raised && priority) || []);
  return first && mostUrgent(first, ...others);
}

/** The reviews after the last late one that raised the study: the others did not know of it. */
function sinceRaised(reviews: readonly Review[]): readonly Review[] {
  return reviews.slice(reviews.findLastIndex(({ raised }) => raised) + 1);
}

/** The review in effect for this version of the study, if any. */
export function effectiveReview(version: number, reviews: readonly Review[]): Review | undefined {
  return sinceRaised(reviews).find(
    (review) => review.outcome === 'accepted' && review.studyVersion === version,
  );
}

export type ReviewState = 'awaiting' | 'reviewed' | 'reopened';

/** `reopened`: it was reviewed, and another image came later, or a late review that raised it. */
export function reviewStateOf(version: number, reviews: readonly Review[]): ReviewState {
  if (effectiveReview(version, reviews)) return 'reviewed';
  return reviews.some((review) => review.outcome === 'accepted') ? 'reopened' : 'awaiting';
}
