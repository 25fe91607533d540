import { z } from 'zod';
import { places } from '../kernel/priority';

const share = z.number().min(0).max(1);
const hours = 24;

function byHour(value: z.ZodNumber) {
  return z.union([value, z.array(value).length(hours)]);
}

/** How well a model tells the diseased from the others: by what it calls positive, or by scores of known cases. */
const modelSchema = z.union([
  z.strictObject({
    finding: z.string().min(1).default('lung-opacity'),
    sensitivity: share,
    specificity: share,
  }),
  z.strictObject({
    finding: z.string().min(1).default('lung-opacity'),
    /** The operating point. */
    threshold: share,
    scores: z.strictObject({ diseased: z.array(share).nonempty(), others: z.array(share).nonempty() }),
  }),
]);

/** A reading room, from JSON; docs/simulation.md explains it. */
export const roomSchema = z.strictObject({
  title: z.string().optional(),
  /** Studies an hour: one number, or one for each hour of the day. */
  arrivalsPerHour: byHour(z.number().min(0)),
  /** How many read at once: one number, or one for each hour of the day. */
  readers: byHour(z.number().int().min(0).max(200)),
  /** Share of diseased studies. */
  prevalence: share,
  readingMinutes: z.strictObject({
    diseased: z.number().positive(),
    others: z.number().positive(),
    spread: z.enum(['exponential', 'fixed']).default('exponential'),
  }),
  /** Shares of studies by what their order asks for; they add up to 1. */
  orders: z
    .strictObject({ stat: share, urgent: share, routine: share })
    .refine((orders) => Math.abs(places.reduce((sum, place) => sum + orders[place], 0) - 1) < 1e-9, {
      message: 'must add up to 1',
    })
    .default({ stat: 0, urgent: 0, routine: 1 }),
  model: modelSchema,
  /** Share of studies that no model analyses. */
  notAnalysed: share.default(0),
  /** What takes a reader from any study, such as a call: how often in the whole room, and for how long. */
  interruptions: z
    .strictObject({ perHour: z.number().min(0), minutes: z.number().positive() })
    .default({ perHour: 0, minutes: 5 }),
  /** Whether a study that stands in a higher place interrupts the reading of one in a lower place. */
  preempts: z.boolean().default(false),
});

export type Room = z.infer<typeof roomSchema>;

/** The value for each hour of the day. */
export function hourly(value: number | readonly number[]): number[] {
  return typeof value === 'number' ? Array.from({ length: hours }, () => value) : [...value];
}

/** Work that arrives, as a share of what the readers can do: at 1 and above the list grows without end. */
export function loadOf(room: Room): number {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const { prevalence, readingMinutes, interruptions } = room;
  const minutes = prevalence * readingMinutes.diseased + (1 - prevalence) * readingMinutes.others;
  const work =
    sum(hourly(room.arrivalsPerHour)) * minutes + hours * interruptions.perHour * interruptions.minutes;
  return work / (60 * sum(hourly(room.readers)));
}
