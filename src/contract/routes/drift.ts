import { z } from 'zod';
import { driftViewSchema } from '../../domain/drift/driftView';
import { featureNames } from '../../domain/drift/features';
import { references } from '../../domain/drift/watch';
import { route } from './route';

export const driftRoutes = {
  /** Whether what each model version is shown, and what it says, is still what it was. */
  drift: route({
    method: 'GET',
    path: 'api/drift',
    right: 'read-feedback',
    effort: 'list',
    answer: driftViewSchema,
  }),
  /** Ends an alarm, and begins the test of one feature anew. */
  restartDrift: route({
    method: 'POST',
    path: 'api/drift/restart',
    right: 'manage-models',
    body: z.strictObject({
      model: z.string().max(200),
      feature: z.enum(featureNames),
      label: z.string().max(200).optional(),
      /** `keep`: what was usual before still is; `renew`: what comes from now on is usual. */
      reference: z.enum(references),
      reason: z.string().trim().min(1).max(200),
    }),
    answer: driftViewSchema,
  }),
};
