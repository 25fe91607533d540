import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import { type RefusalCode, RefusedError } from '../domain/errors';
import type { DecoderBudget } from './budget';
import { type Frame, FrameReader, ProtocolError } from './frameReader';
import { type DecoderRequest, frameTypes, type Ready, watchdogWords } from './protocol';
import { asRefusedError } from './refusalOnWire';
import { sendRequest } from './sendRequest';
import { startChild } from './startChild';

/** One piece of work, and how its answer is checked. */
export interface Job<T> {
  readonly request: DecoderRequest;
  readonly bytes: Uint8Array;
  /** Throws where the description cannot be true. */
  readonly expect: (json: unknown) => Expected<T>;
}

/** How many bytes each part of the answer has, and what to make of them. */
export interface Expected<T> {
  readonly sizes: readonly number[];
  readonly finish: (parts: readonly Uint8Array[]) => T;
}

/** The process ended before it began with the file, so that the file is not to blame. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError';
}

interface Work {
  readonly job: Job<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly clock: NodeJS.Timeout;
  isSent: boolean;
  hasBegun: boolean;
  expected?: Expected<unknown>;
}

interface Ending {
  readonly code: RefusalCode;
  readonly value: string | number;
}

/** How long a process may take to start, or to tidy up after a file. */
const readySeconds = 30;

/** How long the watchdog leaves the wall clock to the host. */
const watchdogGraceSeconds = 5;

/** One decoding process, which does one thing at a time. Whatever goes wrong with it, it is killed and not reused. */
export class DecoderProcess {
  readonly #budget: DecoderBudget;
  readonly #child: ChildProcess;
  readonly #requests: Socket;
  readonly #frames: FrameReader;
  #readyClock: NodeJS.Timeout;
  #work: Work | undefined;
  #ending: Ending | undefined;
  #isGone = false;
  #finished = 0;

  /**
   * @param onReady is called each time when the process waits for work, with its resident memory in bytes
   * @param onGone is called once, when it has ended
   * @throws Error where the operating system starts no process
   */
  constructor(
    program: string,
    budget: DecoderBudget,
    private readonly onReady: (residentBytes: number) => void,
    private readonly onGone: () => void,
  ) {
    this.#budget = budget;
    const { memoryBytes, seconds } = budget;
    const { child, requests, watchdog } = startChild(program, {
      memoryBytes,
      seconds: seconds + watchdogGraceSeconds,
    });
    this.#child = child;
    this.#requests = requests;
    this.#frames = new FrameReader(
      (type, json) => this.#sizesOf(type, json),
      (frame) => this.#receive(frame),
    );
    requests.on('data', (chunk: Buffer) => this.#read(chunk));
    watchdog.on('data', (chunk: Buffer) => this.#heed(chunk.toString()[0]));
    // A process that is gone says so by its end; the host must not fall over a pipe that broke with it.
    for (const pipe of [requests, watchdog]) pipe.on('error', () => undefined);
    child.on('error', () => this.kill());
    child.once('close', (code, signal) => this.#closed(signal ?? `exit ${code}`));
    this.#readyClock = this.#awaitReady();
    (watchdog as Socket).unref();
  }

  /** How many pieces of work it finished. */
  get finished(): number {
    return this.#finished;
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /**
   * Only for a process that is ready.
   *
   * @throws RefusedError also `timeout`, `memory-exceeded` and `decoder-crashed`, which end the process
   * @throws NotBegunError where it was gone before it began
   */
  run<T>(job: Job<T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const clock = setTimeout(() => this.#timeIsUp(work), this.#budget.seconds * 1000);
    const work: Work = {
      job,
      resolve: resolve as (value: unknown) => void,
      reject,
      clock,
      isSent: false,
      hasBegun: false,
    };
    this.#work = work;
    this.#holdHost(true);
    void sendRequest(this.#requests, job.request, job.bytes).then(() => {
      work.isSent = true;
    });
    return promise;
  }

  kill(): void {
    clearTimeout(this.#readyClock);
    // Somebody may wait for its place.
    this.#holdHost(true);
    this.#child.kill('SIGKILL');
  }

  /** An answer that lies in the pipe already counts, even where the host was too busy to read it in time. */
  #timeIsUp(work: Work): void {
    setImmediate(() => {
      if (this.#work === work) this.#end({ code: 'timeout', value: this.#budget.seconds });
    });
  }

  #heed(word: string | undefined): void {
    if (word === watchdogWords.memory)
      this.#end({ code: 'memory-exceeded', value: this.#budget.memoryBytes });
    if (word === watchdogWords.time) this.#end({ code: 'timeout', value: this.#budget.seconds });
  }

  #read(chunk: Buffer): void {
    if (this.#ending !== undefined) return;
    try {
      this.#frames.push(chunk);
    } catch {
      this.#end({ code: 'decoder-crashed', value: 'invalid answer' });
    }
  }

  #sizesOf(type: number, json: unknown): readonly number[] {
    if (type !== frameTypes.answer) return [];
    const work = this.#work;
    if (!work?.hasBegun) throw new ProtocolError('an answer to nothing');
    work.expected = work.job.expect(json);
    const { sizes } = work.expected;
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total > this.#budget.memoryBytes) throw new ProtocolError('more than the process can hold');
    return sizes;
  }

  #receive({ type, json, parts }: Frame): void {
    const work = this.#work;
    if (type === frameTypes.ready && work === undefined) this.#becameReady(json as Ready);
    else if (type === frameTypes.begun && work?.hasBegun === false) this.#begun(work);
    else if (type === frameTypes.answer && work?.expected) {
      const { finish } = work.expected;
      this.#settle(work, () => work.resolve(finish(parts)));
    } else if (type === frameTypes.refusal && work?.hasBegun) {
      const refused = asRefusedError(json);
      this.#settle(work, () => work.reject(refused));
    } else throw new ProtocolError('a frame out of turn');
  }

  #begun(work: Work): void {
    if (!work.isSent) throw new ProtocolError('it began before it had the file');
    work.hasBegun = true;
  }

  #becameReady({ residentBytes }: Ready): void {
    clearTimeout(this.#readyClock);
    this.#holdHost(false);
    this.onReady(Number(residentBytes));
  }

  #settle(work: Work, how: () => void): void {
    clearTimeout(work.clock);
    this.#work = undefined;
    this.#finished += 1;
    this.#readyClock = this.#awaitReady();
    how();
  }

  #awaitReady(): NodeJS.Timeout {
    return setTimeout(() => this.kill(), readySeconds * 1000).unref();
  }

  /** The file is refused at once; the process may take a moment to be gone. */
  #end(ending: Ending): void {
    if (this.#ending !== undefined) return;
    this.#ending = ending;
    this.kill();
    this.#refuse(ending);
  }

  #refuse({ code, value }: Ending): void {
    const work = this.#work;
    if (work === undefined) return;
    clearTimeout(work.clock);
    this.#work = undefined;
    work.reject(new RefusedError(code, { value }));
  }

  #closed(how: string): void {
    if (this.#isGone) return;
    this.#isGone = true;
    clearTimeout(this.#readyClock);
    const work = this.#work;
    if (work !== undefined && !work.hasBegun) {
      clearTimeout(work.clock);
      this.#work = undefined;
      work.reject(new NotBegunError(how));
    }
    this.#refuse({ code: 'decoder-crashed', value: how });
    this.onGone();
  }

  /** While it works the host must not end for want of anything to do; an idle process keeps nobody. */
  #holdHost(hold: boolean): void {
    for (const end of [this.#child, this.#requests]) hold ? end.ref() : end.unref();
  }
}
