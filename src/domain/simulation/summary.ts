/** Minutes that studies of a group waited: mean with its 95 % interval, and how they are spread. */
export interface WaitSummary {
  readonly n: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly median: number;
  readonly p95: number;
  /** From the shortest to the longest, in steps of 5 %. */
  readonly quantiles: readonly number[];
}

export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The 97.5 % points of Student's t distribution, for 1 to 30 degrees of freedom. */
const t95 = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

/** The mean of independent repetitions with its 95 % interval. @param values at least two */
export function estimateOf(values: readonly number[]): Estimate {
  const n = values.length;
  const mean = meanOf(values);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = (t95[n - 2] ?? 1.96) * Math.sqrt(variance / n);
  return { mean, low: mean - half, high: mean + half };
}

/**
 * @param repetitions the waits of each repetition, in minutes
 * @returns undefined if the group is too rare: fewer than two repetitions have any
 */
export function summaryOf(repetitions: readonly (readonly number[])[]): WaitSummary | undefined {
  const known = repetitions.filter(({ length }) => length > 0);
  if (known.length < 2) return undefined;
  const all = Float64Array.from(known.flat()).sort();
  const at = (share: number) => all[Math.round(share * (all.length - 1))] as number;
  return {
    n: all.length,
    ...estimateOf(known.map(meanOf)),
    median: at(0.5),
    p95: at(0.95),
    quantiles: Array.from({ length: 21 }, (_, step) => at(step / 20)),
  };
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
