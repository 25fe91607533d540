import type { Clock } from '../operations/ports';

export interface PurgeHistoryDeps {
  /** For so many days a finished orchestration is kept. */
  readonly days: number;
  /** Since when the oldest audit record waits to be sealed, in milliseconds; undefined if none does. */
  readonly oldestUnsealed: () => Promise<number | undefined>;
  /** Forgets finished orchestrations that began before that. @returns how many */
  readonly purge: (before: Date) => Promise<number>;
  readonly now: Clock;
}

const dayMs = 24 * 3_600_000;

/**
 * Forgets finished orchestrations: their histories, instances and messages. What they did is in records of its own. But
 * while one of these has waited to be sealed for a day, nothing is forgotten that could help to see why.
 *
 * @returns how many were forgotten; undefined while a record waits
 */
export function createPurgeHistory({ days, oldestUnsealed, purge, now }: PurgeHistoryDeps) {
  return async (): Promise<number | undefined> => {
    const time = Date.parse(now());
    const oldest = await oldestUnsealed();
    if (oldest !== undefined && oldest < time - dayMs) return undefined;
    return purge(new Date(time - days * dayMs));
  };
}
