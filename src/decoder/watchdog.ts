import { once } from 'node:events';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { builtFolder } from '../places/places';

export interface WatchdogBudget {
  readonly memoryBytes: number;
  /** CPU time of the process, from the start of a job. */
  readonly seconds: number;
  /** Wall-clock time, from the start of a job. */
  readonly wallSeconds: number;
}

/** State shared by the two threads: whether the main thread is working, and how many jobs it has begun. */
export interface WatchdogData extends WatchdogBudget {
  readonly state: SharedArrayBuffer;
  readonly parent: number;
}

export const idle = 0;

/**
 * A thread that watches the memory and CPU time of its whole process while the main thread decodes. Decoded
 * pictures lie outside V8's heap, so no V8 limit covers them, and a main thread that is inside a decoder cannot
 * check for itself.
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
    this.#thread = new Worker(path.join(builtFolder, 'decoder/watchdogThread.js'), { workerData });
    // Without its watchdog, this process must not work.
    this.#thread.on('error', () => process.exit(1));
    this.#thread.on('exit', () => process.exit(1));
  }

  /** Resolves when the thread is watching: the main thread will soon be too busy to notice if it is not. */
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
