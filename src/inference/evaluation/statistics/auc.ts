import { z95 } from '../../../domain/kernel/wilson';
import { byTruth, type Labelled } from '../lists/labelled';
import { midranks } from './midranks';
import { type Interval, wilson } from './share';

/** How an AUC's interval was computed. */
export type AucMethod = 'delong' | 'disjoint-pairs' | 'patient-bootstrap';

/** The area under the ROC curve, 0…1: how often a positive scores higher than a negative, ties counting half. */
export interface Auc extends Interval {
  readonly n: number;
  readonly method: AucMethod;
}

/**
 * DeLong's components: for every positive, the share of negatives that score lower; for every negative, the
 * share of positives that score higher; ties count half. The mean of either is the AUC.
 */
export interface Placements {
  readonly positives: readonly number[];
  readonly negatives: readonly number[];
}

/** With fewer than two cases of a class, the variance of the AUC cannot be estimated. */
const LEAST = 2;

/**
 * The AUC by midranks with DeLong's 95 % interval (E. R. DeLong et al., Biometrics 44, 1988; by ranks as in
 * X. Sun and W. Xu, IEEE SPL 21, 2014), clipped to 0…1.
 *
 * If the classes are completely separated, DeLong's variance is 0 and would promise certainty. The cases then
 * form min(m, n) disjoint pairs, independent trials of the probability that the AUC estimates: we give
 * Wilson's interval for those.
 *
 * @returns undefined with fewer than two cases of a class
 */
export function aucOf(cases: readonly Labelled[]): Auc | undefined {
  const { positives, negatives } = byTruth(cases);
  if (positives.length < LEAST || negatives.length < LEAST) return undefined;
  const placed = placements(positives, negatives);
  const value = mean(placed.positives);
  const variance =
    covariance(placed.positives, placed.positives) / positives.length +
    covariance(placed.negatives, placed.negatives) / negatives.length;
  const n = cases.length;
  if (variance === 0) return { ...apart(value, Math.min(positives.length, negatives.length)), n };
  const half = z95 * Math.sqrt(variance);
  return { value, low: Math.max(0, value - half), high: Math.min(1, value + half), n, method: 'delong' };
}

/** See `Placements`. */
export function placements(positives: readonly number[], negatives: readonly number[]): Placements {
  const joint = midranks([...positives, ...negatives]);
  const among = { positives: midranks(positives), negatives: midranks(negatives) };
  const [m, n] = [positives.length, negatives.length];
  return {
    positives: positives.map((_, i) => (rank(joint, i) - rank(among.positives, i)) / n),
    negatives: negatives.map((_, i) => 1 - (rank(joint, m + i) - rank(among.negatives, i)) / m),
  };
}

function apart(value: number, pairs: number): Interval & { method: AucMethod } {
  const { low, high } = wilson(Math.round(value * pairs), pairs) ?? { low: 0, high: 1 };
  return { value, low: Math.min(low, value), high: Math.max(high, value), method: 'disjoint-pairs' };
}

function rank(ranks: Float64Array, index: number): number {
  return ranks[index] as number;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The sample covariance, with n − 1. @param b as many values as `a` has */
export function covariance(a: readonly number[], b: readonly number[]): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  const sum = a.reduce((total, value, i) => total + (value - meanA) * ((b[i] as number) - meanB), 0);
  return sum / (a.length - 1);
}
