import { z } from 'zod';
import { modelRefSchema } from '../../domain/models/analysis';
import { listRoles } from '../../domain/models/listRole';
import { notAnalysedReasonSchema } from '../../domain/reasons/notAnalysedReason';
import { refusalCodeSchema } from '../../domain/reasons/refusalCode';
import { ListProblem } from './lists/listProblem';
import { questionSchema } from './question';

const share = z.number().min(0).max(1);
const signedShare = z.number().min(-1).max(1);
const count = z.number().int().min(0);

/** A share of `n` files with its 95 % interval: Wilson's, or by drawing patients if a patient has several files. */
const shareSchema = z.strictObject({
  value: share,
  low: share,
  high: share,
  hits: count,
  n: z.number().int().min(1),
  method: z.enum(['wilson', 'patient-bootstrap']),
});

const aucSchema = z.strictObject({
  value: share,
  low: share,
  high: share,
  n: z.number().int().min(2),
  method: z.enum(['delong', 'disjoint-pairs', 'patient-bootstrap']),
});

/** Files that got no score, by their truth. They are never counted as negative. */
const unscoredSchema = z.strictObject({
  outcome: z.enum(['not-analysed', 'refused']),
  code: z.union([notAnalysedReasonSchema, refusalCodeSchema]),
  positives: count,
  negatives: count,
});

const subgroupSchema = z.strictObject({
  column: z.string(),
  value: z.string(),
  n: count,
  positives: count,
  unscored: count,
  auc: aucSchema.optional(),
  sensitivity: shareSchema.optional(),
  specificity: shareSchema.optional(),
});

const rocPlaceSchema = z.strictObject({ falsePositiveRate: share, sensitivity: share });

const operatingPointSchema = z.strictObject({
  threshold: share,
  band: z.tuple([share, share]),
  truePositives: count,
  falseNegatives: count,
  falsePositives: count,
  trueNegatives: count,
  sensitivity: shareSchema.optional(),
  specificity: shareSchema.optional(),
  /** With every positive that got no score counted as missed. */
  worstCaseSensitivity: shareSchema.optional(),
  /** The ends of the band on the ROC curve; absent if there is no band. */
  bandEnds: z.strictObject({ low: rocPlaceSchema, high: rocPlaceSchema }).optional(),
  /** Scores inside the band: neither clearly positive nor clearly negative. */
  inBand: z.strictObject({ positives: count, negatives: count }),
});

const calibrationSchema = z.strictObject({
  expectedError: share,
  brier: share,
  meanScore: share,
  prevalence: share,
  bins: z.array(z.strictObject({ lowest: share, highest: share, meanScore: share, observed: shareSchema })),
});

const answerSchema = z.strictObject({
  question: questionSchema.extend({ title: z.string() }),
  labelTitle: z.string(),
  /** Files with a score and a known truth. */
  n: count,
  positives: count,
  negatives: count,
  /** Files whose truth the list does not state. */
  unknown: count,
  unscored: z.array(unscoredSchema),
  auc: aucSchema.optional(),
  operatingPoint: operatingPointSchema.optional(),
  calibration: calibrationSchema.optional(),
  /** From (0, 0) to (1, 1); the first point has no threshold. */
  roc: z.array(rocPlaceSchema.extend({ threshold: share.nullable() })),
  /** Scores in bins of equal width from 0 to 1. */
  histogram: z.strictObject({ positives: z.array(count), negatives: z.array(count) }),
  /** The results of other thresholds on these files; not for choosing one. */
  thresholds: z.array(
    z.strictObject({ target: share, threshold: share, sensitivity: shareSchema, specificity: shareSchema }),
  ),
  subgroups: z.array(subgroupSchema),
});

const millisecondsSchema = z.strictObject({ median: z.number().min(0), p95: z.number().min(0) });

const comparisonSchema = z.strictObject({
  model: modelRefSchema.extend({ title: z.string() }),
  /** Milliseconds per file in the models, over the files that both analysed. */
  models: z.strictObject({ first: millisecondsSchema, second: millisecondsSchema }),
  /** Files that only one of them analysed. */
  onlyFirst: count,
  onlySecond: count,
  answers: z.array(
    z.strictObject({
      label: z.string(),
      title: z.string(),
      /** Files that both scored. */
      n: count,
      /** The other model's AUC minus this one's, with DeLong's paired interval. */
      aucDifference: z
        .strictObject({ value: signedShare, low: signedShare, high: signedShare, n: count, p: share })
        .optional(),
      /** Files that are positive with only one of the models. */
      flipped: shareSchema.optional(),
      toPositive: count,
      toNegative: count,
    }),
  ),
});

/** `evaluation.json`: the results of one model on one labelled list. No file names and no patients. */
export const reportSchema = z.strictObject({
  schemaVersion: z.literal(1),
  made: z.iso.datetime(),
  software: z.strictObject({ version: z.string(), preprocessing: z.string() }),
  model: modelRefSchema.extend({ title: z.string() }),
  /** The region and gate models involved. */
  helpers: z.array(modelRefSchema.extend({ kind: z.enum(['region', 'gate']) })),
  list: z.strictObject({
    title: z.string(),
    role: z.enum(listRoles),
    about: z.string().optional(),
    limits: z.array(z.string()),
    sha256: z.string(),
    /** Absent if the list does not name patients. */
    patients: count.optional(),
  }),
  files: z.strictObject({ listed: count, analysed: count, notAnalysed: count, refused: count }),
  notAnalysed: z.array(z.strictObject({ reason: notAnalysedReasonSchema, n: count })),
  refused: z.array(z.strictObject({ code: refusalCodeSchema, n: count })),
  /** What the model noted beside its scores, such as an unusual region. */
  notes: z.array(z.strictObject({ code: z.string(), n: count })),
  answers: z.array(answerSchema).min(1),
  /** Milliseconds per file, with this many files at once. */
  timing: z.strictObject({
    atOnce: z.number().int().min(1),
    processor: z.string(),
    read: millisecondsSchema,
    models: millisecondsSchema.optional(),
    total: millisecondsSchema,
  }),
  comparison: comparisonSchema.optional(),
});

export type EvaluationReport = z.infer<typeof reportSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type ReportedShare = z.infer<typeof shareSchema>;
export type ReportedAuc = z.infer<typeof aucSchema>;
export type Subgroup = z.infer<typeof subgroupSchema>;
export type Comparison = z.infer<typeof comparisonSchema>;

/** Parses the text of an evaluation.json. @throws ListProblem */
export function parseReport(text: string): EvaluationReport {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ListProblem(`The evaluation is not JSON: ${(cause as Error).message}.`, { cause });
  }
  const parsed = reportSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  throw new ListProblem(
    `This is no evaluation that this version reads: ${first?.path.join('.') || 'the file'}: ${first?.message}.`,
  );
}
