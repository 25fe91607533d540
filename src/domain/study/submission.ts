import { z } from 'zod';
import { places } from '../kernel/priority';
import { overrideReasons } from '../reasons/overrideReason';
import { requestFault } from '../reasons/requestFault';
import type { Submitter } from './reviewer';

const common = {
  /** Made by the caller, so that a request that is sent again is known to be the same one. */
  reviewId: z.uuid().optional(),
  /** The version that the reviewer had on screen. */
  studyVersion: z.number().int().positive(),
  comment: z.string().max(2000).optional(),
};

/** The body of `POST /api/studies/{id}/review`. Who reviews is no part of it. */
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

/** A review as it was sent: what, by whom, and when. */
export interface Submission {
  readonly reviewId: string;
  /** ISO time. */
  readonly submittedAt: string;
  readonly request: ReviewRequest;
  readonly reviewer: Submitter;
  /** ISO time until which the one who signed may take it back; absent: never. */
  readonly undoUntil?: string;
}

/** @param undoSeconds 0: it cannot be taken back */
export function submissionOf({
  undoSeconds,
  ...submitted
}: Omit<Submission, 'undoUntil'> & { readonly undoSeconds: number }): Submission {
  const until = new Date(Date.parse(submitted.submittedAt) + undoSeconds * 1000).toISOString();
  return { ...submitted, ...(undoSeconds > 0 ? { undoUntil: until } : {}) };
}
