import type { FeedbackLine } from '../../domain/study/feedback/feedbackLine';
import { feedbackLineSchema } from '../../domain/study/feedback/feedbackLine';
import {
  countKey,
  type IndexPartition,
  type OpenPartition,
  openPartitions,
} from '../../domain/worklist/indexRow';
import { lineToLookAt, unreadableLine } from '../../domain/worklist/lineToLookAt';
import type { ReviewedCounts } from '../../domain/worklist/reviewedCounts';
import { isReviewedMonth } from '../../domain/worklist/reviewedPlace';
import type { WorklistContents } from '../../domain/worklist/worklistAnswer';
import type { ChangedRow, ChangeFeed } from './changeFeed';
import type { ReviewedRows } from './reviewedRows';
import type { FoundRow, SealedTable } from './sealedTable';
import { isOpenPartition, openLines } from './worklistRows';

/** The worklist's content at one moment, unordered. The object stays the same until something changes. */
export interface CopiedWorklist extends WorklistContents {
  /** Of studies that are open. */
  readonly feedback: readonly FeedbackLine[];
  /** How many studies were reviewed on which day. They themselves are not in memory. */
  readonly reviewed: ReviewedCounts;
}

/** How long it may take until what another process told is seen here. Writes of this process are seen at once. */
export const copyAgeMilliseconds = 750;

/** What is open is read in full at least this often: what another process could not tell is seen then. */
const wholeEveryMilliseconds = 10 * 60_000;

/** So many changed rows are read one by one. Of more, everything that is open is read. */
const mostSingleReads = 100;
const readsAtOnce = 16;

interface KeptLine {
  readonly etag: string;
  readonly line: unknown;
  readonly feedback: FeedbackLine | undefined;
}

type Kept = Record<OpenPartition, Map<string, KeptLine>>;

/** One read: when it began, and how many writes of this process it is sure to include. */
interface Reading {
  readonly began: number;
  readonly writes: number;
}

export interface WorklistCopyDeps {
  readonly table: SealedTable;
  readonly changes: ChangeFeed;
  readonly reviewed: Pick<ReviewedRows, 'counts' | 'countsOf'>;
  /**
   * Makes a row anew from its record, whatever it contains.
   * @returns it; undefined if it has no record
   */
  readonly mend: (partition: IndexPartition, key: string) => Promise<FoundRow | undefined>;
  /** Monotonic, in milliseconds. */
  readonly clock?: () => number;
}

/**
 * What is open of the worklist, in memory: read in full once, and from then on only what somebody told was changed.
 * Its size and its cost follow from what is open, whatever was ever received or reviewed.
 */
export class WorklistCopy {
  #kept: Kept = emptyKept();
  #reviewed: ReviewedCounts = new Map();
  #contents: CopiedWorklist | undefined;
  #shows: Reading = { began: Number.NEGATIVE_INFINITY, writes: 0 };
  #wholeAt = Number.NEGATIVE_INFINITY;
  #own: ChangedRow[] = [];
  #writes = 0;
  #reading: Promise<void> | undefined;
  readonly #clock: () => number;

  constructor(private readonly deps: WorklistCopyDeps) {
    this.#clock = deps.clock ?? (() => performance.now());
    deps.changes.onChange((change) => {
      this.#writes += 1;
      this.#own.push(change);
    });
  }

  /** The worklist's content. Concurrent callers share one read. @throws RestError */
  async contents(): Promise<CopiedWorklist> {
    const [oldest, writes] = [this.#clock() - copyAgeMilliseconds, this.#writes];
    while (this.#contents === undefined || this.#shows.began < oldest || this.#shows.writes < writes) {
      this.#reading ??= this.read().finally(() => {
        this.#reading = undefined;
      });
      await this.#reading;
    }
    return this.#contents;
  }

  private async read(): Promise<void> {
    const reading = { began: this.#clock(), writes: this.#writes };
    const own = this.#own;
    this.#own = [];
    try {
      // Before everything else: what is written meanwhile is told to the next look.
      const told = await this.deps.changes.look();
      const changed = told && distinct([...told, ...own]);
      const isWhole =
        changed === undefined ||
        changed.length > mostSingleReads ||
        reading.began - this.#wholeAt >= wholeEveryMilliseconds;
      if (isWhole) await this.#readWhole();
      else if (changed.length > 0) await this.#readChanged(changed);
      if (isWhole) this.#wholeAt = reading.began;
      if (isWhole || changed.length > 0) this.#contents = contentsOf(this.#kept, this.#reviewed);
      this.#shows = reading;
    } catch (error) {
      this.#wholeAt = Number.NEGATIVE_INFINITY;
      throw error;
    }
  }

  async #readWhole(): Promise<void> {
    const kept = emptyKept();
    const read = async (partition: OpenPartition) => {
      for await (const row of this.deps.table.rows(partition)) {
        const line = await this.#lineOf(partition, row.key, row);
        if (line) kept[partition].set(row.key, line);
      }
    };
    const counts = this.deps.reviewed.counts(new Date().toISOString());
    await Promise.all([...openPartitions.map(read), counts]);
    this.#reviewed = await counts;
    this.#kept = kept;
  }

  async #readChanged(changed: readonly ChangedRow[]): Promise<void> {
    for (let at = 0; at < changed.length; at += readsAtOnce)
      await Promise.all(changed.slice(at, at + readsAtOnce).map((change) => this.#readOne(change)));
  }

  async #readOne({ partition, key }: ChangedRow): Promise<void> {
    if (isReviewedMonth(partition)) {
      const counts = key === countKey ? await this.deps.reviewed.countsOf(partition) : undefined;
      // Another object, also where a line alone changed: what was read of it is old.
      this.#reviewed = new Map([...this.#reviewed, ...(counts ? [[partition, counts] as const] : [])]);
    }
    if (!isOpenPartition(partition)) return;
    const row = await this.deps.table.row({ partition, key });
    const line = row && (await this.#lineOf(partition, key, row));
    if (line) this.#kept[partition].set(key, line);
    else this.#kept[partition].delete(key);
  }

  /** Undefined if the row says that there is none. */
  async #lineOf(partition: OpenPartition, key: string, row: FoundRow): Promise<KeptLine | undefined> {
    const known = this.#kept[partition].get(key);
    if (known?.etag === row.etag) return known;
    return row.isGenuine ? this.#readable(partition, key, row) : this.#mended(partition, key, row);
  }

  async #readable(partition: OpenPartition, key: string, row: FoundRow): Promise<KeptLine | undefined> {
    try {
      return parsed(partition, row);
    } catch {
      return this.#mended(partition, key, row);
    }
  }

  /** The row is not the app's, or another release wrote it. A study must not vanish, or be shown as reviewed. */
  async #mended(partition: OpenPartition, key: string, row: FoundRow): Promise<KeptLine | undefined> {
    const at = new Date().toISOString();
    try {
      const mended = await this.deps.mend(partition, key);
      return mended && parsed(partition, mended);
    } catch {
      // Its record cannot be read either.
      if (partition !== 'study') return undefined;
      const line = row.isGenuine ? unreadableLine(key, at) : lineToLookAt(key, at);
      return { etag: '', line, feedback: undefined };
    }
  }
}

/** @throws Error if another release wrote it */
function parsed(partition: OpenPartition, { line, feedback, etag }: FoundRow): KeptLine | undefined {
  if (line === '') return undefined;
  const read = openLines[partition].parse(JSON.parse(line));
  return {
    etag,
    line: read,
    feedback: feedback === '' ? undefined : feedbackLineSchema.parse(JSON.parse(feedback)),
  };
}

function distinct(changes: readonly ChangedRow[]): ChangedRow[] {
  return [...new Map(changes.map((change) => [`${change.partition}/${change.key}`, change])).values()];
}

function emptyKept(): Kept {
  return { study: new Map(), refusal: new Map(), processing: new Map() };
}

function contentsOf(kept: Kept, reviewed: ReviewedCounts): CopiedWorklist {
  const lines = <T>(partition: OpenPartition) => [...kept[partition].values()].map(({ line }) => line as T);
  return {
    studies: lines('study'),
    refusals: lines('refusal'),
    processing: lines('processing'),
    feedback: [...kept.study.values()].flatMap(({ feedback }) => (feedback ? [feedback] : [])),
    reviewed,
  };
}
