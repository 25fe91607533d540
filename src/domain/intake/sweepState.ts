import { z } from 'zod';

const time = z.iso.datetime();

/** How far the container of received files was gone through. */
const incomingSweepSchema = z.object({
  /** Where the next page begins; absent at the beginning of a pass. */
  marker: z.string().optional(),
  /** When this pass began. */
  began: time,
  /** What was last written before that was dealt with in an earlier pass. */
  checkedBefore: time.optional(),
  /** Passes are counted. */
  pass: z.number().int().nonnegative(),
});

/** `identity/sweeps.json`: where each run of `reconcile` goes on. Losing it costs nothing but time. */
export const sweepStateSchema = z.object({
  schemaVersion: z.literal(1),
  /** The ids that come next. */
  range: z.string().regex(/^[0-9a-f]*$/),
  /** Where the lines of reviewed studies are compared next; empty: from the first month. */
  reviewed: z.string(),
  /** The refused file that was looked at last. */
  refusal: z.string(),
  incoming: incomingSweepSchema,
  /** The last whole run, and how many orchestrations had failed by then; absent before the first. */
  run: z.object({ endedAt: time, failed: z.number().int() }).optional(),
});

export type SweepState = z.infer<typeof sweepStateSchema>;
export type IncomingSweep = SweepState['incoming'];

/** @param now ISO time */
export function newSweep(now: string): SweepState {
  return { schemaVersion: 1, range: '', reviewed: '', refusal: '', incoming: { began: now, pass: 0 } };
}

/**
 * A file keeps the time of its last write when it is renamed, which some senders do at the end of an upload: so long
 * after it a file is still looked for.
 */
const renamedWithinMs = 24 * 3_600_000;

/** Of the older files each pass looks for one in so many, others each time. */
const turns = 1024;

/** Whether a file is looked for in this pass. @param createdAt ISO time of its last write */
export function isLookedFor(createdAt: string, { checkedBefore, pass }: IncomingSweep): boolean {
  const at = Date.parse(createdAt);
  if (checkedBefore === undefined || at >= Date.parse(checkedBefore)) return true;
  return Math.floor(at / 1000) % turns === pass % turns;
}

/** The next pass, once this one has come to its end. @param now ISO time */
export function nextPass({ began, checkedBefore, pass }: IncomingSweep, now: string): IncomingSweep {
  const checked = new Date(Date.parse(began) - renamedWithinMs).toISOString();
  const isLater = checkedBefore === undefined || checked > checkedBefore;
  return { began: now, checkedBefore: isLater ? checked : checkedBefore, pass: pass + 1 };
}
