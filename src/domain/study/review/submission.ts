import { z } from 'zod';
import { places } from '../../kernel/priority';
import { overrideReasons } from '../../reasons/overrideReason';
import { requestFault } from '../../reasons/requestFault';
import type { Submitter } from './reviewer';

const common = {
  /** Chosen by the caller, so that a resent request is recognised. */
  reviewId: z.uuid().optional(),
  /** The version that the reviewer had on screen. */
  studyVersion: z.number().int().positive(),
  comment: z.string().max(2000).optional(),
};

/** The body of `POST /api/studies/{id}/review`. It does not say who reviews. */
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
  .refine(
    (request) => request.decision !== 'override' || request.reason !== 'other' || request.comment?.trim(),
    { path: ['comment'], ...requestFault('comment-needed') },
  );

export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** A submitted review: the decision, the reviewer, and the time. */
export interface Submission {
  readonly reviewId: string;
  /** ISO time. */
  readonly submittedAt: string;
  readonly request: ReviewRequest;
  readonly reviewer: Submitter;
  /** ISO time until which its signer may withdraw it; absent: never. */
  readonly undoUntil?: string;
}

/** @param undoSeconds 0: it cannot be withdrawn */
export function submissionOf({
  undoSeconds,
  ...submitted
}: Omit<Submission, 'undoUntil'> & { readonly undoSeconds: number }): Submission {
  const until = new Date(Date.parse(submitted.submittedAt) + undoSeconds * 1000).toISOString();
  return { ...submitted, ...(undoSeconds > 0 ? { undoUntil: until } : {}) };
}
