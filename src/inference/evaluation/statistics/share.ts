import { wilsonBounds } from '../../../domain/kernel/wilson';

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

/**
 * A share with Wilson's 95 % score interval.
 *
 * @param n the number of cases; without any there is no share
 */
export function wilson(hits: number, n: number): Share | undefined {
  return n === 0 ? undefined : { value: hits / n, ...wilsonBounds(hits, n), hits, n };
}
