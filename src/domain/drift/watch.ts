import { z } from 'zod';
import { chanceOfReference, firstStakes, playDay, yearDays } from './bets';
import { type DayCounts, dayCountsSchema, joined, withCounts } from './days';
import { type Feature, featureNames, groupCount, shapeOf, sumOf } from './features';
import { type Usual, usualShares } from './usual';

const count = z.number().min(0);
const share = z.number().min(0).max(1);

/** What is usual, and the bets against it. */
const testSchema = z.object({
  /** First and last day of the reference, and its counts. */
  from: z.number().int(),
  to: z.number().int(),
  counts: z.array(count),
  usual: z.array(z.tuple([share, share])),
  stakes: z.array(z.number()),
  /** Days that were played in this year. */
  played: z.number().int().min(0),
  nearness: z.number().min(0),
  /** The day of the alarm, and the share that left what is usual. It stands until somebody ends it. */
  alarm: z
    .object({ day: z.number().int(), question: z.number().int(), direction: z.enum(['more', 'less']) })
    .optional(),
});

/** One feature of one model version. */
export const watchedSchema = z
  .object({
    /** `id@version`. */
    model: z.string(),
    feature: z.enum(featureNames),
    /** Of a score: the model's label. */
    label: z.string().optional(),
    /** The last days, ascending. Without a test, all of them. */
    days: z.array(dayCountsSchema),
    /** Days up to this one were dealt with. */
    closed: z.number().int(),
    test: testSchema.optional(),
  })
  .refine(({ feature, days }) => days.every(({ counts }) => counts.length === groupCount(feature)));

export type Watched = z.infer<typeof watchedSchema>;
type Test = z.infer<typeof testSchema>;

/** Which series of counts it is. */
export type WatchedName = Pick<Watched, 'model' | 'feature' | 'label'>;
/** What was counted of it, by group. */
export type Observed = WatchedName & { readonly counts: readonly number[] };

/** A reference has days from two weeks at least, so that it has each day of the week twice. */
export const referenceDays = 14;
/** Days of a reference that are kept apart, and of those after it that are kept at all. */
const mostReferenceDays = 60;
export const keptDays = 35;
/** A version of which nothing was counted for so long is forgotten. */
const forgottenDays = 120;

export function sameSeries(a: WatchedName, b: WatchedName): boolean {
  return a.model === b.model && a.feature === b.feature && a.label === b.label;
}

/** The first reference that is long enough; undefined if there is none yet. */
function referenceOf(feature: Feature, days: readonly DayCounts[]): Test | undefined {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined || last.day - first.day + 1 < referenceDays) return undefined;
  const lists = days.map(({ counts }) => counts);
  const counts = joined(lists);
  if (sumOf(counts) < shapeOf(feature).needed) return undefined;
  const usual = usualShares(feature, lists, chanceOfReference) as [number, number][];
  const { stakes, ...start } = begun(usual);
  return { from: first.day, to: last.day, counts, usual, stakes, ...start };
}

function begun(usual: readonly Usual[]): Pick<Test, 'stakes' | 'played' | 'nearness'> {
  return { stakes: firstStakes(usual), played: 0, nearness: 0 };
}

/** A test after one more day. */
function played(feature: Feature, test: Test, { day, counts }: DayCounts): Test {
  if (test.alarm !== undefined) return test;
  const { stakes, nearness, departure } = playDay(feature, test.usual, test.stakes, counts);
  if (nearness >= 1) return { ...test, nearness: 1, alarm: { day, ...departure } };
  if (test.played + 1 >= yearDays) return { ...test, ...begun(test.usual) };
  const rounded = stakes.map((stake) => Math.round(stake * 10_000) / 10_000);
  return { ...test, stakes: rounded, played: test.played + 1, nearness };
}

/** One day that is over is part of the reference, or it is tested. */
function withClosedDay(watched: Watched, day: DayCounts): Watched {
  const { feature, days, test } = watched;
  const upTo = days.filter((one) => one.day <= day.day);
  const next = test === undefined ? referenceOf(feature, upTo) : played(feature, test, day);
  return { ...watched, closed: day.day, ...(next === undefined ? {} : { test: next }) };
}

/** The days before `today` are over. */
function withClosedDays(watched: Watched, today: number): Watched {
  let closed = watched;
  for (const day of watched.days)
    if (day.day > closed.closed && day.day < today) closed = withClosedDay(closed, day);
  return closed;
}

/** Bounded: a short reference loses nothing, its oldest days become one. */
function withBoundedDays(watched: Watched): Watched {
  const { days, test } = watched;
  if (test !== undefined) return { ...watched, days: days.slice(-keptDays) };
  const [first, second, ...others] = days;
  if (days.length <= mostReferenceDays || first === undefined || second === undefined) return watched;
  return {
    ...watched,
    days: [{ day: first.day, counts: joined([first.counts, second.counts]) }, ...others],
  };
}

/**
 * Adds what was counted today. Sums of counts come in any order; a day is dealt with as soon as something is counted on
 * a later one.
 *
 * @param today days since 1970
 */
export function withObserved(
  all: readonly Watched[],
  observed: readonly Observed[],
  today: number,
): Watched[] {
  const known = all
    .filter(({ days }) => today - (days.at(-1)?.day ?? today) <= forgottenDays)
    .map((watched) => withClosedDays(watched, today));
  for (const { counts, ...name } of observed) {
    const at = known.findIndex((one) => sameSeries(one, name));
    const watched = known[at] ?? { ...name, days: [], closed: today - 1 };
    const next = withBoundedDays({ ...watched, days: withCounts(watched.days, today, counts) });
    if (at < 0) known.push(next);
    else known[at] = next;
  }
  return known;
}

export const references = ['keep', 'renew'] as const;
export type Reference = (typeof references)[number];

/**
 * Ends an alarm, and begins the test anew: against the same reference, or against one that begins with the next day.
 *
 * @returns undefined if nothing of that name is watched
 */
export function restarted(
  all: readonly Watched[],
  name: WatchedName,
  reference: Reference,
): Watched[] | undefined {
  if (!all.some((one) => sameSeries(one, name))) return undefined;
  return all.map((one) => {
    if (!sameSeries(one, name)) return one;
    const { test, ...others } = one;
    if (reference === 'renew' || test === undefined) return { ...others, days: [], closed: one.closed };
    const { alarm: _, ...kept } = test;
    return { ...others, test: { ...kept, ...begun(test.usual) } };
  });
}

/** Those that left what is usual. */
export function alarmsOf(all: readonly Watched[]): Watched[] {
  return all.filter(({ test }) => test?.alarm !== undefined);
}
