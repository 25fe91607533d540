import { z } from 'zod';
import { dayOfKey, type ReviewedMonth } from './reviewedPlace';

/** How many studies of a month were reviewed on which day, as `2026-05-01`. A day without any is absent. */
export const dayCountsSchema = z.record(z.iso.date(), z.number().int().positive());

export type DayCounts = Readonly<Record<string, number>>;

/** Of all months. */
export type ReviewedCounts = ReadonlyMap<ReviewedMonth, DayCounts>;

export function withKey(counts: DayCounts, key: string, difference: 1 | -1): DayCounts {
  const day = dayOfKey(key);
  const { [day]: known = 0, ...others } = counts;
  const count = known + difference;
  return count > 0 ? { ...others, [day]: count } : others;
}

export function totalOf(counts: ReviewedCounts): number {
  let total = 0;
  for (const days of counts.values()) for (const count of Object.values(days)) total += count;
  return total;
}

/** The same counts are the same text. */
export function countsText(counts: DayCounts): string {
  return JSON.stringify(Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** Where to begin reading: at a day, and so many of its lines are left out. */
export interface Seek {
  readonly month: ReviewedMonth;
  readonly day: string;
  readonly skip: number;
}

/** Where the line is that so many come before, the latest first; undefined past the last one. */
export function seek(counts: ReviewedCounts, offset: number): Seek | undefined {
  let left = offset;
  for (const month of [...counts.keys()].sort().reverse()) {
    const days = counts.get(month) ?? {};
    for (const day of Object.keys(days).sort().reverse()) {
      const count = days[day] ?? 0;
      if (left < count) return { month, day, skip: left };
      left -= count;
    }
  }
  return undefined;
}
