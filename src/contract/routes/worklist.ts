import { z } from 'zod';
import { maxListedIdentities } from '../../domain/audit/auditEvent';
import { requestFault } from '../../domain/reasons/requestFault';
import { rowIdentitySchema } from '../../domain/study/patient/rowIdentity';
import { worklistQuerySchema, worklistSearchSchema } from '../../domain/worklist/worklistQuery';
import { worklistViewSchema } from '../../domain/worklist/worklistView';
import { idSchema } from './ids';
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
  /** What stands for which folder. A folder's name can be a patient's. */
  worklistSources: route({
    method: 'GET',
    path: 'api/worklist/sources',
    right: 'read-accounting',
    answer: z.array(z.object({ id: z.string(), name: z.string() })),
  }),
  /** Whom the studies on a screen show. It is one look, recorded before anything is read. */
  worklistIdentities: route({
    method: 'POST',
    path: 'api/worklist/identities',
    right: 'read-identities',
    effort: 'list',
    body: z.strictObject({ studies: z.array(idSchema).min(1).max(maxListedIdentities) }),
    answer: z.array(rowIdentitySchema),
  }),
};
