import { ChangedOutsideError } from '../../domain/kernel/sealing/changedOutside';
import type { Store } from '../../storage/store';

export interface FileWatchDeps {
  readonly arrivals: Pick<Store['arrivals'], 'outcome'>;
  readonly changes: Pick<Store['changes'], 'look'>;
  readonly worklist: Pick<Store['worklist'], 'processing'>;
}

/** Asked for at once. */
const atOnce = 16;

/** So many files are remembered, so that none counts twice when its row changes again. */
const remembered = 1_000;

/**
 * Which files have got their outcome. A look costs what changed since the last one, and where that is not known, what is
 * open, however many files there are: a file that came and ended in a time of which nothing is known is left out.
 */
export class FileWatch {
  /** Files without an outcome, as far as they are known; undefined before the first look. */
  #open: Set<string> | undefined;
  /** Files that may have their outcome by now. */
  readonly #toAsk = new Set<string>();
  readonly #ended = new Set<string>();

  constructor(private readonly store: FileWatchDeps) {}

  /** @returns ids of arrivals that have got their outcome since the last look; none the first time */
  async ended(): Promise<string[]> {
    const changes = await this.store.changes.look();
    if (this.#open === undefined || changes === undefined) await this.#readOpen();
    else
      for (const { partition, key } of changes)
        if (partition === 'processing' && !this.#ended.has(key)) this.#toAsk.add(key);
    const ended = await this.#withOutcome([...this.#toAsk]);
    for (const id of this.#toAsk) this.#open?.add(id);
    this.#toAsk.clear();
    for (const id of ended) {
      this.#open?.delete(id);
      this.#remember(id);
    }
    return ended;
  }

  async #readOpen(): Promise<void> {
    const before = this.#open ?? new Set();
    this.#open = new Set((await this.store.worklist.processing()).map(({ arrivalId }) => arrivalId));
    for (const id of before) if (!this.#open.has(id)) this.#toAsk.add(id);
  }

  async #withOutcome(ids: readonly string[]): Promise<string[]> {
    const ended: string[] = [];
    for (let from = 0; from < ids.length; from += atOnce) {
      const some = ids.slice(from, from + atOnce);
      const have = await Promise.all(some.map((id) => this.#hasOutcome(id)));
      ended.push(...some.filter((_, index) => have[index]));
    }
    return ended;
  }

  /** One that was changed outside the app counts, too: whoever reads it says so. */
  async #hasOutcome(id: string): Promise<boolean> {
    try {
      return (await this.store.arrivals.outcome(id)) !== undefined;
    } catch (error) {
      if (error instanceof ChangedOutsideError) return true;
      throw error;
    }
  }

  #remember(id: string): void {
    this.#ended.add(id);
    const [oldest] = this.#ended;
    if (oldest !== undefined && this.#ended.size > remembered) this.#ended.delete(oldest);
  }
}
