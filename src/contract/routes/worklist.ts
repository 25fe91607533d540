import { z } from 'zod';
import { worklistQuerySchema, worklistSearchSchema } from '../../domain/worklist/worklistQuery';
import { worklistViewSchema } from '../../domain/worklist/worklistView';
import { route } from './route';

const right = 'read-studies';

/** What a person types may name a patient, and a URL is kept in many places. */
const notInUrl = z
  .undefined({
    error:
      'may name a patient, and a URL is kept in many places: send it as JSON to POST /api/worklist/search',
  })
  .optional();

export const worklistRoutes = {
  worklist: route({
    method: 'GET',
    path: 'api/worklist',
    right,
    query: worklistQuerySchema.extend({ text: notInUrl }),
    answer: worklistViewSchema,
  }),
  /** The same for lines that hold a text. */
  searchWorklist: route({
    method: 'POST',
    path: 'api/worklist/search',
    right,
    body: worklistSearchSchema,
    answer: worklistViewSchema,
  }),
};
