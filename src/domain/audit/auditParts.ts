import { z } from 'zod';
import { actorSchema } from '../kernel/actor';
import { modelRefSchema } from '../models/analysis';

/** SHA-256 in hex; also commitments, which have the same length. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** The software that did it, as far as known. */
export const softwareSchema = z.strictObject({
  version: z.string(),
  commit: z.string().optional(),
  /**
   * Hash of package-lock.json, which pins the exact version of every library, including parsers and codecs.
   */
  lockfileSha256: hashSchema.optional(),
  node: z.string(),
});

/** Fields of every event. */
export const commonShape = {
  schemaVersion: z.literal(1),
  /** Identifies the event: recorded twice, it is still one event. */
  eventId: hashSchema,
  /** ISO time, UTC, by the clock of the machine where it happened. */
  at: z.iso.datetime(),
  actor: actorSchema,
};

/** Fields of events recorded by the app itself. */
export const appShape = { ...commonShape, software: softwareSchema };

const findingSchema = z.strictObject({
  label: z.string(),
  score: z.number(),
  threshold: z.number().optional(),
  positive: z.boolean(),
});

/** What one model said of an image. */
export const auditedAnalysisSchema = z.strictObject({
  model: modelRefSchema,
  outcome: z.enum(['analysed', 'abstained']),
  reason: z.string().optional(),
  tensorSha256: z.string().optional(),
  preprocessing: z.string().optional(),
  /** The highest scores; `sha256` covers them all. */
  findings: z.array(findingSchema),
  /** What the gate model classified the picture as, before the model ran. */
  gate: z.strictObject({ model: modelRefSchema, class: z.string(), accepted: z.number() }).optional(),
  notes: z.array(z.string()),
  /** SHA-256 of the analysis as shown, in canonical JSON. */
  sha256: hashSchema,
});

export type Software = z.infer<typeof softwareSchema>;
export type AuditedAnalysis = z.infer<typeof auditedAnalysisSchema>;
