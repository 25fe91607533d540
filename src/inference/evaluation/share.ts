/** An estimate with its 95 % interval. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** A share of `n` cases with its 95 % interval, all 0…1. */
export interface Share extends Interval {
  readonly hits: number;
  readonly n: number;
}

/** The 97.5 % point of the normal distribution. */
export const z95 = 1.959963984540054;

/**
 * A share with Wilson's 95 % score interval (E. B. Wilson, JASA 22, 1927), which stays sensible at 0 and 1.
 *
 * @param n the number of cases; without any there is no share
 */
export function wilson(hits: number, n: number): Share | undefined {
  if (n === 0) return undefined;
  const value = hits / n;
  const centre = value + (z95 * z95) / (2 * n);
  const half = z95 * Math.sqrt((value * (1 - value)) / n + (z95 * z95) / (4 * n * n));
  const scale = 1 + (z95 * z95) / n;
  // Rounding would push the ends past the share itself where that is 0 or 1.
  const low = Math.min(value, Math.max(0, (centre - half) / scale));
  const high = Math.max(value, Math.min(1, (centre + half) / scale));
  return { value, low, high, hits, n };
}
