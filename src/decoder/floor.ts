import { setTimeout } from 'node:timers/promises';

/** What takes part: a pool of processes. */
export interface OnFloor {
  /** Whether a file waits for a process. */
  isAwaited(): boolean;
  /** Gives waiting files to free processes. */
  next(): void;
}

/**
 * Lets one file be decoded with no other beside it. Pools that share a floor begin with nothing while it is
 * taken. Between two such turns the files that wait have the floor for as long as the last turn took, so turns
 * cost at most half of the time.
 */
export class Floor {
  readonly #pools: OnFloor[] = [];
  #running = 0;
  #isTaken = false;
  #onQuiet: (() => void) | undefined;
  #lastTurn: Promise<unknown> = Promise.resolve();
  #restMilliseconds = 0;

  get isTaken(): boolean {
    return this.#isTaken;
  }

  join(pool: OnFloor): void {
    this.#pools.push(pool);
  }

  enter(): void {
    this.#running += 1;
  }

  leave(): void {
    this.#running -= 1;
    if (this.#running === 0) this.#onQuiet?.();
  }

  /** Runs it when its turn comes and everything that runs has ended. */
  alone<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#lastTurn.then(() => this.#turn(run));
    this.#lastTurn = turn.catch(() => undefined);
    return turn;
  }

  async #turn<T>(run: () => Promise<T>): Promise<T> {
    if (this.#restMilliseconds > 0) await setTimeout(this.#restMilliseconds, undefined, { ref: false });
    const start = performance.now();
    this.#isTaken = true;
    try {
      await this.#quiet();
      return await run();
    } finally {
      this.#isTaken = false;
      for (const pool of this.#pools) pool.next();
      const isAwaited = this.#pools.some((pool) => pool.isAwaited());
      this.#restMilliseconds = isAwaited ? performance.now() - start : 0;
    }
  }

  #quiet(): Promise<void> {
    if (this.#running === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#onQuiet = resolve;
    });
  }
}
