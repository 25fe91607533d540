import { setTimeout as sleep } from 'node:timers/promises';
import { BothEnds } from '../bothEnds';
import { asError } from '../errors';
import type { Log } from '../logging';

/** A blob that a function may have to see. */
export interface FoundBlob {
  readonly functionId: string;
  readonly container: string;
  readonly name: string;
}

/** What is done with found blobs. */
export interface BlobHandling<V extends { readonly id: string }> {
  /** How many functions may run now. */
  atOnce(): number;
  /** The current version; undefined if there is none any more. */
  read(blob: FoundBlob): Promise<V | undefined>;
  /** @returns false if it is to be tried again at once */
  run(blob: FoundBlob, version: V): Promise<boolean>;
}

/** More would only keep the storage busy. */
const readAtOnce = 3;

/** After the storage could not be asked about a blob. */
const restMilliseconds = 1_000;

/** Found blobs wait here until a function is run on each version. What fails otherwise than by its function comes again in a while. */
export class BlobLine<V extends { readonly id: string } = { readonly id: string }> {
  readonly #waiting = new BothEnds<FoundBlob>();
  readonly #listed = new Set<string>();
  readonly #complained = new Set<string>();
  readonly #versions = new Set<string>();
  readonly #stopped = new AbortController();
  #reading = 0;
  #running = 0;

  constructor(
    private readonly handling: BlobHandling<V>,
    private readonly log: Log,
  ) {}

  /** How many have been found and not handled. */
  get length(): number {
    return this.#waiting.length + this.#running;
  }

  get isBusy(): boolean {
    return this.#running > 0;
  }

  /** Whether that version of a blob is in hand. */
  isRunning(versionId: string): boolean {
    return this.#versions.has(versionId);
  }

  /** One that waits already stays where it is. */
  add(blob: FoundBlob): void {
    const key = keyOf(blob);
    if (this.#listed.has(key)) return;
    this.#listed.add(key);
    this.#waiting.add(blob);
    this.#next();
  }

  /** Begins with nothing more; what runs may still finish. */
  stop(): void {
    this.#stopped.abort();
  }

  #next(): void {
    const mayBegin = () => this.#reading < readAtOnce && this.#running < this.handling.atOnce();
    while (mayBegin() && !this.#stopped.signal.aborted) {
      const blob = this.#waiting.take();
      if (blob === undefined) return;
      // From here on it may change again, and be added again.
      this.#listed.delete(keyOf(blob));
      this.#running += 1;
      void this.#handle(blob).finally(() => {
        this.#running -= 1;
        this.#next();
      });
    }
  }

  async #handle(blob: FoundBlob): Promise<void> {
    try {
      const version = await this.#read(blob);
      if (version !== undefined && !(await this.#run(blob, version))) this.add(blob);
      this.#complained.delete(keyOf(blob));
    } catch (error) {
      if (this.#stopped.signal.aborted) return;
      this.#complain(blob, asError(error));
      void sleep(restMilliseconds, undefined, { signal: this.#stopped.signal })
        .then(() => this.add(blob))
        .catch(() => undefined);
    }
  }

  async #read(blob: FoundBlob): Promise<V | undefined> {
    this.#reading += 1;
    try {
      return await this.handling.read(blob);
    } finally {
      this.#reading -= 1;
      this.#next();
    }
  }

  async #run(blob: FoundBlob, version: V): Promise<boolean> {
    if (this.#versions.has(version.id)) return true;
    this.#versions.add(version.id);
    try {
      return await this.handling.run(blob, version);
    } finally {
      this.#versions.delete(version.id);
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
