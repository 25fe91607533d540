import { z } from 'zod';
import { places } from './priority';

export const overrideReasons = [
  'missed',
  'false-alarm',
  'wrong-laterality',
  'image-quality',
  'out-of-scope',
  'other',
] as const;

const common = {
  /** The version that the reviewer had on screen. */
  studyVersion: z.number().int().positive(),
  reviewer: z.string().trim().min(1).max(200),
  comment: z.string().max(2000).optional(),
};

/** The body of `POST /api/studies/{id}/review`. */
export const reviewRequestSchema = z
  .discriminatedUnion('decision', [
    z.strictObject({ ...common, decision: z.literal('accept') }),
    z.strictObject({
      ...common,
      decision: z.literal('override'),
      priority: z.enum(places),
      reason: z.enum(overrideReasons),
    }),
    z.strictObject({ ...common, decision: z.literal('cannot-assess') }),
  ])
  .refine((request) => request.decision !== 'override' || request.reason !== 'other' || request.comment, {
    path: ['comment'],
    message: 'the reason "other" needs a comment',
  });

export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** A request as it was received, written once before it is decided on. */
export const submissionSchema = z.object({
  schemaVersion: z.literal(1),
  reviewId: z.string(),
  studyId: z.string(),
  submittedAt: z.iso.datetime(),
  request: reviewRequestSchema,
});

export type Submission = z.infer<typeof submissionSchema>;

/** What became of a submission, as the study record keeps it. */
export const reviewSchema = z.object({
  reviewId: z.string(),
  studyVersion: z.number().int().positive(),
  decision: z.enum(['accept', 'override', 'cannot-assess']),
  priority: z.enum(places).optional(),
  reason: z.enum(overrideReasons).optional(),
  comment: z.string().optional(),
  reviewer: z.string(),
  submittedAt: z.iso.datetime(),
  outcome: z.enum(['accepted', 'conflict']),
  /** Why it was not accepted. */
  conflict: z.enum(['stale-version', 'already-reviewed']).optional(),
});

export type Review = z.infer<typeof reviewSchema>;

/** The review that stands for this version of the study, if there is one. */
export function standingReview(version: number, reviews: readonly Review[]): Review | undefined {
  return reviews.find((review) => review.outcome === 'accepted' && review.studyVersion === version);
}

export type ReviewState = 'awaiting' | 'reviewed' | 'reopened';

/** `reopened`: it was reviewed, and then another image came. */
export function reviewStateOf(version: number, reviews: readonly Review[]): ReviewState {
  if (standingReview(version, reviews)) return 'reviewed';
  return reviews.some((review) => review.outcome === 'accepted') ? 'reopened' : 'awaiting';
}

function conflictOf(version: number, reviews: readonly Review[], submission: Submission) {
  if (submission.request.studyVersion !== version) return 'stale-version' as const;
  return standingReview(version, reviews) ? ('already-reviewed' as const) : undefined;
}

/**
 * Decides on a submission against what the study is now. The first for a version is accepted; a later one, or one
 * made on an older version, is kept as a conflict. A submission that was decided before comes out as it was.
 */
export function decideReview(version: number, reviews: readonly Review[], submission: Submission): Review {
  const known = reviews.find((review) => review.reviewId === submission.reviewId);
  if (known) return known;
  const conflict = conflictOf(version, reviews, submission);
  const { request, reviewId, submittedAt } = submission;
  return {
    ...request,
    reviewId,
    submittedAt,
    outcome: conflict ? 'conflict' : 'accepted',
    ...(conflict ? { conflict } : {}),
  };
}
