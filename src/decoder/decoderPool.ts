import { DecoderUnavailableError } from '../domain/reasons/decoderUnavailable';
import type { DecoderOptions } from './budget';
import { type DecoderEvents, DecoderProcess } from './decoderProcess';
import { Floor, type OnFloor } from './floor';
import { decodingProgram } from './startChild';
import { type Job, type JobRunner, NotBegunError } from './work';

interface Task {
  readonly job: Job<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
  attempts: number;
}

/** A process is replaced after this many files: leaks are slow. */
const maxFiles = 1000;

/** A process that retains more than this share of its budget would refuse files that a new one reads. */
const restingShare = 1 / 4;

/** How often a file is given to another process if one ended before it began with it. */
const maxAttempts = 3;

/**
 * Processes that decode files, each one file at a time, started on demand and kept warm. If a process ends on
 * a file, only that file is refused: the other processes continue, and the next file in the queue gets a new
 * one.
 */
export class DecoderPool implements JobRunner, OnFloor {
  readonly #processes = new Set<DecoderProcess>();
  readonly #idle: DecoderProcess[] = [];
  readonly #queue: Task[] = [];
  #starting = 0;
  #isClosed = false;
  readonly #empty = Promise.withResolvers<void>();

  /**
   * @param program that the processes run; tests of the pool have their own
   * @param floor shared with pools beside which nothing is decoded alone
   */
  constructor(
    private readonly options: DecoderOptions,
    private readonly program = decodingProgram,
    private readonly floor = new Floor(),
  ) {
    floor.join(this);
  }

  /** The processes that exist now. */
  get pids(): number[] {
    return [...this.#processes].flatMap(({ pid }) => pid ?? []);
  }

  /**
   * Runs a job as soon as a process is free.
   *
   * @throws RefusedError if the file is refused, also `timeout`, `memory-exceeded` and `decoder-crashed`
   * @throws DecoderUnavailableError if no process starts, or the pool is closed
   */
  run<T>(job: Job<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (this.#isClosed) reject(new DecoderUnavailableError('The decoder is closed.'));
    else {
      this.#queue.push({ job, resolve: resolve as (value: unknown) => void, reject, attempts: 0 });
      this.next();
    }
    return promise;
  }

  /** Runs a job in a new process when nothing else is being decoded. @throws as `run` does */
  runAlone<T>(job: Job<T>): Promise<T> {
    return this.floor.alone(() => this.#runInNewProcess(job));
  }

  isAwaited(): boolean {
    return this.#queue.length > 0;
  }

  /** Ends all processes; queued and running jobs fail, but their files are not refused. */
  async close(): Promise<void> {
    this.#isClosed = true;
    for (const { reject } of this.#queue.splice(0))
      reject(new DecoderUnavailableError('The decoder was closed.'));
    if (this.#processes.size === 0) this.#empty.resolve();
    for (const one of this.#processes) one.kill();
    await this.#empty.promise;
  }

  next(): void {
    if (this.floor.isTaken) return;
    for (let worker = this.#idle.pop(); worker !== undefined; worker = this.#idle.pop()) {
      const task = this.#queue.shift();
      if (task === undefined) {
        this.#idle.push(worker);
        return;
      }
      void this.#give(worker, task);
    }
    while (this.#queue.length > this.#starting && this.#processes.size < this.options.processes)
      this.#start();
  }

  async #give(worker: DecoderProcess, task: Task): Promise<void> {
    task.attempts += 1;
    this.floor.enter();
    try {
      task.resolve(await worker.run(task.job));
    } catch (error) {
      if (error instanceof NotBegunError) this.#giveAgain(task, error);
      else task.reject(error);
    } finally {
      this.floor.leave();
    }
  }

  async #runInNewProcess<T>(job: Job<T>): Promise<T> {
    const ready = Promise.withResolvers<void>();
    const onGone = () => {
      ready.reject(new NotBegunError('gone'));
      this.#remove(worker);
      this.next();
    };
    if (this.#isClosed) throw new DecoderUnavailableError('The decoder is closed.');
    const worker = this.#open({ onReady: () => ready.resolve(), onGone });
    try {
      await ready.promise;
      return await worker.run(job);
    } catch (error) {
      if (!(error instanceof NotBegunError)) throw error;
      throw new DecoderUnavailableError('No decoding process began with it.', { cause: error });
    } finally {
      worker.kill();
    }
  }

  #giveAgain(task: Task, cause: NotBegunError): void {
    if (this.#isClosed || task.attempts >= maxAttempts) {
      task.reject(new DecoderUnavailableError('No decoding process began with it.', { cause }));
      return;
    }
    this.#queue.unshift(task);
    this.next();
  }

  #start(): void {
    this.#starting += 1;
    /** Resident memory when it was new. */
    let newBytes: number | undefined;
    const onReady = (residentBytes: number) => {
      if (newBytes === undefined) this.#starting -= 1;
      newBytes ??= residentBytes;
      if (this.#isWorn(worker, residentBytes - newBytes)) worker.kill();
      else this.#idle.push(worker);
      this.next();
    };
    const onGone = () => {
      if (newBytes === undefined) this.#startFailed();
      this.#remove(worker);
      this.next();
    };
    let worker: DecoderProcess;
    try {
      worker = this.#open({ onReady, onGone });
    } catch (error) {
      this.#startFailed(error);
    }
  }

  /** @throws DecoderUnavailableError if the operating system cannot start a process */
  #open(events: DecoderEvents): DecoderProcess {
    try {
      const worker = new DecoderProcess(this.program, this.options, events);
      this.#processes.add(worker);
      return worker;
    } catch (cause) {
      throw new DecoderUnavailableError('No decoding process could be started.', { cause });
    }
  }

  #remove(worker: DecoderProcess): void {
    this.#processes.delete(worker);
    const place = this.#idle.indexOf(worker);
    if (place >= 0) this.#idle.splice(place, 1);
    if (this.#isClosed && this.#processes.size === 0) this.#empty.resolve();
  }

  /** Rejects the file that has waited longest, so that nothing waits for a process that never starts. */
  #startFailed(cause?: unknown): void {
    this.#starting -= 1;
    this.#queue
      .shift()
      ?.reject(new DecoderUnavailableError('No decoding process could be started.', { cause }));
  }

  #isWorn(worker: DecoderProcess, keptBytes: number): boolean {
    return worker.finished >= maxFiles || keptBytes > this.options.memoryBytes * restingShare;
  }
}
