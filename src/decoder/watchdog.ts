import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

export interface WatchdogBudget {
  readonly memoryBytes: number;
  /** From the beginning of a piece of work. */
  readonly seconds: number;
}

/** What the two threads share: whether the other one works, and on how many pieces it began to work. */
export interface WatchdogData extends WatchdogBudget {
  readonly state: SharedArrayBuffer;
  readonly parent: number;
}

export const idle = 0;

/**
 * A thread that looks at the memory of its whole process while the main thread decodes. Decoded pictures lie outside of
 * V8's heap, so no limit of V8 sees them, and a main thread that is inside a decoder cannot look for itself.
 */
export class Watchdog {
  readonly #state = new Int32Array(new SharedArrayBuffer(4));
  readonly #thread: Worker;
  #count = 0;

  private constructor(budget: WatchdogBudget) {
    const workerData: WatchdogData = {
      ...budget,
      state: this.#state.buffer as SharedArrayBuffer,
      parent: process.ppid,
    };
    this.#thread = new Worker(path.join(__dirname, 'watchdogThread.js'), { workerData });
    // Without its watchdog this process must not work.
    this.#thread.on('error', () => process.exit(1));
    this.#thread.on('exit', () => process.exit(1));
  }

  /** Comes back when the thread watches: the main thread will soon have no time to hear that it does not. */
  static async start(budget: WatchdogBudget): Promise<Watchdog> {
    const watchdog = new Watchdog(budget);
    await once(watchdog.#thread, 'message');
    return watchdog;
  }

  begin(): void {
    this.#count += 1;
    this.#set(this.#count);
  }

  end(): void {
    this.#set(idle);
  }

  #set(value: number): void {
    Atomics.store(this.#state, 0, value);
    Atomics.notify(this.#state, 0);
  }
}
