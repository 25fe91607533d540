import { z } from 'zod';
import { accountingViewSchema } from '../../domain/accounting/accountingView';
import { hourSchema } from '../../domain/accounting/ledger';
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
  /** Counts anew from the records, and names each file of which the accounts say otherwise. */
  checkAccounting: route({
    method: 'POST',
    path: 'api/accounting/check',
    right: 'read-accounting',
    effort: 'list',
    body: z.strictObject({ since: hourSchema }),
    answer: z.object({
      files: z.number().int(),
      /** Of each file at most the state by the accounts and by the records; absent where there is none. */
      differences: z.array(
        z.object({ arrivalId: z.string(), noted: z.string().optional(), recorded: z.string().optional() }),
      ),
      asOf: z.iso.datetime(),
    }),
  }),
};
