import { z } from 'zod';
import { impressionRequestSchema } from '../../domain/study/review/impression';
import { reviewSchema } from '../../domain/study/review/review';
import { reviewRequestSchema } from '../../domain/study/review/submission';
import { studyViewSchema } from '../../domain/study/view/studyView';
import { claimSchema } from '../../domain/worklist/claim';
import { idSchema } from './ids';
import { route } from './route';

const right = 'review-studies';
const params = z.object({ id: idSchema });

/** An accepted review. */
const signedSchema = z.object({
  outcome: z.literal('accepted'),
  review: reviewSchema,
  /** ISO; absent if it cannot be undone. */
  undoUntil: z.iso.datetime().optional(),
});

export const reviewRoutes = {
  review: route({
    method: 'POST',
    path: 'api/studies/{id}/review',
    right,
    params,
    body: reviewRequestSchema,
    answer: signedSchema,
  }),
  /** The caller says that they are reading the study; answered by whoever is. */
  claim: route({ method: 'POST', path: 'api/studies/{id}/claim', right, params, answer: claimSchema }),
  claimEnd: route({ method: 'DELETE', path: 'api/studies/{id}/claim', right, params, answer: 'none' }),
  /** Withdraws a review. */
  undoReview: route({
    method: 'DELETE',
    path: 'api/studies/{id}/reviews/{reviewId}',
    right,
    params: z.object({ id: idSchema, reviewId: z.string() }),
    answer: studyViewSchema,
  }),
  /** A reviewer's first impression, before seeing any model output. */
  impression: route({
    method: 'POST',
    path: 'api/studies/{id}/impression',
    right,
    params,
    body: impressionRequestSchema,
    answer: studyViewSchema,
  }),
};
