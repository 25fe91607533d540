import { z } from 'zod';
import { requestFault } from '../../domain/reasons/requestFault';
import { feedbackViewSchema } from '../../domain/study/feedbackView';
import { route } from './route';

const timeSchema = z.union([z.iso.date(), z.iso.datetime({ offset: true })]);
const since = z
  .string()
  .refine((text) => timeSchema.safeParse(text).success, requestFault('not-a-time'))
  .optional();

export const feedbackRoutes = {
  feedback: route({
    method: 'GET',
    path: 'api/feedback',
    right: 'read-feedback',
    effort: 'list',
    query: z.strictObject({ since }),
    answer: feedbackViewSchema,
  }),
};
