import { z } from 'zod';

/** The partition of the reviewed studies of one month, the latest first. */
export type ReviewedMonth = `reviewed-${string}`;

/** Where the line of a reviewed study is: in the partition of the month of its review, the latest first. */
export interface ReviewedPlace {
  readonly partition: ReviewedMonth;
  readonly key: string;
}

/** Past every time that a review can have. Keys count down from it, since a table is read in ascending order. */
const lastMillisecond = 9_999_999_999_999;
const keyPattern = /^(\d{13})-([0-9a-f]{64})$/;
const monthPattern = /^reviewed-\d{4}-\d{2}$/;

export const reviewedPlaceSchema = z.object({
  partition: z.custom<ReviewedMonth>((name) => typeof name === 'string' && monthPattern.test(name)),
  key: z.string().regex(keyPattern),
});

/** @param reviewedAt ISO time, UTC */
export function reviewedPlaceOf(studyId: string, reviewedAt: string): ReviewedPlace {
  return { partition: monthOf(reviewedAt), key: `${countdown(Date.parse(reviewedAt))}-${studyId}` };
}

/** @param at ISO time, UTC */
export function monthOf(at: string): ReviewedMonth {
  return `reviewed-${new Date(at).toISOString().slice(0, 7)}`;
}

export function isReviewedMonth(partition: unknown): partition is ReviewedMonth {
  return typeof partition === 'string' && monthPattern.test(partition);
}

/** The study of a line; undefined if the key is none of a line. */
export function studyOfKey(key: string): string | undefined {
  return keyPattern.exec(key)?.[2];
}

/** The day of the review, as `2026-05-01`. */
export function dayOfKey(key: string): string {
  return new Date(lastMillisecond - Number(key.slice(0, 13))).toISOString().slice(0, 10);
}

/** Before the keys of all reviews that are not later than that time. @param at ISO time */
export function keyUntil(at: string): string {
  return countdown(Date.parse(at));
}

/** Before the keys of all reviews of a day and of earlier ones. @param day as `2026-05-01` */
export function keyFromDay(day: string): string {
  return countdown(Date.parse(day) + 86_400_000 - 1);
}

/** The months from one to another, the latest first. */
export function monthsBack(latest: ReviewedMonth, first: ReviewedMonth): ReviewedMonth[] {
  const months: ReviewedMonth[] = [];
  const at = new Date(`${latest.slice('reviewed-'.length)}-01T00:00:00Z`);
  while (monthOf(at.toISOString()) >= first) {
    months.push(monthOf(at.toISOString()));
    at.setUTCMonth(at.getUTCMonth() - 1);
  }
  return months;
}

function countdown(milliseconds: number): string {
  return String(lastMillisecond - milliseconds).padStart(13, '0');
}
