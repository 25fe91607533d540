import { z } from 'zod';
import { feedbackViewSchema } from '../../domain/study/feedbackView';
import { route } from './route';

const since = z
  .union([z.iso.date(), z.iso.datetime({ offset: true })], {
    error: 'expected a date such as 2026-05-01, or an ISO time',
  })
  .optional();

export const feedbackRoutes = {
  feedback: route({
    method: 'GET',
    path: 'api/feedback',
    right: 'read-feedback',
    query: z.strictObject({ since }),
    answer: feedbackViewSchema,
  }),
};
