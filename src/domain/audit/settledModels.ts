import { z } from 'zod';
import { standings } from '../models/modelStanding';
import { hashSchema } from './auditParts';

/** A model that could take part in a decision, with everything of it that decided or describes it. */
const settledModelSchema = z.object({
  kind: z.string(),
  standing: z.enum(standings),
  /** SHA-256 of the network. */
  sha256: hashSchema,
  /** Hash of what its manifest says it does; a version never changes that. */
  contractSha256: hashSchema,
  /** SHA-256 of each file, by its name in the model's folder. */
  files: z.record(z.string(), hashSchema),
});

/** What a settings document says of models. */
export const settledModelsSchema = z.object({
  /** By `id@version`. */
  models: z.record(z.string(), settledModelSchema),
  /** SHA-256 of `standing.json` in the app's models folder; absent: there was none. */
  shippedStandingSha256: hashSchema.optional(),
});

export type SettledModel = z.infer<typeof settledModelSchema>;
export type SettledModels = z.infer<typeof settledModelsSchema>;
