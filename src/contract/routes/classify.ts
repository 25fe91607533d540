import { z } from 'zod';
import { isBlobName } from '../../domain/kernel/blobName';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { type ModelName, parseModelName } from '../../domain/models/modelName';
import { notAnalysedReasons } from '../../domain/reasons/notAnalysedReason';
import { requestFault } from '../../domain/reasons/requestFault';
import { route } from './route';

const reasonSchema = z.enum(notAnalysedReasons);

/** One label of one model, in its place among all of them. */
const rankedResultSchema = z.object({
  /** From 1; the highest score of all models first. */
  rank: z.number().int().positive(),
  label: z.string(),
  title: z.string(),
  /** Calibrated probability, 0 … 1. */
  score: z.number(),
  /** Absent where the label is only scored; it is never positive then. */
  threshold: z.number().optional(),
  positive: z.boolean(),
  /** The score lies in the band around the threshold: read it as "cannot tell". */
  indeterminate: z.boolean(),
  /** `id@version`. */
  model: z.string(),
});

/** What is answered about one image: to the HTTP route's caller, and on the command line. */
const classificationAnswerSchema = z.object({
  outcome: z.enum(['analysed', 'not-analysed']),
  /** Why no model said anything of it. That is not "negative". */
  reason: reasonSchema.optional(),
  words: z.string().optional(),
  results: z.array(rankedResultSchema),
  /** Labels that had no place among the first k; absent where all had. */
  leftOut: z.object({ labels: z.number().int(), positive: z.number().int() }).optional(),
  /** What the gates made of the picture, before the models that they belong to; absent where none was asked. */
  gate: z
    .array(
      z.object({
        /** Of the gate. */
        model: z.string(),
        class: z.string(),
        /** What pictures of that class look like. */
        title: z.string(),
        /** Probability, 0 … 1, of the classes together that it lets through. */
        accepted: z.number(),
      }),
    )
    .optional(),
  /** Models that looked and would not say. */
  abstained: z
    .array(
      z.object({
        model: z.string(),
        reason: reasonSchema,
        words: z.string(),
        /** What a gate model took the picture for. */
        looksLike: z.string().optional(),
      }),
    )
    .optional(),
  /** What a person should know of the picture and of how it was looked at, as codes. */
  notes: z.array(z.string()),
  image: z.object({
    format: z.string(),
    /** Of the picture, in pixels; both 0 where a DICOM object has none. */
    width: z.number().int(),
    height: z.number().int(),
    frames: z.number().int(),
    modality: z.string().optional(),
    bodyPart: z.string().optional(),
    view: z.string().optional(),
  }),
  /** Milliseconds. */
  timing: z.object({ readMs: z.number(), modelsMs: z.number() }),
});

export type RankedResult = DeepReadonly<z.infer<typeof rankedResultSchema>>;
export type ClassificationAnswer = DeepReadonly<z.infer<typeof classificationAnswerSchema>>;

/** More labels than any model has that people use. */
const maxResults = 10_000;
const defaultResults = 5;

const resultsSchema = z.coerce.number().int().min(1).max(maxResults).default(defaultResults);

function nameOf(text: string, context: z.RefinementCtx): ModelName {
  const name = parseModelName(text);
  if (name !== undefined) return name;
  context.addIssue({ code: 'custom', ...requestFault('not-a-model-name') });
  return z.NEVER;
}

/** The body where it is JSON: a blob of the incoming container. */
export const namedBlobSchema = z.strictObject({
  container: z.string(),
  blob: z.string().refine(isBlobName, requestFault('not-a-blob-name')),
});

export const classifyRoutes = {
  /** The image is the body, the one file of a form, or a blob that is named as JSON. */
  classify: route({
    method: 'POST',
    path: 'api/classify',
    right: 'classify-images',
    query: z.strictObject({ k: resultsSchema, model: z.string().transform(nameOf).optional() }),
    body: 'raw',
    answer: classificationAnswerSchema,
  }),
};
