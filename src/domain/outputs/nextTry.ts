/** Pauses double, from ten seconds to an hour; a receiver can ask for up to a day. */
const firstPauseMs = 10_000;
const longestPauseMs = 3_600_000;
const longestAskedMs = 86_400_000;

export interface Failed {
  /** How often it was tried since `since`, this time included. */
  readonly tries: number;
  /** ISO time at which the tries began. */
  readonly since: string;
  /** ISO time. */
  readonly now: string;
  readonly retryDays: number;
  /** What the receiver asked for. */
  readonly retryAfterSeconds?: number | undefined;
  /** From 0 to 1, not 1: spreads deliveries that failed together over the second half of the pause. */
  readonly chance: number;
}

/** When a failed delivery is tried again, as ISO time; undefined if no more. */
export function nextTry(failed: Failed): string | undefined {
  const { tries, since, retryDays, retryAfterSeconds = 0, chance } = failed;
  const now = Date.parse(failed.now);
  const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(tries - 1, 20));
  const asked = Math.min(longestAskedMs, retryAfterSeconds * 1000);
  const next = now + Math.max(asked, pause * (0.5 + chance / 2));
  const isOver = now - Date.parse(since) >= retryDays * 86_400_000;
  return isOver ? undefined : new Date(Math.round(next)).toISOString();
}

const shortestLookMs = 10_000;
const longestLookMs = 300_000;

/**
 * When to look again how an order of a gateway stands, which tries by itself: more seldom the older it is.
 *
 * @returns undefined if it is given up
 */
export function nextLook({
  since,
  now,
  retryDays,
}: Pick<Failed, 'since' | 'now' | 'retryDays'>): string | undefined {
  const elapsed = Date.parse(now) - Date.parse(since);
  if (elapsed >= retryDays * 86_400_000) return undefined;
  const pause = Math.min(longestLookMs, Math.max(shortestLookMs, elapsed / 10));
  return new Date(Math.round(Date.parse(now) + pause)).toISOString();
}
