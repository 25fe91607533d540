import { z } from 'zod';
import { codeSchema } from '../kernel/identifiers/code';
import { places } from '../kernel/priority';
import { notAnalysedReasonSchema } from '../reasons/notAnalysedReason';

const share = z.number().min(0).max(1);

/** One label of one model with its score. */
export const findingSchema = z.object({
  label: z.string(),
  title: z.string(),
  /** What other systems call it, from the model's manifest: a code of a published scheme. */
  code: codeSchema.optional(),
  /** Calibrated probability, 0…1. */
  score: share,
  /**
   * The operating point; `positive` is `score >= threshold`. If absent, the label is only scored, never
   * positive.
   */
  threshold: share.optional(),
  /** Scores inside this band are neither clearly positive nor clearly negative. */
  band: z.tuple([share, share]).optional(),
  positive: z.boolean(),
  /**
   * The place for a study with a positive, from the model's manifest; used for labels without a policy rule.
   */
  priority: z.enum(places).optional(),
});

export const modelRefSchema = z.object({
  id: z.string(),
  version: z.string(),
  /** SHA-256 of the ONNX file, hex. */
  sha256: z.string(),
});

/** The gate model's verdict on the picture, given before the model itself ran. */
export const gateAnswerSchema = z.object({
  model: modelRefSchema,
  /** The most likely class, and what pictures of that class look like. */
  class: z.string(),
  title: z.string(),
  /** Summed probability, 0…1, of the classes that it lets through. */
  accepted: share,
});

/** A part of a picture, from its upper left corner, as shares of its width and height. */
export const partSchema = z.object({ left: share, top: share, right: share, bottom: share });

/** What one model said of one image: findings, or why it abstained. */
export const analysisSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('analysed'),
    model: modelRefSchema,
    findings: z.array(findingSchema).min(1),
    /** What the model does not look for, in the words of its manifest: a low score says nothing of it. */
    notLookedFor: z.array(z.string()).optional(),
    /** SHA-256 of the network's input tensor, hex. */
    tensorSha256: z.string(),
    /** Version of the preprocessing code that made the tensor. */
    preprocessing: z.string(),
    gate: gateAnswerSchema.optional(),
    /** What was left after an even border was cut off; absent: the whole picture was looked at. */
    inside: partSchema.optional(),
    /** Things a person should know, as codes: the lung field looks unusual, the picture was padded, … */
    notes: z.array(z.string()),
  }),
  z.object({
    outcome: z.literal('abstained'),
    model: modelRefSchema,
    reason: notAnalysedReasonSchema,
    gate: gateAnswerSchema.optional(),
    inside: partSchema.optional(),
    notes: z.array(z.string()),
  }),
]);

export type Finding = z.infer<typeof findingSchema>;
export type ModelRef = z.infer<typeof modelRefSchema>;
export type Analysis = z.infer<typeof analysisSchema>;
export type Part = z.infer<typeof partSchema>;
export type GateAnswer = z.infer<typeof gateAnswerSchema>;

/** The image attributes used to choose models. */
export interface ImageFacts {
  /** DICOM Modality; absent for a plain picture. */
  readonly modality?: string;
  readonly bodyPart?: string;
  readonly view?: string;
  readonly codedBodyPart?: string;
  readonly codedView?: string;
  /** The patient directions of rows and columns, as letters from L R A P H F. */
  readonly patientOrientation?: readonly [string, string];
  readonly presentationIntent?: 'FOR PRESENTATION' | 'FOR PROCESSING';
  readonly localizer?: true;
  readonly photometricInterpretation?: string;
  readonly ageYears?: number;
  readonly frames: number;
  readonly samplesPerPixel: number;
  /** In colour, but grey except for a faint tint or a small part. */
  readonly nearlyGrey?: true;
}
