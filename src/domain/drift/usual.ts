import { joined } from './days';
import { type Draws, drawsOf, type Feature } from './features';
import { lowerShare, upperShare } from './shareBound';

/** The shares that are usual: both ends included. */
export type Usual = readonly [low: number, high: number];

/** A day that lies outside what all days together say counts as usual, as far as this is certain of it. */
const chanceOfDay = 0.05;

/**
 * What is usual, for each question: where the share of the reference lies with certainty, widened by the days that
 * differed from it, such as weekends.
 *
 * @param days counts by group, of each day of the reference
 * @param chance that any of the shares lies outside, at most
 */
export function usualShares(feature: Feature, days: readonly (readonly number[])[], chance: number): Usual[] {
  const all = drawsOf(feature, joined(days));
  const byDay = days.map((day) => drawsOf(feature, day));
  const each = chance / (2 * all.length);
  return all.map(({ k, n }, question) => {
    const own = byDay.map((day) => day[question] as Draws);
    const high = own.map((day) => lowerShare(day.k, day.n, chanceOfDay));
    const low = own.map((day) => upperShare(day.k, day.n, chanceOfDay));
    return [Math.min(lowerShare(k, n, each), ...low), Math.max(upperShare(k, n, each), ...high)];
  });
}
