import { setTimeout as sleep } from 'node:timers/promises';
import { asError } from '../errors';
import type { Log } from '../logging';
import { BothEnds } from './bothEnds';

/** A blob that a function may have to see. */
export interface FoundBlob {
  readonly functionId: string;
  readonly container: string;
  readonly name: string;
  /** Of the version that was found, in quotes. */
  readonly etag: string;
}

/** What is done with found blobs. */
export interface BlobHandling {
  /** How many functions may run now. */
  atOnce(): number;
  /** @returns false if it is to be tried again at once. Rejects if it is to come again in a while */
  run(blob: FoundBlob): Promise<boolean>;
}

/** After the storage could not be asked about a blob. */
const restMilliseconds = 1_000;

/** Found blobs wait here until a function is run on them. */
export class BlobLine {
  /** Keys of those that wait, from both ends by turns. */
  readonly #line = new BothEnds<string>();
  readonly #waiting = new Map<string, FoundBlob>();
  readonly #running = new Set<string>();
  readonly #complained = new Set<string>();
  readonly #stopped = new AbortController();

  constructor(
    private readonly handling: BlobHandling,
    private readonly log: Log,
  ) {}

  /** How many have been found and not handled. */
  get length(): number {
    return this.#waiting.size + this.#running.size;
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  /** Whether a function runs on that version. */
  isRunning(blob: FoundBlob): boolean {
    return this.#running.has(versionOf(blob));
  }

  /** A later version of one that waits takes its place. */
  add(blob: FoundBlob): void {
    if (this.isRunning(blob)) return;
    const key = keyOf(blob);
    if (!this.#waiting.has(key)) this.#line.add(key);
    this.#waiting.set(key, blob);
    this.#next();
  }

  /** Begins with nothing more; what runs may still finish. */
  stop(): void {
    this.#stopped.abort();
  }

  #next(): void {
    while (this.#running.size < this.handling.atOnce() && !this.#stopped.signal.aborted) {
      const key = this.#line.take();
      const blob = this.#waiting.get(key ?? '');
      if (key === undefined || blob === undefined) return;
      this.#waiting.delete(key);
      this.#running.add(versionOf(blob));
      void this.#run(blob);
    }
  }

  async #run(blob: FoundBlob): Promise<void> {
    const again = await this.#handle(blob);
    this.#running.delete(versionOf(blob));
    if (again === 'at once') this.add(blob);
    if (again === 'later')
      void sleep(restMilliseconds, undefined, { signal: this.#stopped.signal })
        .then(() => this.add(blob))
        .catch(() => undefined);
    this.#next();
  }

  async #handle(blob: FoundBlob): Promise<'done' | 'at once' | 'later'> {
    try {
      const isDone = await this.handling.run(blob);
      this.#complained.delete(keyOf(blob));
      return isDone ? 'done' : 'at once';
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#complain(blob, asError(error));
      return 'later';
    }
  }

  /** Once for each blob, not on every try. */
  #complain(blob: FoundBlob, { message }: Error): void {
    const key = keyOf(blob);
    if (this.#complained.has(key)) return;
    this.#complained.add(key);
    this.log('warning', `The blob trigger cannot process ${key} and keeps trying: ${message}`);
  }
}

function keyOf({ functionId, container, name }: FoundBlob): string {
  return `${functionId}/${container}/${name}`;
}

function versionOf(blob: FoundBlob): string {
  return `${blob.etag} ${keyOf(blob)}`;
}
