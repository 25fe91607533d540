import { setTimeout as sleep } from 'node:timers/promises';
import type { ContainerClient } from '@azure/storage-blob';
import { asError } from '../errors';
import type { Log } from '../logging';
import type { BlobLine } from './blobLine';
import type { BlobPattern } from './blobPattern';
import type { BlobReceipts } from './blobReceipts';
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
const shortestRestWhenTold = 60_000;
/** After a slow scan that found nothing, the next one is delayed: by this much of its time. */
const restPerScan = 3;
/** So a scan of however many blobs costs little where writes are told. */
const restPerScanWhenTold = 500;
/** A scan goes on when fewer wait than this. */
const mostWaiting = 5_000;

/** Finds blobs that have not been handed on, by listing containers. */
export class BlobScanner {
  readonly #stopped = new AbortController();
  readonly #complained = new Set<string>();
  readonly #signal = new Signal();
  #found = 0;
  #loop: Promise<void> = Promise.resolve();

  constructor(
    private readonly watched: readonly WatchedPattern[],
    private readonly receipts: BlobReceipts,
    private readonly line: BlobLine,
    private readonly log: Log,
    /** Whether writes are told. */
    private readonly isTold = false,
  ) {}

  /** Scans soon: something may have been missed. */
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
      this.#found = 0;
      const isWhole = await this.#scan();
      const rest = this.#restAfter(performance.now() - began, isWhole);
      await sleep(shortestRest, undefined, { signal }).catch(() => undefined);
      await this.#signal.sleep(rest - shortestRest);
    }
  }

  #restAfter(milliseconds: number, isWhole: boolean): number {
    if (this.isTold && isWhole) return Math.max(restPerScanWhenTold * milliseconds, shortestRestWhenTold);
    const wanted = this.#found > 0 ? 0 : restPerScan * milliseconds;
    return Math.min(Math.max(wanted, shortestRest), longestRest);
  }

  /** What was handed on and is no more in any container is forgotten. @returns whether everything was listed */
  async #scan(): Promise<boolean> {
    const began = Date.now();
    const handedOn = new Set<string>();
    let isWhole = true;
    for (const watched of Object.values(Object.groupBy(this.watched, ({ blobs }) => blobs.url))) {
      const { blobs } = (watched as WatchedPattern[])[0] as WatchedPattern;
      try {
        await this.#scanContainer(blobs, watched as WatchedPattern[], handedOn);
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) continue;
        isWhole = false;
        this.#complain(`process ${blobs.containerName}`, error);
      }
    }
    isWhole &&= !this.#stopped.signal.aborted;
    if (isWhole) this.#forget(began, handedOn);
    return isWhole;
  }

  /** What cannot be forgotten now, as on a full disk, is forgotten after a later scan. */
  #forget(before: number, but: ReadonlySet<string>): void {
    try {
      this.receipts.forget(
        this.watched.map(({ functionId }) => functionId),
        before,
        but,
      );
    } catch (error) {
      this.#complain('forget blobs that are gone', error);
    }
  }

  async #scanContainer(
    blobs: ContainerClient,
    watched: readonly WatchedPattern[],
    handedOn: Set<string>,
  ): Promise<void> {
    const { url, containerName } = blobs;
    const abortSignal = this.#stopped.signal;
    for await (const page of blobs.listBlobsFlat({ abortSignal }).byPage()) {
      // Whatever the names are: what came first is handed on first.
      const items = page.segment.blobItems.toSorted(
        (a, b) => a.properties.lastModified.getTime() - b.properties.lastModified.getTime(),
      );
      for (const { name, properties } of items)
        for (const { functionId, pattern } of watched) {
          if (pattern.match(name) === undefined) continue;
          const blob = { functionId, container: containerName, name, etag: quoted(properties.etag) };
          const id = this.receipts.idOf(blob, url);
          if (this.receipts.has(id)) handedOn.add(id);
          else if (!this.line.isRunning(blob)) {
            this.#found += 1;
            this.line.add(blob);
          }
        }
      while (this.line.length > mostWaiting && !abortSignal.aborted)
        await sleep(shortestRest, undefined, { signal: abortSignal }).catch(() => undefined);
    }
  }

  /** Logs once what does not work, not on every scan. */
  #complain(what: string, error: unknown): void {
    if (this.#stopped.signal.aborted || this.#complained.has(what)) return;
    this.#complained.add(what);
    this.log('warning', `The blob trigger cannot ${what}, and keeps trying: ${asError(error).message}`);
  }
}

/** An ETag in quotes, as in headers; listings omit the quotes. */
function quoted(etag: string): string {
  return `"${etag.replaceAll('"', '')}"`;
}
