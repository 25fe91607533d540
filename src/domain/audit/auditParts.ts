import { z } from 'zod';
import { actorSchema } from '../kernel/actor';
import { modelRefSchema } from '../models/analysis';

/** SHA-256 in hex, and commitments, which are as long. */
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/);

/** The code that did it, as far as it is known. */
export const softwareSchema = z.strictObject({
  version: z.string(),
  commit: z.string().optional(),
  /** Of package-lock.json: every library, and so every parser and codec, in its exact version. */
  lockfileSha256: hashSchema.optional(),
  node: z.string(),
});

/** What every event says. */
export const commonShape = {
  schemaVersion: z.literal(1),
  /** Names the event: recorded twice, it is one event. */
  eventId: hashSchema,
  /** ISO time, UTC, of the clock of the machine on which it happened. */
  at: z.iso.datetime(),
  actor: actorSchema,
};

/** What the events of the app itself say beyond that. */
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
  /** What the gate model took the picture for, before the model was asked. */
  gate: z.strictObject({ model: modelRefSchema, class: z.string(), accepted: z.number() }).optional(),
  notes: z.array(z.string()),
  /** Of the analysis as it is shown, in canonical JSON. */
  sha256: hashSchema,
});

export type Software = z.infer<typeof softwareSchema>;
export type AuditedAnalysis = z.infer<typeof auditedAnalysisSchema>;
