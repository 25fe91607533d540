import { oldestUnsealed, type WaitingRecords } from '../audit/log/oldestUnsealed';

/** How the sealing of the audit log stands. `failing`: the last attempt of this process failed. */
export interface Sealing {
  readonly state: 'ok' | 'late' | 'failing';
  /** Since when the oldest record waits that waits for too long: ISO time. */
  readonly waitsSince?: string;
}

export interface SealingWatchDeps {
  readonly records: WaitingRecords;
  readonly isFailing: () => boolean;
  readonly lateMinutes: number;
  /** ISO time. */
  readonly now: () => string;
}

/** Anybody may ask, so the storage is asked at most this often. */
const restMilliseconds = 10_000;

/** Says how sealing stands. @throws if the storage does not answer */
export function createSealingWatch({ records, isFailing, lateMinutes, now }: SealingWatchDeps) {
  let known: { readonly at: number; readonly oldest: Promise<number | undefined> } | undefined;
  return async (): Promise<Sealing> => {
    const at = Date.parse(now());
    if (known === undefined || at - known.at >= restMilliseconds) {
      const oldest = oldestUnsealed(records, at - lateMinutes * 60_000);
      known = { at, oldest };
      oldest.catch(() => {
        known = undefined;
      });
    }
    const oldest = await known.oldest;
    const waiting = oldest === undefined ? {} : { waitsSince: new Date(oldest).toISOString() };
    if (isFailing()) return { state: 'failing', ...waiting };
    return { state: oldest === undefined ? 'ok' : 'late', ...waiting };
  };
}
