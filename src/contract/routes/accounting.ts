import { z } from 'zod';
import { accountingViewSchema } from '../../domain/accounting/accountingView';
import { route } from './route';
import { since } from './since';

export const accountingRoutes = {
  /** What became of the files that were received, by hour and source. */
  accounting: route({
    method: 'GET',
    path: 'api/accounting',
    right: 'read-accounting',
    effort: 'list',
    query: z.strictObject({ since }),
    answer: accountingViewSchema,
  }),
};
