import { z } from 'zod';
import type { DeepReadonly } from '../kernel/deepReadonly';
import { falseAlarms, yearDays } from './bets';
import { dateOf, joined } from './days';
import { type Draws, drawsOf, featureNames, shapeOf } from './features';
import { referenceDays, type Watched } from './watch';

const count = z.number().min(0);
const share = z.number().min(0).max(1);
const spanSchema = z.object({ from: z.iso.date(), to: z.iso.date(), counts: z.array(count) });

const watchedViewSchema = z.object({
  model: z.string(),
  feature: z.enum(featureNames),
  label: z.string().optional(),
  /** `learning`: the reference is not long enough yet. */
  state: z.enum(['learning', 'watching', 'alarm']),
  /** Names of the groups that are counted, or the bounds between them. */
  groups: z.array(z.string()).optional(),
  bounds: z.array(z.number()).optional(),
  /** What the reference needs. */
  needed: z.object({ counts: count, days: count }),
  reference: spanSchema.optional(),
  recent: spanSchema.optional(),
  /** From 0 to 1: how far the test is from an alarm. */
  nearness: z.number(),
  /** The share that left what is usual: of the group, or above the bound, at this place. */
  alarm: z
    .object({
      since: z.iso.date(),
      at: z.number().int(),
      direction: z.enum(['more', 'less']),
      usual: z.tuple([share, share]),
      /** In the recent days; absent if nothing was counted. */
      recent: share.optional(),
    })
    .optional(),
});

/** What is watched of each model version. */
export const driftViewSchema = z.object({
  serverTime: z.iso.datetime(),
  /** The stated rate: so many false alarms of one feature of one version in so many days, at most. */
  rate: z.object({ falseAlarms: z.number(), days: z.number() }),
  watched: z.array(watchedViewSchema),
});

export type DriftView = DeepReadonly<z.infer<typeof driftViewSchema>>;
export type WatchedView = DriftView['watched'][number];

function recentOf({ days, test }: Watched): WatchedView['recent'] {
  const after = test === undefined ? days : days.filter(({ day }) => day > test.to);
  const [first, last] = [after[0], after.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { from: dateOf(first.day), to: dateOf(last.day), counts: joined(after.map(({ counts }) => counts)) };
}

/** The share since the alarm, or of the days before it. */
function alarmOf(watched: Watched): WatchedView['alarm'] {
  const alarm = watched.test?.alarm;
  if (alarm === undefined || watched.test === undefined) return undefined;
  const last = watched.days.filter(({ day }) => day >= alarm.day).map(({ counts }) => counts);
  const { k, n } = drawsOf(watched.feature, joined(last))[alarm.question] as Draws;
  const [low, high] = watched.test.usual[alarm.question] as [number, number];
  return {
    since: dateOf(alarm.day),
    at: alarm.question,
    direction: alarm.direction,
    usual: [low, high],
    ...(n > 0 ? { recent: k / n } : {}),
  };
}

function viewOf(watched: Watched): WatchedView {
  const { model, feature, label, test } = watched;
  const { groups, bounds, needed } = shapeOf(feature);
  const alarm = alarmOf(watched);
  const recent = recentOf(watched);
  return {
    model,
    feature,
    ...(label === undefined ? {} : { label }),
    state: test === undefined ? 'learning' : alarm === undefined ? 'watching' : 'alarm',
    ...(groups === undefined ? {} : { groups: [...groups] }),
    ...(bounds === undefined ? {} : { bounds: [...bounds] }),
    needed: { counts: needed, days: referenceDays },
    ...(test === undefined
      ? {}
      : { reference: { from: dateOf(test.from), to: dateOf(test.to), counts: [...test.counts] } }),
    ...(recent === undefined ? {} : { recent }),
    nearness: test?.nearness ?? 0,
    ...(alarm === undefined ? {} : { alarm }),
  };
}

/** @param now ISO, the server's clock */
export function driftViewOf(all: readonly Watched[], now: string): DriftView {
  const order = (a: Watched, b: Watched) =>
    a.model < b.model
      ? -1
      : a.model > b.model
        ? 1
        : featureNames.indexOf(a.feature) - featureNames.indexOf(b.feature);
  return {
    serverTime: now,
    rate: { falseAlarms, days: yearDays },
    watched: all.toSorted(order).map(viewOf),
  };
}
