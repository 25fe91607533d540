import { z } from 'zod';
import { impressionRequestSchema } from '../../domain/study/impression';
import { reviewSchema } from '../../domain/study/review';
import { studyViewSchema } from '../../domain/study/studyView';
import { reviewRequestSchema } from '../../domain/study/submission';
import { idSchema } from './ids';
import { route } from './route';

const right = 'review-studies';
const params = z.object({ id: idSchema });

/** A review that counts. */
const signedSchema = z.object({
  outcome: z.literal('accepted'),
  review: reviewSchema,
  /** ISO; absent where nothing can be undone. */
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
  /** Takes a review back. */
  undoReview: route({
    method: 'DELETE',
    path: 'api/studies/{id}/reviews/{reviewId}',
    right,
    params: z.object({ id: idSchema, reviewId: z.string() }),
    answer: studyViewSchema,
  }),
  /** What a reviewer thinks before anything of the models is shown. */
  impression: route({
    method: 'POST',
    path: 'api/studies/{id}/impression',
    right,
    params,
    body: impressionRequestSchema,
    answer: studyViewSchema,
  }),
};
