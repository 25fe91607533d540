import { type IncomingSweep, isLookedFor, nextPass } from '../../domain/intake/sweepState';
import { arrivalIdOf } from '../../domain/kernel/identifiers/ids';
import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { Clock } from '../ports';
import { createReceiveFile, type ReceivedFile, type ReceiveFileDeps } from './receiveFile';

/** Younger files are left to their event, which is still on its way. */
export const eventGraceMs = 60_000;

/** So many files are asked for at once. */
const atOnce = 16;

/** So many files are started in a run; the page is gone through again in the next one. */
const mostStarted = 1_000;

export interface SweepIncomingDeps extends ReceiveFileDeps {
  readonly incoming: ReceiveFileDeps['incoming'] & {
    page(marker?: string): Promise<{ readonly files: readonly ReceivedFile[]; readonly next?: string }>;
  };
  readonly noteChangedOutside: NoteChangedOutside;
  /** Arrivals that are known to have an outcome, so that none is asked for twice. */
  readonly finished: KnownFinished;
  readonly now: Clock;
}

/** Ids of arrivals that have an outcome, as far as this process knows. */
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
 * Starts files in `incoming` that nobody was told of, in case an event was lost. A run goes through one page of the
 * names and says where the next one goes on. What was written before a time up to which everything was dealt with is
 * hardly looked for again, so that the cost follows from what came lately.
 */
export function createSweepIncoming(deps: SweepIncomingDeps) {
  const { incoming, arrivals, siteKey, incomingContainer, noteChangedOutside, finished, now } = deps;
  const receiveFile = createReceiveFile(deps);

  async function isMissed(arrivalId: string): Promise<boolean> {
    const outcome = await unlessChanged(noteChangedOutside, () => arrivals.outcome(arrivalId));
    if (outcome !== undefined) finished.add(arrivalId);
    return outcome === undefined;
  }

  /** @returns those that have no outcome */
  async function missedAmong(unknown: readonly Unknown[]): Promise<ReceivedFile[]> {
    const missed: ReceivedFile[] = [];
    for (let at = 0; at < unknown.length; at += atOnce) {
      const some = unknown.slice(at, at + atOnce);
      const isMissing = await Promise.all(some.map(({ arrivalId }) => isMissed(arrivalId)));
      missed.push(...some.filter((_, index) => isMissing[index]).map(({ file }) => file));
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
    const before = new Date(Date.parse(now()) - eventGraceMs).toISOString();
    const { files, next } = await incoming.page(sweep.marker);
    const unknown = files
      .filter(({ createdAt }) => createdAt <= before && isLookedFor(createdAt, sweep))
      .map((file) => ({ file, arrivalId: arrivalIdOf(siteKey, incomingContainer, file.name, file.etag) }))
      .filter(({ arrivalId }) => !inProgress.has(arrivalId) && !finished.has(arrivalId));
    let started = 0;
    for (const file of await missedAmong(unknown)) {
      if (started >= mostStarted) return { sweep, started };
      if (await unlessChanged(noteChangedOutside, () => receiveFile(file))) started += 1;
    }
    return { sweep: next === undefined ? nextPass(sweep, now()) : { ...sweep, marker: next }, started };
  };
}

/** A file of which nothing is known yet. */
interface Unknown {
  readonly file: ReceivedFile;
  readonly arrivalId: string;
}
