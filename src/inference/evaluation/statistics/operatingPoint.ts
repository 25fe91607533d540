import { byTruth, type Labelled } from '../lists/labelled';
import { type Share, wilson } from './share';

/** The result of applying a threshold to cases; positive is a score at or above it. */
export interface Confusion {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

export function confusionAt(cases: readonly Labelled[], threshold: number): Confusion {
  const count = (truth: boolean, said: boolean) =>
    cases.filter(({ score, positive }) => positive === truth && score >= threshold === said).length;
  return {
    truePositives: count(true, true),
    falseNegatives: count(true, false),
    falsePositives: count(false, true),
    trueNegatives: count(false, false),
  };
}

/** The share of positives that are called positive; undefined without positives. */
export function sensitivityOf({ truePositives, falseNegatives }: Confusion): Share | undefined {
  return wilson(truePositives, truePositives + falseNegatives);
}

/** The share of negatives that are called negative; undefined without negatives. */
export function specificityOf({ trueNegatives, falsePositives }: Confusion): Share | undefined {
  return wilson(trueNegatives, trueNegatives + falsePositives);
}

/** Another threshold, and its result on these cases. */
export interface ThresholdRow {
  /** The specificity requested. */
  readonly target: number;
  readonly threshold: number;
  readonly sensitivity: Share;
  readonly specificity: Share;
}

/**
 * The lowest thresholds that reach given specificities on these same cases. For information, not for choosing
 * one: a threshold looks too good on the cases that it was chosen on.
 *
 * @returns empty if a class has no case
 */
export function thresholdTable(
  cases: readonly Labelled[],
  targets: readonly number[] = [0.8, 0.9, 0.95, 0.98],
): ThresholdRow[] {
  const { positives, negatives } = byTruth(cases);
  if (positives.length === 0 || negatives.length === 0) return [];
  const ordered = [...negatives].sort((a, b) => a - b);
  const scores = cases.map(({ score }) => score).sort((a, b) => a - b);
  return targets.flatMap((target) => {
    const highestKept = ordered[Math.ceil(target * ordered.length - 1e-9) - 1] as number;
    const threshold = scores.find((score) => score > highestKept);
    if (threshold === undefined) return [];
    const confusion = confusionAt(cases, threshold);
    const [sensitivity, specificity] = [sensitivityOf(confusion), specificityOf(confusion)];
    return sensitivity && specificity ? [{ target, threshold, sensitivity, specificity }] : [];
  });
}
