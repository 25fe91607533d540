import type { RefusedError } from '../domain/reasons/refusals';
import { ProtocolError } from './readFrames';

/** One job, and how its answer is checked. */
export interface Job<T> {
  /** As `DecoderRequest`, or what another program is asked. */
  readonly request: { readonly kind: string; readonly [key: string]: unknown };
  readonly bytes: Uint8Array;
  /** Throws if the description cannot be true. */
  readonly expect: (json: unknown) => Expected<T>;
}

/** What jobs are given to. */
export interface JobRunner {
  run<T>(job: Job<T>): Promise<T>;
}

/** How many bytes each part of the answer has, and what to make of them. */
export interface Expected<T> {
  readonly sizes: readonly number[];
  readonly finish: (parts: readonly Uint8Array[]) => T;
}

/** The process ended or was stopped before it began with the file, so the file is not to blame. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError';
}

/** A job that was handed to a process: its progress, and its deadline. It ends once, in one way. */
export class Work<T> {
  readonly #result = Promise.withResolvers<T>();
  readonly #clock: NodeJS.Timeout;
  #isSent = false;
  #hasBegun = false;
  #expected: Expected<T> | undefined;

  constructor(
    private readonly job: Job<T>,
    seconds: number,
    onTimeIsUp: () => void,
  ) {
    // An answer already in the pipe counts, even if the host was too busy to read it in time.
    this.#clock = setTimeout(() => setImmediate(onTimeIsUp), seconds * 1000);
  }

  get result(): Promise<T> {
    return this.#result.promise;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  sent(): void {
    this.#isSent = true;
  }

  begin(): void {
    if (!this.#isSent || this.#hasBegun) throw new ProtocolError('it began before it had the file, or twice');
    this.#hasBegun = true;
  }

  /** How large the parts of the answer must be. */
  expect(json: unknown, maxBytes: number): readonly number[] {
    if (!this.#hasBegun) throw new ProtocolError('an answer before it began');
    this.#expected = this.job.expect(json);
    const { sizes } = this.#expected;
    if (sizes.reduce((sum, size) => sum + size, 0) > maxBytes) {
      throw new ProtocolError('more than the process can hold');
    }
    return sizes;
  }

  answer(parts: readonly Uint8Array[]): void {
    if (this.#expected === undefined) throw new ProtocolError('an answer without a description');
    clearTimeout(this.#clock);
    this.#result.resolve(this.#expected.finish(parts));
  }

  fail(error: RefusedError | NotBegunError): void {
    clearTimeout(this.#clock);
    this.#result.reject(error);
  }
}
