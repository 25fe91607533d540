import { z } from 'zod';
import { feedbackViewSchema } from '../../domain/study/feedback/feedbackView';
import { route } from './route';
import { since } from './since';

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
