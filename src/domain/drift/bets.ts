import { type Draws, drawsOf, type Feature } from './features';
import type { Usual } from './usual';

/** So often, in a year, one feature of one model version may raise an alarm although nothing changed, at most. */
export const falseAlarms = 0.01;
/** Days with counts that make a year: after them the bets begin anew. */
export const yearDays = 365;
/** Half of the rate is for a reference that misled, half for the bets. */
export const chanceOfReference = falseAlarms / 2;
/** So many times the stake is what nobody wins without a change, except with the other half of the rate. */
const winning = Math.log(2 / falseAlarms);

/** A bet says that the odds of a share rose, or fell, by this factor. */
const oddsRatios = [1.5, 3] as const;
const directions = ['more', 'less'] as const;

/** Which share left what is usual, and where it went. */
export interface Departure {
  readonly question: number;
  readonly direction: (typeof directions)[number];
}

/** One bet of each question, direction and factor, in this order. */
function betsOn(
  usual: readonly Usual[],
): { question: number; direction: Departure['direction']; ratio: number }[] {
  return usual.flatMap((_, question) =>
    directions.flatMap((direction) => oddsRatios.map((ratio) => ({ question, direction, ratio }))),
  );
}

const logSum = (logs: readonly number[]): number => {
  const most = Math.max(...logs);
  return most + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - most), 0));
};

/** Each day of the year the same part of a bet's money is added to what it won or lost until then. */
const daily = -Math.log(yearDays);

/** What all bets hold on the first day, as logarithms of shares of what each may spend in a year. */
export function firstStakes(usual: readonly Usual[]): number[] {
  return betsOn(usual).map(() => daily);
}

/**
 * What a bet's money becomes if `k` of `n` are so, as a logarithm: the likelihood ratio of the odds `ratio` times those
 * of `share`, against `share` itself. Where the true share is `share` or less, it is 1 on average, or less.
 */
function won(k: number, n: number, share: number, ratio: number): number {
  return k * Math.log(ratio) - n * Math.log(1 - share + ratio * share);
}

/** What a day did to the bets. */
export interface Played {
  readonly stakes: readonly number[];
  /** How far the bets are from an alarm: 1 is an alarm, 0 is what they began with. */
  readonly nearness: number;
  /** The share that the bets won most on. */
  readonly departure: Departure;
}

/**
 * Plays one day. Betting against "each share is usual": each bet is a test martingale, and so is their mean. Nobody
 * wins `1 / chance` times the stake with more than that chance, whenever one looks (Ville's inequality; Shafer, JRSS A
 * 184, 2021). A bet that is on since the first day has lost its money when a change comes late; so each bet enters a
 * part of its money each day, as in the mixture of Shiryaev and Roberts (Shin, Ramdas and Rinaldo, NEJSDS 2, 2024).
 *
 * Counts that hang together, are parts of one draw: by Hölder's inequality the mean of what a bet wins stays 1 or less, however they hang together.
 *
 * @param stakes of the bets, from `firstStakes` or the day before
 * @param counts of the day, by group
 */
export function playDay(
  feature: Feature,
  usual: readonly Usual[],
  stakes: readonly number[],
  counts: readonly number[],
): Played {
  const draws = drawsOf(feature, counts);
  const bets = betsOn(usual);
  const held = bets.map(({ question, direction, ratio }, at) => {
    const { k, n } = draws[question] as Draws;
    const [low, high] = usual[question] as Usual;
    const gain = direction === 'more' ? won(k, n, high, ratio) : won(n - k, n, 1 - low, ratio);
    return (stakes[at] as number) + gain;
  });
  const { question, direction } = bets[held.indexOf(Math.max(...held))] as (typeof bets)[number];
  const mean = logSum(held) - Math.log(held.length);
  return {
    stakes: held.map((log) => logSum([log, daily])),
    nearness: Math.max(0, (mean - daily) / (winning - daily)),
    departure: { question, direction },
  };
}
