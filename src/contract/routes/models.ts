import { z } from 'zod';
import { standings } from '../../domain/models/modelStanding';
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

export const modelRoutes = {
  models: route({
    method: 'GET',
    path: 'api/models',
    right,
    answer: z.object({ models: z.array(modelViewSchema), problems: z.array(modelProblemSchema) }),
  }),
  modelCard: route({
    method: 'GET',
    path: 'api/models/{id}/{version}/card',
    right,
    params: z.object({ id: z.string(), version: z.string() }),
    answer: 'text/markdown',
  }),
};
