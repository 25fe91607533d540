import { z } from 'zod';

const dayMilliseconds = 86_400_000;

/** The counts of one day (UTC), by group. */
export const dayCountsSchema = z.object({
  /** Days since 1970. */
  day: z.number().int(),
  counts: z.array(z.number().min(0)),
});
export type DayCounts = z.infer<typeof dayCountsSchema>;

/** @param time milliseconds */
export function dayOf(time: number): number {
  return Math.floor(time / dayMilliseconds);
}

/** ISO date of a day. */
export function dateOf(day: number): string {
  return new Date(day * dayMilliseconds).toISOString().slice(0, 10);
}

/** Lists of counts as one, group by group. */
export function joined(lists: readonly (readonly number[])[]): number[] {
  return (lists[0] ?? []).map((_, group) => lists.reduce((sum, counts) => sum + (counts[group] ?? 0), 0));
}

/** The days, ascending, with more counts on one of them. */
export function withCounts(days: readonly DayCounts[], day: number, counts: readonly number[]): DayCounts[] {
  const known = days.find((one) => one.day === day);
  const next = { day, counts: known === undefined ? [...counts] : joined([known.counts, counts]) };
  return [...days.filter((one) => one.day !== day), next].sort((a, b) => a.day - b.day);
}
