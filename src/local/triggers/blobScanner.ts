import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { asError } from '../errors';
import type { Log } from '../logging';
import type { BlobPattern } from './blobPattern';
import type { BlobReceipts, BlobVersion } from './blobReceipts';
import { Signal } from './signal';

/** A blob-triggered function as the scanner sees it. */
export interface WatchedPattern {
  readonly functionId: string;
  readonly pattern: BlobPattern;
  /** The container that the pattern names, in the account of the function's trigger. */
  readonly blobs: ContainerClient;
}

const shortestRest = 300;
const longestRest = 5_000;
/** Where writes are told, a scan only finds what was missed. */
const restWhenTold = 60_000;
/** After a slow scan that found nothing, the next one is delayed. */
const restPerScan = 3;
const handedOnTogether = 8;

/** Polls for blobs that have not been handed on. */
export class BlobScanner {
  readonly #stopped = new AbortController();
  /**
   * Versions that need no further check, by function and blob; rebuilt with every scan, so deleted blobs drop
   * out.
   */
  #known = new Map<string, string>();
  readonly #complained = new Set<string>();
  readonly #signal = new Signal();
  #handedOn = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly watched: readonly WatchedPattern[],
    private readonly receipts: BlobReceipts,
    private readonly handOn: (
      version: BlobVersion,
      blobType: string,
      signal: AbortSignal,
    ) => Promise<unknown>,
    private readonly log: Log,
    /** Whether `poke` is called when a blob was written. */
    private readonly isTold = false,
  ) {}

  /** Scans soon: something was written. */
  poke(): void {
    this.#signal.raise();
  }

  start(): void {
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    this.#signal.raise();
    await this.#loop;
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const began = performance.now();
      this.#handedOn = 0;
      await this.#scan();
      const wanted = this.#handedOn > 0 ? 0 : restPerScan * (performance.now() - began);
      const rest = Math.min(Math.max(wanted, shortestRest), longestRest);
      const isQuiet = this.isTold && this.#handedOn === 0 && this.#complained.size === 0;
      await sleep(shortestRest, undefined, { signal }).catch(() => undefined);
      await this.#signal.sleep((isQuiet ? restWhenTold : rest) - shortestRest);
    }
  }

  async #scan(): Promise<void> {
    const known = new Map<string, string>();
    for (const watched of Object.values(Object.groupBy(this.watched, ({ blobs }) => blobs.url))) {
      const { blobs } = (watched as WatchedPattern[])[0] as WatchedPattern;
      try {
        await this.#scanContainer(blobs, watched as WatchedPattern[], known);
      } catch (error) {
        if (this.#stopped.signal.aborted) return;
        if ((error as { statusCode?: number }).statusCode !== 404) this.#complain(blobs.containerName, error);
      }
    }
    this.#known = known;
  }

  async #scanContainer(
    blobs: ContainerClient,
    watched: readonly WatchedPattern[],
    known: Map<string, string>,
  ): Promise<void> {
    const container = blobs.containerName;
    const abortSignal = this.#stopped.signal;
    let together: Promise<void>[] = [];
    for await (const { name, properties } of blobs.listBlobsFlat({ abortSignal })) {
      if (abortSignal.aborted) break;
      const etag = quoted(properties.etag);
      for (const { functionId, pattern } of watched) {
        const key = `${functionId}/${container}/${name}`;
        if (this.#known.get(key) === etag) known.set(key, etag);
        else if (pattern.match(name) !== undefined) {
          const version = { functionId, container, name, etag };
          together.push(this.#see(version, properties.blobType ?? 'BlockBlob', key, known));
        }
      }
      if (together.length >= handedOnTogether) {
        await Promise.all(together);
        together = [];
      }
    }
    await Promise.all(together);
  }

  async #see(version: BlobVersion, blobType: string, key: string, known: Map<string, string>): Promise<void> {
    try {
      if (!this.receipts.isCompleted(version)) {
        await this.receipts.handOn(version, () => this.handOn(version, blobType, this.#stopped.signal));
        this.#handedOn += 1;
      }
      known.set(key, version.etag);
    } catch (error) {
      if (!this.#stopped.signal.aborted) this.#complain(key, error);
    }
  }

  /** Logs a problem with a blob or container once, not on every scan. */
  #complain(about: string, error: unknown): void {
    if (this.#complained.has(about)) return;
    this.#complained.add(about);
    this.log(
      'warning',
      `The blob trigger cannot process ${about} and keeps trying: ${asError(error).message}`,
    );
  }
}

/** An ETag in quotes, as in headers; listings omit the quotes. */
function quoted(etag: string): string {
  return `"${etag.replaceAll('"', '')}"`;
}
