import { z } from 'zod';
import { dayOf } from '../domain/drift/days';
import { watchedSchema, withObserved } from '../domain/drift/watch';
import { declared, type MetricName, metrics, type NameOf } from './catalogue';
import { type HistogramSample, type Sample, sumOf } from './samples';
import { observedOf } from './watched';

/** Weeks for which scores are kept apart, the current one included. */
const keptWeeks = 5;
const weekMilliseconds = 7 * 86_400_000;

const namesOf = <K extends 'counter' | 'histogram'>(kind: K) =>
  (Object.keys(metrics) as MetricName[]).filter((name) => declared(name).kind === kind) as NameOf<K>[];

const labels = z.record(z.string(), z.string());
const count = z.number().min(0);
const counterSchema = z.object({ metric: z.enum(namesOf('counter')), labels, value: count });
const histogramSchema = z
  .object({ metric: z.enum(namesOf('histogram')), labels, counts: z.array(count), sum: z.number() })
  .refine(({ metric, counts }) => counts.length === (declared(metric).bounds ?? []).length + 1);

/** What this release does not know, because another one counted it, is left out. */
const known = <T>(schema: z.ZodType<T>) =>
  z.array(z.unknown()).transform((list) =>
    list.flatMap((one) => {
      const { success, data } = schema.safeParse(one);
      return success ? [data as T] : [];
    }),
  );

/** What all processes of the site have counted together. */
export const totalsSchema = z.object({
  schemaVersion: z.literal(1),
  samples: known(z.union([counterSchema, histogramSchema])),
  /** Scores by week, counted from 1970, the newest first. */
  weeks: z.array(z.object({ week: z.number().int(), scores: known(histogramSchema) })),
  /** What is watched of each model version. */
  watched: known(watchedSchema),
});
export type Totals = z.infer<typeof totalsSchema>;

/** Counted from the records themselves, by the accounts. */
export const filesMetric = 'triage.files';

/** @param now milliseconds */
export function withCounted(totals: Totals | undefined, all: readonly Sample[], now: number): Totals {
  const counted = all.filter(({ metric }) => metric !== filesMetric);
  const { samples, weeks, watched } = totals ?? { samples: [], weeks: [], watched: [] };
  const week = Math.floor(now / weekMilliseconds);
  const scores = counted.filter(isScore);
  const current = weeks.find((one) => one.week === week)?.scores ?? [];
  const kept = weeks.filter((one) => one.week !== week && Math.abs(week - one.week) < keptWeeks);
  return totalsSchema.parse({
    schemaVersion: 1,
    samples: sumOf(samples, counted),
    weeks: [{ week, scores: sumOf(current, scores) }, ...kept],
    watched: withObserved(watched, observedOf(counted), dayOf(now)),
  });
}

/** The scores of the last weeks together. @param now milliseconds */
export function recentScores({ weeks }: Totals, now: number): HistogramSample[] {
  const week = Math.floor(now / weekMilliseconds);
  const recent = weeks.filter((one) => Math.abs(week - one.week) < keptWeeks);
  return recent.reduce<Sample[]>((sum, { scores }) => sumOf(sum, scores), []).filter(isScore);
}

const isScore = (one: Sample): one is HistogramSample => one.metric === 'triage.score';
