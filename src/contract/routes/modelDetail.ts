import { z } from 'zod';
import type { DeepReadonly } from '../../domain/kernel/deepReadonly';
import { sides } from '../../domain/models/shadowComparison';

const share = z.number().min(0).max(1);
const count = z.number().min(0);
const interval = z.object({ value: share, low: share, high: share });

/** One question that a list was asked about a label. */
const measuredSchema = z.object({
  label: z.string(),
  labelTitle: z.string(),
  question: z.string(),
  n: count,
  positives: count,
  negatives: count,
  auc: interval.optional(),
  operatingPoint: z
    .object({ threshold: share, sensitivity: interval.optional(), specificity: interval.optional() })
    .optional(),
  /** From (0, 0) to (1, 1), thinned out. */
  roc: z.array(z.object({ falsePositiveRate: share, sensitivity: share })),
  /** Whether a score comes true as often as it says. */
  calibration: z
    .object({
      expectedError: share,
      bins: z.array(z.object({ meanScore: share, observed: share, n: count })),
    })
    .optional(),
  /** Scores in bins of equal width from 0 to 1. */
  histogram: z.object({ positives: z.array(count), negatives: z.array(count) }),
});

/** What one labelled list said of the version. */
const evaluationViewSchema = z.object({
  list: z.string(),
  about: z.string().optional(),
  made: z.iso.datetime(),
  files: z.object({ listed: count, analysed: count, notAnalysed: count, refused: count }),
  measured: z.array(measuredSchema),
});

/** A version in shadow against one that spoke, on the same images of this site. */
const comparisonViewSchema = z.object({
  /** `id@version` of the one that spoke. */
  against: z.string(),
  label: z.string(),
  /** How often each said what. */
  answers: z.array(z.object({ said: z.enum(sides), promoted: z.enum(sides), images: count })),
  /** Images on which both say the same side, of those that both scored. */
  agreement: z.object({ k: count, n: count, low: share, high: share }),
  /** Score less that of the one that spoke: the bounds between the groups, and the counts; the mean if there are any. */
  differences: z.object({ bounds: z.array(z.number()), counts: z.array(count), mean: z.number().optional() }),
});

/** One version: its card, what was measured, and how it compares at this site. */
export const modelDetailSchema = z.object({
  id: z.string(),
  version: z.string(),
  title: z.string(),
  /** Markdown. */
  card: z.string().optional(),
  evaluations: z.array(evaluationViewSchema),
  /** Reports that cannot be read, by their file. */
  unreadable: z.array(z.string()),
  comparisons: z.array(comparisonViewSchema),
});

export type ModelDetail = DeepReadonly<z.infer<typeof modelDetailSchema>>;
export type EvaluationView = ModelDetail['evaluations'][number];
export type Measured = EvaluationView['measured'][number];
export type ComparisonView = ModelDetail['comparisons'][number];
