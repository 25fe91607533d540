import { z } from 'zod';
import { standings } from '../../domain/models/modelStanding';
import { modelDetailSchema } from './modelDetail';
import { route } from './route';

const right = 'read-models';

/** A problem with a model: its `id@version`, or what the problem concerns. */
export const modelProblemSchema = z.object({ model: z.string(), message: z.string() });

/** One version in the repository, and what it may do. */
const modelViewSchema = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  kind: z.string(),
  /** SHA-256 of the ONNX file. */
  sha256: z.string(),
  standing: z.enum(standings),
  /** Since when, if the site decided it. */
  since: z.iso.datetime().optional(),
  where: z.enum(['folder', 'container']),
  /** Whether its manifest contains an evaluation. */
  measured: z.boolean(),
  loaded: z.boolean(),
});

/** Why, for the audit log. */
const reasonSchema = z.strictObject({ reason: z.string().trim().min(1).max(200) });

/** What each step made of which version. A running app sees it within `TRIAGE_MODELS_REFRESH_SECONDS`. */
const stepsSchema = z.object({
  steps: z.array(z.object({ id: z.string(), version: z.string(), to: z.enum(standings) })),
});

export const modelRoutes = {
  promoteModel: route({
    method: 'POST',
    path: 'api/models/{id}/{version}/promote',
    right: 'manage-models',
    effort: 'list',
    params: z.object({ id: z.string(), version: z.string() }),
    body: reasonSchema,
    answer: stepsSchema,
  }),
  /** Back to the version that was promoted before. */
  rollBackModel: route({
    method: 'POST',
    path: 'api/models/{id}/rollback',
    right: 'manage-models',
    effort: 'list',
    params: z.object({ id: z.string() }),
    body: reasonSchema,
    answer: stepsSchema,
  }),
  models: route({
    method: 'GET',
    path: 'api/models',
    right,
    answer: z.object({ models: z.array(modelViewSchema), problems: z.array(modelProblemSchema) }),
  }),
  modelDetail: route({
    method: 'GET',
    path: 'api/models/{id}/{version}',
    right,
    effort: 'list',
    params: z.object({ id: z.string(), version: z.string() }),
    answer: modelDetailSchema,
  }),
  modelCard: route({
    method: 'GET',
    path: 'api/models/{id}/{version}/card',
    right,
    params: z.object({ id: z.string(), version: z.string() }),
    answer: 'text/markdown',
  }),
};
