import { z } from 'zod';
import { maxClosingReason } from '../../domain/study/closing/closeStudy';
import { studyViewSchema } from '../../domain/study/view/studyView';
import { idSchema } from './ids';
import { route } from './route';

const right = 'close-studies';

/** How many studies one request closes. */
export const closedAtOnce = 50;

export const closingRoutes = {
  /** Closes studies that await review, unread. Each stands for itself: one that is not closed keeps no other open. */
  closeStudies: route({
    method: 'POST',
    path: 'api/closings',
    right,
    effort: 'list',
    body: z.strictObject({
      /** Chosen by the caller, so that a resent request closes nothing twice. */
      closingId: z.uuid(),
      reason: z.string().trim().min(1).max(maxClosingReason),
      studies: z
        .array(
          z.strictObject({
            studyId: idSchema,
            /** As the list had it: a study that has changed since is not closed. */
            revision: z.number().int().positive(),
            /** The caller knows that it is urgent, or has a positive finding or an alert. */
            evenIfUrgent: z.boolean().default(false),
          }),
        )
        .min(1)
        .max(closedAtOnce),
    }),
    answer: z.object({
      done: z.array(z.string()),
      /** What was not closed, and why: by its code, and in words. */
      not: z.array(z.object({ studyId: z.string(), code: z.string(), why: z.string() })),
    }),
  }),
  /** Takes a closing back. */
  reopenStudy: route({
    method: 'DELETE',
    path: 'api/studies/{id}/closing',
    right,
    params: z.object({ id: idSchema }),
    answer: studyViewSchema,
  }),
};
