import { setTimeout } from 'node:timers/promises';

/** How long a condition may take on a busy machine. */
const defaultTimeoutMs = 120_000;

/** Polls until there is an answer; undefined, null and false do not count. */
export async function waitFor<T>(
  what: string,
  ask: () => T | Promise<T>,
  milliseconds = defaultTimeoutMs,
): Promise<NonNullable<Exclude<T, false>>> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== null && answer !== false) {
      return answer as NonNullable<Exclude<T, false>>;
    }
    if (Date.now() > end) throw new Error(`waited ${milliseconds} ms in vain for ${what}`);
    await setTimeout(20);
  }
}
