import { worklistQuerySchema, worklistSearchSchema } from '../../domain/worklist/worklistQuery';
import { worklistViewSchema } from '../../domain/worklist/worklistView';
import { route } from './route';

const right = 'read-studies';

export const worklistRoutes = {
  worklist: route({
    method: 'GET',
    path: 'api/worklist',
    right,
    query: worklistQuerySchema,
    answer: worklistViewSchema,
  }),
  /** The same for lines that hold a text, which may name a patient: a URL is kept in many places. */
  searchWorklist: route({
    method: 'POST',
    path: 'api/worklist/search',
    right,
    body: worklistSearchSchema,
    answer: worklistViewSchema,
  }),
};
