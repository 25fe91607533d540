import { z } from 'zod';
import { instanceIdentitySchema } from '../../domain/image/imageDescription';
import { studyVersionSchema } from '../../domain/study/studyRecord';
import { priorViewSchema, studyViewSchema } from '../../domain/study/view/studyView';
import { rankViewSchema } from '../../domain/worklist/worklistView';
import { idSchema, ordinalSchema } from './ids';
import { route } from './route';

const params = z.object({ id: idSchema });

/** The patient of a study, as DICOM writes it and as far as known. */
const identityViewSchema = instanceIdentitySchema
  .omit({ seriesInstanceUid: true, sopInstanceUid: true, issuerOfPatientId: true })
  .extend({
    /** The fields in which the images of the study contradict each other. */
    contradicting: z.array(z.string()).optional(),
  });

export const studyRoutes = {
  study: route({
    method: 'GET',
    path: 'api/studies/{id}',
    right: 'read-studies',
    params,
    answer: studyViewSchema,
  }),
  /** The study at one version. */
  studyVersion: route({
    method: 'GET',
    path: 'api/studies/{id}/versions/{version}',
    right: 'read-studies',
    params: z.object({ id: idSchema, version: ordinalSchema }),
    answer: studyVersionSchema,
  }),
  /** Why the study has its rank. */
  rank: route({
    method: 'GET',
    path: 'api/studies/{id}/rank',
    right: 'read-studies',
    params,
    answer: rankViewSchema,
  }),
  /** The lookup is recorded before anything is read. */
  identity: route({
    method: 'GET',
    path: 'api/studies/{id}/identity',
    right: 'read-identities',
    params,
    answer: identityViewSchema,
  }),
  /** Earlier studies of the same patient, newest first. */
  priors: route({
    method: 'GET',
    path: 'api/studies/{id}/priors',
    right: 'read-identities',
    params,
    answer: z.array(priorViewSchema),
  }),
  /** How many of them there are; nobody looks at them. */
  priorCount: route({
    method: 'GET',
    path: 'api/studies/{id}/priors/count',
    right: 'read-identities',
    params,
    answer: z.object({ earlier: z.number().int() }),
  }),
};
