import type { Labelled } from '../lists/labelled';

/** The result of a threshold: positive is a score at or above it. */
export interface RocPoint {
  /** Infinity at the start, where nothing is positive. */
  readonly threshold: number;
  readonly falsePositiveRate: number;
  readonly sensitivity: number;
}

/**
 * The ROC curve from (0, 0) to (1, 1), one point per distinct score; points on the straight line between
 * their neighbours are left out.
 *
 * @returns empty if a class has no case
 */
export function rocPoints(cases: readonly Labelled[]): RocPoint[] {
  const positives = cases.filter(({ positive }) => positive).length;
  const negatives = cases.length - positives;
  if (positives === 0 || negatives === 0) return [];
  const points: RocPoint[] = [{ threshold: Number.POSITIVE_INFINITY, falsePositiveRate: 0, sensitivity: 0 }];
  const ordered = [...cases].sort((a, b) => b.score - a.score);
  let [hits, alarms] = [0, 0];
  for (const [index, { score, positive }] of ordered.entries()) {
    if (positive) hits += 1;
    else alarms += 1;
    if (ordered[index + 1]?.score === score) continue;
    points.push({ threshold: score, falsePositiveRate: alarms / negatives, sensitivity: hits / positives });
  }
  return corners(points);
}

/** At most this many points of a curve, evenly spread, including its ends. */
export function thinned<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points];
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, index) => points[Math.round(index * step)] as T);
}

function corners(points: readonly RocPoint[]): RocPoint[] {
  return points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    if (before === undefined || after === undefined) return true;
    const rise =
      (point.sensitivity - before.sensitivity) * (after.falsePositiveRate - point.falsePositiveRate);
    const run =
      (after.sensitivity - point.sensitivity) * (point.falsePositiveRate - before.falsePositiveRate);
    return Math.abs(rise - run) > 1e-12;
  });
}
