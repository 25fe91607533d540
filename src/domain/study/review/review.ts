import { z } from 'zod';
import { places } from '../../kernel/priority';
import { overrideReasons } from '../../reasons/overrideReason';
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
/** The part of a study that review decisions depend on. */
export interface Reviewable {
  readonly version: number;
  readonly reviews: readonly Review[];
  readonly impressions: readonly Impression[];
}
