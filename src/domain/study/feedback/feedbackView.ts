import { z } from 'zod';
import type { DeepReadonly } from '../../kernel/deepReadonly';
import { overrideReasons } from '../../reasons/overrideReason';

const count = z.number().int().min(0);

/** k of n, with Wilson's 95 % interval. */
const shareSchema = z.object({ k: count, n: count, low: z.number(), high: z.number() });

/** Times in minutes; the figures are absent if n is 0. */
const timesSchema = z.object({
  n: count,
  median: z.number().optional(),
  p90: z.number().optional(),
  /** Fraction within the due time. */
  inTime: shareSchema.optional(),
});

/** One model version, judged by the accepted reviews of the studies it analysed. */
const modelFeedbackSchema = z.object({
  model: z.object({ id: z.string(), version: z.string() }),
  reviews: count,
  /** The reviewer kept the study's place. */
  agreement: shareSchema,
  /** Among the studies that this version called positive, and among the others. */
  agreementPositive: shareSchema,
  agreementNegative: shareSchema,
  cannotAssess: count,
  overrides: z.record(z.enum(overrideReasons), count),
  /** Accepted reviews by day, for a plot: ISO date, reviews, agreed. */
  byDay: z.array(z.object({ day: z.iso.date(), n: count, agreed: count })),
  /**
   * For reviewers who committed a first impression: how many changed it after seeing the score, and in which
   * direction.
   */
  revision: z.object({ changed: shareSchema, towardsModel: count, awayFromModel: count }),
});

/** What reviews say about the models. */
export const feedbackViewSchema = z.object({
  serverTime: z.iso.datetime(),
  since: z.string().optional(),
  models: z.array(modelFeedbackSchema),
  /** Urgencies of orders that the policy does not know, the most frequent first; `?` for all that are not kept. */
  unknownUrgency: z.array(z.object({ word: z.string(), studies: count })),
  /** From the arrival of the first image to the first notification sent. */
  timeToNotification: timesSchema,
  /** From the arrival of the first image to the accepted review. */
  timeToDecision: timesSchema,
});

export type Share = DeepReadonly<z.infer<typeof shareSchema>>;
export type Times = DeepReadonly<z.infer<typeof timesSchema>>;
export type ModelFeedback = DeepReadonly<z.infer<typeof modelFeedbackSchema>>;
export type FeedbackView = DeepReadonly<z.infer<typeof feedbackViewSchema>>;
