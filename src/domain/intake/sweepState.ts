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
  /** When the last pass ended that looked at every file whatever its time. */
  allAt: time.optional(),
  /** Whether this pass does. */
  all: z.boolean(),
});

/** `arrivals/sweeps.json`: where each run of `reconcile` goes on. Losing it costs nothing but time. */
export const sweepStateSchema = z.object({
  schemaVersion: z.literal(1),
  /** The ids that come next. */
  range: z.string().regex(/^[0-9a-f]*$/),
  /** The refused file that was looked at last. */
  refusal: z.string(),
  incoming: incomingSweepSchema,
});

export type SweepState = z.infer<typeof sweepStateSchema>;
export type IncomingSweep = SweepState['incoming'];

/** @param now ISO time */
export function newSweep(now: string): SweepState {
  return { schemaVersion: 1, range: '', refusal: '', incoming: { began: now, all: true } };
}

/**
 * A file keeps the time of its last write when it is renamed, which some senders do at the end of an upload: so long
 * after it a file is still looked for.
 */
const renamedWithinMs = 24 * 3_600_000;

/** How often every file is looked for, whatever its time. */
const allEveryMs = 30 * 24 * 3_600_000;

/** The next pass, once this one has come to its end. @param now ISO time */
export function nextPass({ began, all, allAt, checkedBefore }: IncomingSweep, now: string): IncomingSweep {
  const checked = new Date(Date.parse(began) - renamedWithinMs).toISOString();
  const lastAll = all ? now : allAt;
  return {
    began: now,
    checkedBefore: checkedBefore !== undefined && checkedBefore > checked ? checkedBefore : checked,
    ...(lastAll === undefined ? {} : { allAt: lastAll }),
    all: lastAll === undefined || Date.parse(now) - Date.parse(lastAll) >= allEveryMs,
  };
}
