import type { Labelled } from '../lists/labelled';
import { mean } from './auc';
import { type Share, wilson } from './share';

/** Cases of similar score: predicted and observed share. */
export interface CalibrationBin {
  readonly lowest: number;
  readonly highest: number;
  readonly meanScore: number;
  readonly observed: Share;
}

/** How well scores match probabilities, on these cases with their prevalence. */
export interface Calibration {
  /** Expected calibration error: the mean gap between score and observed share over bins of equal size, 0…1. */
  readonly expectedError: number;
  /** Mean squared difference of score and truth (G. W. Brier, 1950); 0 is best. */
  readonly brier: number;
  readonly meanScore: number;
  readonly prevalence: number;
  readonly bins: readonly CalibrationBin[];
}

/** @returns undefined without a case */
export function calibrationOf(cases: readonly Labelled[], bins = 10): Calibration | undefined {
  if (cases.length === 0) return undefined;
  // For equal scores, negatives come first, so that the order of the cases does not matter.
  const ordered = [...cases].sort((a, b) => a.score - b.score || Number(a.positive) - Number(b.positive));
  const groups = equalSizeBins(ordered, bins).map(binOf);
  const gaps = groups.map(({ meanScore, observed }) => observed.n * Math.abs(meanScore - observed.value));
  return {
    expectedError: gaps.reduce((sum, gap) => sum + gap, 0) / cases.length,
    brier: mean(ordered.map(({ score, positive }) => (score - Number(positive)) ** 2)),
    meanScore: mean(ordered.map(({ score }) => score)),
    prevalence: mean(ordered.map(({ positive }) => Number(positive))),
    bins: groups,
  };
}

/** Bins whose sizes differ by at most one, the larger ones first. */
function equalSizeBins(ordered: readonly Labelled[], bins: number): Labelled[][] {
  const size = Math.floor(ordered.length / bins);
  const larger = ordered.length % bins;
  const begin = (bin: number) => bin * size + Math.min(bin, larger);
  const all = Array.from({ length: bins }, (_, bin) => ordered.slice(begin(bin), begin(bin + 1)));
  return all.filter((bin) => bin.length > 0);
}

function binOf(cases: readonly Labelled[]): CalibrationBin {
  const scores = cases.map(({ score }) => score);
  const hits = cases.filter(({ positive }) => positive).length;
  return {
    lowest: scores[0] as number,
    highest: scores.at(-1) as number,
    meanScore: mean(scores),
    observed: wilson(hits, cases.length) as Share,
  };
}
