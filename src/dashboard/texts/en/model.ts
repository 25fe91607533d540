import type { Side } from '../../../domain/models/shadowComparison';

/** One version of a model. */
export const model = {
  card: 'Model card',
  noCard: 'This version came without a model card.',
  evaluations: 'What was measured',
  notMeasured: 'This version came without an evaluation.',
  unreadable: (names: string) => `These evaluations cannot be read: ${names}.`,
  comparisons: 'Against the version that speaks',
  comparisonsWhy:
    'On the same images of this site, since counting began. Neither is the truth: a difference says where to look, not who is right.',
  against: (label: string, other: string) => `${label}, against ${other.replace('@', ' ')}`,
  sameSide: (share: string) => `Both say the same: ${share}.`,
  meanDifference: (difference: string) => `Mean difference of scores: ${difference}.`,
  whoSaidWhat: 'Images by what each version said',
  thisSaid: 'This version said',
  otherSaid: (side: string) => `the other: ${side}`,
  sides: { positive: 'positive', negative: 'negative', abstained: 'nothing' } satisfies Record<Side, string>,
  differences: 'Score of this version, less that of the other',
  between: (low: number | undefined, high: number | undefined) =>
    low === undefined ? `up to ${high}` : high === undefined ? `above ${low}` : `${low} to ${high}`,
  files: (listed: number, analysed: number, notAnalysed: number, refused: number) =>
    `${listed} files: ${analysed} analysed, ${notAnalysed} not analysed, ${refused} refused.`,
  counts: (n: number, positives: number, negatives: number) =>
    `${n} with a score: ${positives} positive, ${negatives} negative`,
  auc: (value: string) => `AUC ${value}`,
  sensitivity: (value: string) => `sensitivity ${value}`,
  specificity: (value: string) => `specificity ${value}`,
  roc: 'ROC curve',
  falsePositiveRate: 'called positive among negatives',
  sensitivityAxis: 'found among positives',
  calibration: (error: string) => `Do scores come true? Calibration error ${error}`,
  meanScore: 'mean score',
  observed: 'came true',
  bin: (score: string, observed: string, files: number) => `score ${score}: ${observed} of ${files}`,
  scores: 'Scores, and the threshold',
  positives: (count: number) => `positives (${count})`,
  negatives: (count: number) => `negatives (${count})`,
  spokenScores: (positives: number, negatives: number) =>
    `Scores of ${positives} positives above the line and ${negatives} negatives below it`,
};
