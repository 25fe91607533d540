/** The longest pause before the second try. Each further one may be twice as long. */
const firstCeilingMs = 1_000;
const highestCeilingMs = 8_000;

/** Who is asked to wait longer does not: the step fails instead, and does not keep others from its place. */
const longestWaitMs = 30_000;

/**
 * How long to wait before a step is tried again: any time up to a ceiling that doubles (full jitter), so that
 * those that failed together do not come back together; and never less than the answer asked for.
 *
 * @param failed how many tries have failed, from 1
 * @param chance from 0 to 1, not 1
 * @param retryAfterMs what the answer asked for
 * @returns milliseconds; undefined if that is too long to wait for
 */
export function retryDelay(failed: number, chance: number, retryAfterMs = 0): number | undefined {
  if (retryAfterMs > longestWaitMs) return undefined;
  const ceiling = Math.min(highestCeilingMs, firstCeilingMs * 2 ** (failed - 1));
  return retryAfterMs + Math.floor(chance * ceiling);
}
