import type { TableClient } from '@azure/data-tables';
import type { FeedbackLine } from '../domain/study/feedbackLine';
import type { IndexPartition, RowSeal, SealedRow } from '../domain/worklist/indexRow';
import { lineToLookAt } from '../domain/worklist/lineToLookAt';
import { removedStayMilliseconds } from '../domain/worklist/removedRows';
import type { WorklistContents } from '../domain/worklist/worklistAnswer';
import { isPartition, partitions } from './worklistRows';

/** The worklist's content at one moment, unordered. The object stays the same until something changes. */
export interface CopiedWorklist extends WorklistContents {
  readonly feedback: readonly FeedbackLine[];
}

/** How long writes of other processes may go unseen. Writes of this process are seen at once. */
export const copyAgeMilliseconds = 1000;

/** Row times come from the service, which is many machines whose clocks may differ by this much. */
const overlapMilliseconds = 15_000;

/** The whole table is read at least this often, even if the incremental reads work. */
const wholeEveryMilliseconds = removedStayMilliseconds / 2;

type Kept = Record<IndexPartition, Map<string, { etag: string; line: unknown }>>;

/** The service's time was at least `time` when our clock read `at`; both in milliseconds. */
interface Floor {
  readonly time: number;
  readonly at: number;
}

/** One read: when it began, and how many writes of this process it is sure to include. */
interface Reading {
  readonly began: number;
  readonly writes: number;
}

/**
 * The worklist in memory: read in full once, and from then on only what changed. Rows carry the service's
 * time of their last change, and removed ones are kept for a while, so an incremental read sees everything.
 */
export class WorklistCopy {
  #kept: Kept = emptyKept();
  #contents: CopiedWorklist | undefined;
  #shows: Reading = { began: Number.NEGATIVE_INFINITY, writes: 0 };
  #wholeAt = Number.NEGATIVE_INFINITY;
  #floor: Floor = { time: 0, at: 0 };
  #writes = 0;
  #reading: Promise<void> | undefined;

  /**
   * @param mend makes a row anew from its record. @returns its line as JSON, empty if it has no record
   * @param clock monotonic, in milliseconds
   */
  constructor(
    private readonly table: TableClient,
    private readonly seal: RowSeal,
    private readonly mend: (partition: IndexPartition, rowKey: string) => Promise<string>,
    private readonly clock: () => number = () => performance.now(),
  ) {}

  /** This process wrote something: earlier reads are stale. */
  invalidate(): void {
    this.#writes += 1;
  }

  /** The worklist's content. Concurrent callers share one read. @throws RestError */
  async contents(): Promise<CopiedWorklist> {
    const [oldest, writes] = [this.clock() - copyAgeMilliseconds, this.#writes];
    while (this.#contents === undefined || this.#shows.began < oldest || this.#shows.writes < writes) {
      this.#reading ??= this.read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#contents;
  }

  private async read(): Promise<void> {
    const reading = { began: this.clock(), writes: this.#writes };
    const isWhole = reading.began - this.#wholeAt >= wholeEveryMilliseconds;
    const kept = isWhole ? emptyKept() : this.#kept;
    const since = this.#floor.time - overlapMilliseconds;
    const { changed, latest } = await this.readInto(kept, isWhole ? undefined : since);
    if (isWhole) this.#wholeAt = reading.began;
    if (isWhole || changed) this.#contents = contentsOf(kept);
    this.#kept = kept;
    this.#floor = floorAt(reading.began, this.#floor, { time: latest, at: this.clock() });
    this.#shows = reading;
  }

  /** @param since the service's time in milliseconds; undefined reads everything */
  private async readInto(
    kept: Kept,
    since: number | undefined,
  ): Promise<{ changed: boolean; latest: number }> {
    let [changed, latest] = [false, 0];
    const filter = since === undefined ? {} : { filter: `Timestamp ge datetime'${isoOf(since)}'` };
    for await (const row of this.table.listEntities<SealedRow>({ queryOptions: filter })) {
      latest = Math.max(latest, Date.parse(row.timestamp as string));
      const { partitionKey, rowKey, etag } = row;
      if (!isPartition(partitionKey) || rowKey === undefined) continue;
      if (kept[partitionKey].get(rowKey)?.etag === etag) continue;
      const line = this.seal.isGenuine(row) ? row.line : await this.mended(partitionKey, rowKey);
      if (apply(kept[partitionKey], partitionKey, { rowKey, etag, line })) changed = true;
    }
    return { changed, latest };
  }

  /** The line that a row must have which the app did not write. */
  private async mended(partition: IndexPartition, rowKey: string): Promise<string> {
    try {
      return await this.mend(partition, rowKey);
    } catch {
      // Its record cannot be read either. A study must not vanish, or be shown as reviewed.
      return partition === 'study' ? JSON.stringify(lineToLookAt(rowKey, new Date().toISOString())) : '';
    }
  }
}

/**
 * A lower bound for the service's time when a read began, from earlier knowledge and from what the read
 * returned.
 */
function floorAt(began: number, known: Floor, shown: Floor): Floor {
  return { time: Math.max(known.time + (began - known.at), shown.time - (shown.at - began)), at: began };
}

function isoOf(time: number): string {
  return new Date(Math.max(0, Math.floor(time))).toISOString();
}

function emptyKept(): Kept {
  return { study: new Map(), refusal: new Map(), processing: new Map(), feedback: new Map() };
}

/** @returns whether the row is new or differs from the kept one */
function apply(
  kept: Kept[IndexPartition],
  partition: IndexPartition,
  { rowKey, etag, line }: { rowKey: string; etag: string; line: string },
): boolean {
  if (line === '') return kept.delete(rowKey);
  kept.set(rowKey, { etag, line: parsed(partition, rowKey, line) });
  return true;
}

/** Skipping the row would make a study vanish, so that nobody reads it. @throws Error that says what to do */
function parsed(partition: IndexPartition, rowKey: string, line: string): unknown {
  try {
    return partitions[partition].parse(JSON.parse(line));
  } catch (error) {
    throw new Error(
      `the worklist's line ${partition}/${rowKey} cannot be read; "triage worklist rebuild" makes the lines anew`,
      { cause: error },
    );
  }
}

function contentsOf(kept: Kept): CopiedWorklist {
  const lines = <T>(partition: IndexPartition) => [...kept[partition].values()].map(({ line }) => line as T);
  return {
    studies: lines('study'),
    refusals: lines('refusal'),
    processing: lines('processing'),
    feedback: lines('feedback'),
  };
}
