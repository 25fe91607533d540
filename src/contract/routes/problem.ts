import { z } from 'zod';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { reviewSchema } from '../../domain/study/review/review';
import { toldSchema } from '../../domain/words/toldSchema';

/** Problem details, RFC 9457. `code` is for programs, `detail` for people; neither names a patient. */
export const problemSchema = z.looseObject({
  type: z.literal('about:blank'),
  title: z.string(),
  status: z.number().int(),
  code: z.string(),
  detail: z.string(),
});

/** Extra fields of 409 `already-reviewed` and `stale-version`: the study as it is now. */
export const conflictSchema = z.object({
  version: z.number().int().positive(),
  revision: z.number().int().positive(),
  reviews: z.array(reviewSchema),
  /** What changed since the caller looked, in sentences. `detail` repeats them. */
  changes: z.array(z.string()),
  /** What the caller can do now, in a sentence or two. */
  advice: z.string(),
  /** Both as codes and values, for a reader of any language. */
  toldChanges: z.array(toldSchema),
  toldAdvice: toldSchema,
});
export type ConflictDetails = DeepReadonly<z.infer<typeof conflictSchema>>;
