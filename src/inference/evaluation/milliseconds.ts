import { quantile } from './statistics/quantile';

/** The median and the 95th percentile. @param values at least one */
export function millisecondsOf(values: readonly number[]): { median: number; p95: number } {
  const rounded = (share: number) => Math.round(quantile(values, share) * 10) / 10;
  return { median: rounded(0.5), p95: rounded(0.95) };
}
