import type { ModelLabel } from '../manifest/manifest';
import { type EvaluatedFile, findingOf } from './lists/evaluatedFile';
import { isClustered, measure } from './measure';
import { describeQuestion, type Question, truthOf } from './question';
import type { Answer, ReportedShare, Subgroup } from './reportSchema';
import type { ClusteredCase } from './statistics/bootstrap';
import { type Calibration, calibrationOf } from './statistics/calibration';
import { confusionAt, sensitivityOf, specificityOf, thresholdTable } from './statistics/operatingPoint';
import { rocPoints, thinned } from './statistics/roc';
import type { Share } from './statistics/share';
import type { Division } from './subgroups';

/** A listed file whose truth is known, with its score if it has one. */
interface Known {
  readonly file: EvaluatedFile;
  readonly positive: boolean;
  readonly score: number | undefined;
}

const maxRocPoints = 400;
export const histogramBins = 40;

/** The performance of a model's scores for one label on files whose truth is known. */
export function answerOf(
  question: Question,
  label: ModelLabel,
  files: readonly EvaluatedFile[],
  divisions: readonly Division[],
): Answer {
  const known = files.flatMap((file): Known[] => {
    const positive = truthOf(question, file.listed.cells.get(question.column));
    return positive === undefined ? [] : [{ file, positive, score: findingOf(file, label.name)?.score }];
  });
  const cases = known.flatMap(scoredCase);
  const { threshold } = label.operatingPoint ?? {};
  const measured = measure(cases, threshold);
  const calibration = calibrationOf(cases);
  return {
    question: { ...question, title: question.title ?? `${label.title}: ${describeQuestion(question)}` },
    labelTitle: label.title,
    ...countsOf(cases),
    unknown: files.length - known.length,
    unscored: unscoredOf(known),
    ...(measured.auc && { auc: measured.auc }),
    ...(label.operatingPoint && {
      operatingPoint: operatingPointOf(label.operatingPoint, known, cases, measured),
    }),
    ...(calibration && { calibration: reportedCalibration(calibration) }),
    roc: thinned(rocPoints(cases), maxRocPoints).map((point) => ({
      ...point,
      threshold: Number.isFinite(point.threshold) ? point.threshold : null,
    })),
    histogram: { positives: histogram(cases, true), negatives: histogram(cases, false) },
    thresholds: isClustered(cases) ? [] : thresholdTable(cases).map(reportedRow),
    subgroups: divisions.flatMap((division) => subgroupsOf(division, known, threshold)),
  };
}

function scoredCase({ file: { listed }, positive, score }: Known): ClusteredCase[] {
  // A file without a patient counts as a patient of its own.
  return score === undefined ? [] : [{ score, positive, cluster: listed.patient ?? `line ${listed.line}` }];
}

function countsOf(cases: readonly ClusteredCase[]) {
  const positives = cases.filter(({ positive }) => positive).length;
  return { n: cases.length, positives, negatives: cases.length - positives };
}

function operatingPointOf(
  { threshold, band }: NonNullable<ModelLabel['operatingPoint']>,
  known: readonly Known[],
  cases: readonly ClusteredCase[],
  { sensitivity, specificity }: ReturnType<typeof measure>,
): NonNullable<Answer['operatingPoint']> {
  const confusion = confusionAt(cases, threshold);
  const inBand = (truth: boolean) =>
    cases.filter(({ score, positive }) => positive === truth && score >= band[0] && score <= band[1]).length;
  const worst = worstCaseSensitivity(known, threshold);
  const bandEnds = bandEndsOf(cases, band);
  return {
    threshold,
    band,
    ...confusion,
    ...(sensitivity && { sensitivity }),
    ...(specificity && { specificity }),
    ...(worst && { worstCaseSensitivity: worst }),
    ...(bandEnds && { bandEnds }),
    inBand: { positives: inBand(true), negatives: inBand(false) },
  };
}

/** Counts a positive without a score as one that no threshold finds. */
function worstCaseSensitivity(known: readonly Known[], threshold: number): ReportedShare | undefined {
  const missed = Number.NEGATIVE_INFINITY;
  const positives = known.filter(({ positive }) => positive);
  return measure(
    positives.flatMap((one) => scoredCase({ ...one, score: one.score ?? missed })),
    threshold,
  ).sensitivity;
}

function bandEndsOf(cases: readonly ClusteredCase[], [low, high]: readonly [number, number]) {
  const ends = { low: rocPlaceAt(cases, low), high: rocPlaceAt(cases, high) };
  return ends.low && ends.high && { low: ends.low, high: ends.high };
}

function rocPlaceAt(cases: readonly ClusteredCase[], threshold: number) {
  const confusion = confusionAt(cases, threshold);
  const [sensitivity, specificity] = [sensitivityOf(confusion), specificityOf(confusion)];
  return (
    sensitivity && specificity && { sensitivity: sensitivity.value, falsePositiveRate: 1 - specificity.value }
  );
}

function withMethod(share: Share): ReportedShare {
  return { ...share, method: 'wilson' };
}

function reportedCalibration({ bins, ...rest }: Calibration): NonNullable<Answer['calibration']> {
  return { ...rest, bins: bins.map((bin) => ({ ...bin, observed: withMethod(bin.observed) })) };
}

function reportedRow(row: ReturnType<typeof thresholdTable>[number]): Answer['thresholds'][number] {
  return { ...row, sensitivity: withMethod(row.sensitivity), specificity: withMethod(row.specificity) };
}

function unscoredOf(known: readonly Known[]): Answer['unscored'] {
  const rows = new Map<string, Answer['unscored'][number]>();
  for (const { file, positive } of known) {
    const { outcome } = file;
    if (outcome.outcome === 'analysed') continue;
    const key = `${outcome.outcome} ${outcome.code}`;
    const row = rows.get(key) ?? { outcome: outcome.outcome, code: outcome.code, positives: 0, negatives: 0 };
    row[positive ? 'positives' : 'negatives'] += 1;
    rows.set(key, row);
  }
  return [...rows.values()].sort((a, b) => b.positives + b.negatives - a.positives - a.negatives);
}

function subgroupsOf(
  { column, groups, groupOf }: Division,
  known: readonly Known[],
  threshold?: number,
): Subgroup[] {
  return groups.flatMap((value) => {
    const members = known.filter(({ file }) => groupOf(file.listed.cells) === value);
    if (members.length === 0) return [];
    const cases = members.flatMap(scoredCase);
    const { auc, sensitivity, specificity } = measure(cases, threshold);
    const { n, positives } = countsOf(cases);
    return [
      {
        column,
        value,
        n,
        positives,
        unscored: members.length - n,
        ...(auc && { auc }),
        ...(sensitivity && { sensitivity }),
        ...(specificity && { specificity }),
      },
    ];
  });
}

function histogram(cases: readonly ClusteredCase[], truth: boolean): number[] {
  const counts = new Array<number>(histogramBins).fill(0);
  for (const { score, positive } of cases) {
    if (positive !== truth) continue;
    const bin = Math.min(histogramBins - 1, Math.floor(score * histogramBins));
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}
