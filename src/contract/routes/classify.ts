import { z } from 'zod';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { isBlobName } from '../../domain/kernel/identifiers/blobName';
import { type ModelName, parseModelName } from '../../domain/models/modelName';
import { notAnalysedReasons } from '../../domain/reasons/notAnalysedReason';
import { requestFault } from '../../domain/reasons/requestFault';
import { route } from './route';

const reasonSchema = z.enum(notAnalysedReasons);

/** One label of one model, ranked among all labels. */
const rankedResultSchema = z.object({
  /** From 1; the highest score over all models comes first. */
  rank: z.number().int().positive(),
  label: z.string(),
  title: z.string(),
  /** Calibrated probability, 0 … 1. */
  score: z.number(),
  /** Absent if the label is only scored; it is then never positive. */
  threshold: z.number().optional(),
  positive: z.boolean(),
  /** The score lies in the band around the threshold: read it as "cannot tell". */
  indeterminate: z.boolean(),
  /** `id@version`. */
  model: z.string(),
});

/** The result for one image, as returned by the HTTP route and on the command line. */
const classificationAnswerSchema = z.object({
  outcome: z.enum(['analysed', 'not-analysed']),
  /** Why no model analysed it. That is not "negative". */
  reason: reasonSchema.optional(),
  words: z.string().optional(),
  results: z.array(rankedResultSchema),
  /** Number of labels below the first k; absent if all are included. */
  leftOut: z.object({ labels: z.number().int(), positive: z.number().int() }).optional(),
  /** What the gates said about the picture before their models ran; absent if none ran. */
  gate: z
    .array(
      z.object({
        /** The gate model. */
        model: z.string(),
        class: z.string(),
        /** What pictures of that class look like. */
        title: z.string(),
        /** Summed probability, 0 … 1, of the classes that it lets through. */
        accepted: z.number(),
      }),
    )
    .optional(),
  /** Models that looked and abstained. */
  abstained: z
    .array(
      z.object({
        model: z.string(),
        reason: reasonSchema,
        words: z.string(),
        /** What a gate model classified the picture as. */
        looksLike: z.string().optional(),
      }),
    )
    .optional(),
  /** What a person should know about the picture and how it was analysed, as codes. */
  notes: z.array(z.string()),
  image: z.object({
    format: z.string(),
    /** Size of the picture in pixels; both 0 if a DICOM object has none. */
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

/** More labels than any common model has. */
const maxResults = 10_000;
const defaultResults = 5;

const resultsSchema = z.coerce.number().int().min(1).max(maxResults).default(defaultResults);

function nameOf(text: string, context: z.RefinementCtx): ModelName {
  const name = parseModelName(text);
  if (name !== undefined) return name;
  context.addIssue({ code: 'custom', ...requestFault('not-a-model-name') });
  return z.NEVER;
}

/** The body if it is JSON: names a blob in the incoming container. */
export const namedBlobSchema = z.strictObject({
  container: z.string(),
  blob: z.string().refine(isBlobName, requestFault('not-a-blob-name')),
});

export const classifyRoutes = {
  /** The image is the body itself, the one file of a form, or a blob named in JSON. */
  classify: route({
    method: 'POST',
    path: 'api/classify',
    right: 'classify-images',
    effort: 'classification',
    query: z.strictObject({ k: resultsSchema, model: z.string().transform(nameOf).optional() }),
    body: 'raw',
    answer: classificationAnswerSchema,
  }),
};
