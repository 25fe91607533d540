import { z } from 'zod';

/**
 * How soon a file is triaged where more arrive than can be: `urgent` at once, `routine` in the order of arrival,
 * `uncovered`, which no model of the site could analyse, later. It changes the order alone, never a result.
 */
export const lanes = ['urgent', 'routine', 'uncovered'] as const;
export const laneSchema = z.enum(lanes);
export type Lane = z.infer<typeof laneSchema>;

/** Bytes of a file by which its lane is chosen: what comes before the pixels is nearly always shorter. */
export const firstLookBytes = 64 * 1024;

/** So much later than its arrival an uncovered file stands in line: every routine file of that time goes first. */
export const uncoveredWaitsMs = 30 * 60_000;

/**
 * When a file that waits stands in line, ISO time: the earliest is let in first. A file is never overtaken by one
 * that arrives more than `uncoveredWaitsMs` after it, so none waits forever.
 *
 * @param receivedAt ISO time
 */
export function standsAt(lane: Lane, receivedAt: string): string {
  const wait = lane === 'uncovered' ? uncoveredWaitsMs : 0;
  return new Date(Date.parse(receivedAt) + wait).toISOString();
}

/** A file that was let in and is not yet being triaged. */
export interface CalledFile {
  readonly arrivalId: string;
  /** ISO time. */
  readonly calledAt: string;
}

/** A file that waits to be let in. */
export interface WaitingFile {
  readonly arrivalId: string;
  /** See `standsAt`. */
  readonly standsAt: string;
}

export interface FilesAtGate {
  readonly called: readonly CalledFile[];
  readonly waiting: readonly WaitingFile[];
}
