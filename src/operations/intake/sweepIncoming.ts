import { type IncomingSweep, nextPass } from '../../domain/intake/sweepState';
import { arrivalIdOf } from '../../domain/kernel/ids';
import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { Clock } from '../ports';
import { createReceiveFile, type ReceivedFile, type ReceiveFileDeps } from './receiveFile';

/** Younger files are left to their event, which is still on its way. */
export const eventGraceMs = 60_000;

/** So many pages of names are gone through in a run. */
const pagesInRun = 3;

/** So many files are asked for at once. */
const atOnce = 16;

/** So many files are started in a run at most; the page is gone through again in the next one. */
const mostStarted = 1_000;

export interface SweepIncomingDeps extends ReceiveFileDeps {
  readonly incoming: {
    page(marker?: string): Promise<{ readonly files: readonly ReceivedFile[]; readonly next?: string }>;
  };
  readonly noteChangedOutside: NoteChangedOutside;
  /** Arrivals that are known to have an outcome, so that none is asked for twice. */
  readonly finished: KnownFinished;
  readonly now: Clock;
}

/** Ids of arrivals that have an outcome, as far as this process has looked. */
export class KnownFinished {
  readonly #ids = new Set<string>();

  has(arrivalId: string): boolean {
    return this.#ids.has(arrivalId);
  }

  add(arrivalId: string): void {
    // Which ones are forgotten does not matter: they are asked for again.
    if (this.#ids.size >= 100_000) this.#ids.clear();
    this.#ids.add(arrivalId);
  }
}

/**
 * Starts files in `incoming` that nobody was told of, in case an event was lost. A run goes through some pages of the
 * names and says where the next one goes on. What was written before a time up to which everything was dealt with is
 * not looked for again, so that the cost follows from what came lately.
 */
export function createSweepIncoming(deps: SweepIncomingDeps) {
  const { incoming, arrivals, siteKey, incomingContainer, noteChangedOutside, finished, now } = deps;
  const receiveFile = createReceiveFile(deps);

  async function isMissed({ name, etag }: ReceivedFile, inProgress: ReadonlySet<string>): Promise<boolean> {
    const arrivalId = arrivalIdOf(siteKey, incomingContainer, name, etag);
    if (inProgress.has(arrivalId) || finished.has(arrivalId)) return false;
    const outcome = await unlessChanged(noteChangedOutside, () => arrivals.outcome(arrivalId));
    if (outcome !== undefined) finished.add(arrivalId);
    return outcome === undefined;
  }

  async function missedAmong(files: readonly ReceivedFile[], inProgress: ReadonlySet<string>) {
    const missed: ReceivedFile[] = [];
    for (let at = 0; at < files.length; at += atOnce) {
      const some = files.slice(at, at + atOnce);
      const isMissing = await Promise.all(some.map((file) => isMissed(file, inProgress)));
      missed.push(...some.filter((_, index) => isMissing[index]));
    }
    return missed;
  }

  /**
   * @param inProgress ids of arrivals that somebody takes care of
   * @returns where to go on, and how many files were started
   */
  return async (
    sweep: IncomingSweep,
    inProgress: ReadonlySet<string>,
  ): Promise<{ sweep: IncomingSweep; started: number }> => {
    const before = Date.parse(now()) - eventGraceMs;
    const { checkedBefore, all } = sweep;
    const since = all || checkedBefore === undefined ? Number.NEGATIVE_INFINITY : Date.parse(checkedBefore);
    let { marker } = sweep;
    let started = 0;
    for (let page = 0; page < pagesInRun; page += 1) {
      const { files, next } = await incoming.page(marker);
      const young = files.filter(({ createdAt }) => {
        const at = Date.parse(createdAt);
        return at <= before && at >= since;
      });
      for (const file of await missedAmong(young, inProgress)) {
        if (started >= mostStarted) return { sweep: { ...sweep, ...(marker ? { marker } : {}) }, started };
        if (await unlessChanged(noteChangedOutside, () => receiveFile(file))) started += 1;
      }
      if (next === undefined) return { sweep: nextPass(sweep, now()), started };
      marker = next;
    }
    return { sweep: { ...sweep, ...(marker ? { marker } : {}) }, started };
  };
}
