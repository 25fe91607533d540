import type { ChildProcess } from 'node:child_process';
import type { Socket } from 'node:net';
import type { RefusalCode } from '../domain/reasons/refusalCode';
import { RefusedError } from '../domain/reasons/refusals';
import { type DecoderBudget, wallSecondsOf } from './budget';
import { frameTypes, type Ready, watchdogWords } from './protocol';
import { type Frame, ProtocolError, readFrames } from './readFrames';
import { asRefusedError } from './refusalOnWire';
import { sendRequest } from './sendRequest';
import { type ChildProgram, startChild } from './startChild';
import { type Job, NotBegunError, Work } from './work';

/** How long a process may take to start, or to clean up after a file. */
const readySeconds = 30;

/** How long after the wall-clock limit the watchdog waits for the host to act. */
const watchdogGraceSeconds = 5;

export interface DecoderEvents {
  /** The process waits for work. */
  readonly onReady: (residentBytes: number) => void;
  /** It has ended; called once. */
  readonly onGone: () => void;
}

/** One decoding process, which does one job at a time. On any failure it is killed and not reused. */
export class DecoderProcess {
  readonly #child: ChildProcess;
  readonly #requests: Socket;
  #readyClock: NodeJS.Timeout;
  #work: Work<unknown> | undefined;
  #hasEnded = false;
  #finished = 0;

  /** @throws Error if the operating system cannot start a process */
  constructor(
    program: ChildProgram,
    private readonly budget: DecoderBudget,
    private readonly events: DecoderEvents,
  ) {
    const wallSeconds = wallSecondsOf(budget) + watchdogGraceSeconds;
    const { child, requests, watchdog } = startChild(program, { ...budget, wallSeconds });
    this.#child = child;
    this.#requests = requests;
    const conversation = this.#converse();
    watchdog.on('data', (chunk: Buffer) => this.#heed(chunk.toString()[0]));
    // The exit event reports a process that is gone; the broken pipe must not crash the host.
    for (const pipe of [requests, watchdog]) pipe.on('error', () => undefined);
    child.on('error', () => this.kill());
    child.once('close', (code, signal) => {
      // Its last words still count.
      void conversation.then(() => this.#closed(signal ?? `exit ${code}`));
    });
    watchdog.unref();
    this.#readyClock = this.#awaitReady();
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** The number of jobs it has finished. */
  get finished(): number {
    return this.#finished;
  }

  /**
   * Only for a process that is ready.
   *
   * @throws RefusedError also `timeout`, `memory-exceeded` and `decoder-crashed`, which end the process
   * @throws NotBegunError if it ended before it began
   */
  run<T>(job: Job<T>): Promise<T> {
    const wallSeconds = wallSecondsOf(this.budget);
    const work = new Work(job, wallSeconds, () => {
      if (this.#work === work) this.#end('timeout', wallSeconds);
    });
    this.#work = work as Work<unknown>;
    this.#holdHost(true);
    void sendRequest(this.#requests, job.request, job.bytes).then(() => work.sent());
    return work.result;
  }

  /** Ends it, whatever it is doing; its job is not to blame. */
  kill(): void {
    this.#fail(new NotBegunError('stopped'));
    this.#kill();
  }

  /** Kills the process; output that has not been read yet is ignored. */
  #kill(): void {
    this.#hasEnded = true;
    clearTimeout(this.#readyClock);
    // Someone may be waiting for its slot.
    this.#holdHost(true);
    this.#child.kill('SIGKILL');
  }

  #heed(word: string | undefined): void {
    if (word === watchdogWords.memory) this.#end('memory-exceeded', this.budget.memoryBytes);
    if (word === watchdogWords.time) this.#end('timeout', this.budget.seconds);
  }

  /** Reads the process's messages until it ends or sends an invalid one. */
  async #converse(): Promise<void> {
    try {
      for await (const frame of readFrames(this.#requests, (type, json) => this.#sizesOf(type, json))) {
        if (this.#hasEnded) return;
        this.#receive(frame);
      }
    } catch {
      this.#end('decoder-crashed', 'invalid answer');
    } finally {
      // Unread data would keep the pipe open forever, and the process is only gone when its pipes are closed.
      this.#requests.destroy();
    }
  }

  #sizesOf(type: number, json: unknown): readonly number[] {
    return type === frameTypes.answer ? this.#workInHand().expect(json, this.budget.memoryBytes) : [];
  }

  #workInHand(): Work<unknown> {
    if (this.#work === undefined) throw new ProtocolError('nothing was asked');
    return this.#work;
  }

  #receive({ type, json, parts }: Frame): void {
    if (type === frameTypes.ready && this.#work === undefined) this.#becameReady(json as Ready);
    else if (type === frameTypes.begun) this.#workInHand().begin();
    else if (type === frameTypes.answer) {
      this.#workInHand().answer(parts);
      this.#finish();
    } else if (type === frameTypes.refusal && this.#work?.hasBegun) {
      this.#work.fail(asRefusedError(json));
      this.#finish();
    } else throw new ProtocolError('a frame out of turn');
  }

  #becameReady({ residentBytes }: Ready): void {
    clearTimeout(this.#readyClock);
    this.#holdHost(false);
    this.events.onReady(Number(residentBytes));
  }

  #finish(): void {
    this.#work = undefined;
    this.#finished += 1;
    this.#readyClock = this.#awaitReady();
  }

  #awaitReady(): NodeJS.Timeout {
    return setTimeout(() => this.kill(), readySeconds * 1000).unref();
  }

  /** The file is refused at once; the process may take a moment to exit. */
  #end(code: RefusalCode, value: string | number): void {
    if (this.#hasEnded) return;
    this.#fail(new RefusedError(code, { value }));
    this.#kill();
  }

  #fail(error: RefusedError | NotBegunError): void {
    this.#work?.fail(error);
    this.#work = undefined;
  }

  #closed(how: string): void {
    clearTimeout(this.#readyClock);
    const hadBegun = this.#work?.hasBegun === true;
    this.#fail(hadBegun ? new RefusedError('decoder-crashed', { value: how }) : new NotBegunError(how));
    this.events.onGone();
  }

  /** While it works, it must keep the host's event loop alive; an idle process must not. */
  #holdHost(hold: boolean): void {
    for (const end of [this.#child, this.#requests]) {
      if (hold) end.ref();
      else end.unref();
    }
  }
}
