import { z95 } from '../../../domain/kernel/wilson';
import { covariance, mean, type Placements, placements } from './auc';
import type { Interval } from './share';

/** One case that two models scored. */
export interface ScoredTwice {
  readonly first: number;
  readonly second: number;
  readonly positive: boolean;
}

/** AUC of the second model minus that of the first, −1…1. */
export interface AucDifference extends Interval {
  readonly n: number;
  /** Two-sided, by the normal distribution; 1 if the two models order every pair alike. */
  readonly p: number;
}

/**
 * The difference of two AUCs on the same cases with DeLong's paired 95 % interval: what both find easy or
 * hard cancels out, so it is narrower than either one's own.
 *
 * @returns undefined with fewer than two cases of a class
 */
export function aucDifference(cases: readonly ScoredTwice[]): AucDifference | undefined {
  const positives = cases.filter(({ positive }) => positive);
  const negatives = cases.filter(({ positive }) => !positive);
  if (positives.length < 2 || negatives.length < 2) return undefined;
  const placed = (which: 'first' | 'second') =>
    placements(
      positives.map((one) => one[which]),
      negatives.map((one) => one[which]),
    );
  const [first, second] = [placed('first'), placed('second')];
  const value = mean(second.positives) - mean(first.positives);
  const deviation = Math.sqrt(varianceOfDifference(first, second));
  const half = z95 * deviation;
  const p = deviation === 0 ? Number(value === 0) : 2 * upperTail(Math.abs(value) / deviation);
  return { value, low: Math.max(-1, value - half), high: Math.min(1, value + half), n: cases.length, p };
}

function varianceOfDifference(first: Placements, second: Placements): number {
  const part = (which: keyof Placements) => {
    const [a, b] = [first[which], second[which]];
    return (covariance(a, a) + covariance(b, b) - 2 * covariance(a, b)) / a.length;
  };
  // Rounding can give a result below zero.
  return Math.max(0, part('positives') + part('negatives'));
}

/** P(Z > z) of the normal distribution for z ≥ 0, to 8e-8 (Abramowitz and Stegun, 26.2.17). */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const factors = [1.330274429, -1.821255978, 1.781477937, -0.356563782, 0.31938153];
  const polynomial = factors.reduce((sum, factor) => (sum + factor) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * polynomial;
}
