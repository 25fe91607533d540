import { z } from 'zod';
import { places } from '../kernel/priority';
import { overrideReasons } from './review';
import { type Submitter, submitterSchema } from './reviewer';

const common = {
  /** The version that the reviewer had on screen. */
  studyVersion: z.number().int().positive(),
  comment: z.string().max(2000).optional(),
};

const override = {
  ...common,
  decision: z.literal('override'),
  priority: z.enum(places),
  reason: z.enum(overrideReasons),
};

/** The body of `POST /api/studies/{id}/review`. Who reviews is no part of it. */
export const reviewRequestSchema = z
  .discriminatedUnion('decision', [
    z.strictObject({ ...common, decision: z.literal('accept') }),
    z.strictObject(override),
    z.strictObject({ ...common, decision: z.literal('cannot-assess') }),
  ])
  .refine(
    (request) => request.decision !== 'override' || request.reason !== 'other' || request.comment?.trim(),
    { path: ['comment'], message: 'the reason "other" needs a comment' },
  );

export type ReviewRequest = z.infer<typeof reviewRequestSchema>;

/** As it is kept. Of releases before there was sign-in, the name that the caller gave stands beside the decision. */
const keptRequestSchema = z.discriminatedUnion('decision', [
  z.object({ ...common, decision: z.literal('accept'), reviewer: z.string().optional() }),
  z.object({ ...override, reviewer: z.string().optional() }),
  z.object({ ...common, decision: z.literal('cannot-assess'), reviewer: z.string().optional() }),
]);

/** A request as it was received, written once before it is decided on. */
export const submissionSchema = z.object({
  schemaVersion: z.literal(1),
  reviewId: z.string(),
  studyId: z.string(),
  submittedAt: z.iso.datetime(),
  request: keptRequestSchema,
  /** In submissions of earlier releases without roles and address. */
  reviewer: submitterSchema.optional(),
  /** Until when the one who signed may take it back; absent: never. */
  undoUntil: z.iso.datetime().optional(),
});

export type Submission = z.infer<typeof submissionSchema>;

export interface Submitted {
  readonly reviewId: string;
  readonly studyId: string;
  /** ISO time. */
  readonly submittedAt: string;
  readonly request: ReviewRequest;
  readonly reviewer: Submitter;
  /** 0: no undo. */
  readonly undoSeconds: number;
}

export function submissionOf({ undoSeconds, ...submitted }: Submitted): Submission {
  const until = new Date(Date.parse(submitted.submittedAt) + undoSeconds * 1000).toISOString();
  return submissionSchema.parse({
    schemaVersion: 1,
    ...submitted,
    ...(undoSeconds > 0 ? { undoUntil: until } : {}),
  });
}

/** Who submitted it. In old submissions the name that the caller gave is all there is. */
export function reviewerOf({ request, reviewer }: Submission): Pick<Submitter, 'name'> & Partial<Submitter> {
  return reviewer ?? { name: request.reviewer ?? 'unknown' };
}
