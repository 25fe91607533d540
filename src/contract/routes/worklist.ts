import { z } from 'zod';
import { requestFault } from '../../domain/reasons/requestFault';
import { worklistQuerySchema, worklistSearchSchema } from '../../domain/worklist/worklistQuery';
import { worklistViewSchema } from '../../domain/worklist/worklistView';
import { route } from './route';

const right = 'read-studies';

/** Typed text may name a patient, and URLs are kept in many places, so the search is a POST. */
const notInUrl = z.custom<undefined>((text) => text === undefined, requestFault('name-in-url')).optional();

export const worklistRoutes = {
  worklist: route({
    method: 'GET',
    path: 'api/worklist',
    right,
    effort: 'list',
    query: worklistQuerySchema.extend({ text: notInUrl }),
    answer: worklistViewSchema,
  }),
  /** The same for lines that match a text. */
  searchWorklist: route({
    method: 'POST',
    path: 'api/worklist/search',
    right,
    effort: 'list',
    body: worklistSearchSchema,
    answer: worklistViewSchema,
  }),
};
