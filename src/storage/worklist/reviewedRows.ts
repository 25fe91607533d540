import type { TransactionAction } from '@azure/data-tables';
import {
  countKey,
  type IndexRow,
  pointerRow,
  type ReviewedRow,
  removedRow,
} from '../../domain/worklist/indexRow';
import {
  countsText,
  type DayCounts,
  dayCountsSchema,
  type ReviewedCounts,
  seek,
  withKey,
} from '../../domain/worklist/reviewedCounts';
import {
  isReviewedMonth,
  keyFromDay,
  keyUntil,
  monthOf,
  monthsBack,
  type ReviewedMonth,
  type ReviewedPlace,
  reviewedPlaceSchema,
  studyOfKey,
} from '../../domain/worklist/reviewedPlace';
import type { FoundRow, SealedTable } from './sealedTable';
import { isStatus } from './worklistRows';

const updateTries = 50;

/** The storage gives no more rows at once. */
const mostInPage = 1_000;

/** Any row of a month is among these. */
const lineKeys = { from: '0', before: ':' };

/** What the table has of a reviewed study. */
export interface FoundReviewed {
  readonly pointer: FoundRow | undefined;
  readonly place: ReviewedPlace | undefined;
  readonly line: FoundRow | undefined;
}

/** A line of a month, as found. */
export interface ReviewedLine extends FoundRow {
  readonly partition: ReviewedMonth;
}

/**
 * The reviewed studies: a partition for each month with their lines, the latest review first, and how many each day
 * has; and for each study where its line is. Nobody has them in memory: they are read in pages.
 */
export class ReviewedRows {
  constructor(private readonly table: SealedTable) {}

  /** What the table has of a study. */
  async find(studyId: string): Promise<FoundReviewed> {
    const pointer = await this.table.row({ partition: 'reviewed', key: studyId });
    const place = pointer?.isGenuine ? placeIn(studyId, pointer) : undefined;
    return { pointer, place, line: place && (await this.table.row(place)) };
  }

  /**
   * Puts the line of a study. A newer one stays, unless it is to be replaced by all means. The line is written before
   * what points to it, so that a line that is left alone by a crash is found when the study is put again.
   */
  async put(studyId: string, reviewed: ReviewedRow, isForced = false): Promise<void> {
    const at = { partition: 'reviewed', key: studyId } as const;
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const pointer = await this.table.row(at);
      const before = pointer && placeIn(studyId, pointer);
      const isNewer = pointer?.isGenuine && pointer.revision >= reviewed.row.revision;
      if (isNewer && !isForced) {
        if (attempt > 0 && !isSamePlace(before, reviewed.place)) await this.take(reviewed.place);
        return;
      }
      await this.#insert(reviewed.place, reviewed.row);
      if (!(await this.table.write(at, pointer, pointerRow(reviewed)))) continue;
      if (before && !isSamePlace(before, reviewed.place)) await this.take(before);
      return;
    }
    throw tooManyWriters();
  }

  /** Removes the line of a study. @param upTo one of a later revision stays */
  async remove(studyId: string, upTo = Number.POSITIVE_INFINITY): Promise<void> {
    const at = { partition: 'reviewed', key: studyId } as const;
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const pointer = await this.table.row(at);
      if (pointer === undefined || (pointer.isGenuine && pointer.revision > upTo)) return;
      const place = placeIn(studyId, pointer);
      if (place) await this.take(place);
      if (await this.table.write(at, pointer, 'removed')) return;
    }
    throw tooManyWriters();
  }

  /** Removes a line that nothing points to. */
  async take(place: ReviewedPlace): Promise<void> {
    const found = await this.table.row(place);
    if (found === undefined) return;
    const { partition, key } = place;
    await this.#change(place, -1, ['delete', { partitionKey: partition, rowKey: key }]);
    // It was never counted.
    if (!found.isGenuine) await this.recount(partition);
  }

  /** The counts of one month. They are counted anew if somebody else wrote them. */
  async countsOf(month: ReviewedMonth): Promise<DayCounts> {
    const { row, counts } = await this.#count(month);
    if (row !== undefined && counts === undefined) await this.recount(month);
    return counts ?? (row === undefined ? {} : ((await this.#count(month)).counts ?? {}));
  }

  /** The counts of all months. @param now ISO time */
  async counts(now: string): Promise<ReviewedCounts> {
    const first = await this.#firstMonth();
    if (first === undefined) return new Map();
    // A clock may be ahead of ours.
    const latest = monthOf(new Date(Date.parse(now) + 86_400_000).toISOString());
    const months = monthsBack(latest, first);
    const counts = await Promise.all(months.map((month) => this.countsOf(month)));
    return new Map(months.map((month, at) => [month, counts[at] ?? {}]));
  }

  /** Counts the lines of a month. */
  async recount(month: ReviewedMonth): Promise<void> {
    await this.table.replace({ partition: month, key: countKey }, async (known) => {
      let counts: DayCounts = {};
      for await (const { key, isGenuine } of this.table.rows(month, lineKeys))
        if (isGenuine) counts = withKey(counts, key, 1);
      const next = countRow(counts, known);
      return known?.isGenuine && known.line === next.line ? undefined : next;
    });
  }

  /**
   * The lines, the latest review first. One that the app did not write is among them.
   *
   * @param offset so many come before
   * @param wanted so many are read at once; absent: as many as the storage gives
   */
  async *lines(counts: ReviewedCounts, offset: number, wanted?: number): AsyncGenerator<ReviewedLine> {
    const at = seek(counts, offset);
    if (at === undefined) return;
    let skip = at.skip;
    const pageSize = wanted === undefined ? mostInPage : Math.min(mostInPage, skip + wanted);
    for await (const line of this.#from(counts, at.month, keyFromDay(at.day), pageSize))
      if (skip > 0) skip -= 1;
      else yield line;
  }

  /** The lines of studies that were not reviewed later than that time, the latest first. @param until ISO time */
  async *linesUntil(counts: ReviewedCounts, until: string): AsyncGenerator<ReviewedLine> {
    yield* this.#from(counts, monthOf(until), keyUntil(until));
  }

  async *#from(
    counts: ReviewedCounts,
    month: ReviewedMonth,
    key: string,
    pageSize = mostInPage,
  ): AsyncGenerator<ReviewedLine> {
    const months = [...counts.keys()].filter((one) => one <= month).sort();
    for (const partition of months.reverse()) {
      const from = partition === month ? key : lineKeys.from;
      for await (const row of this.table.rows(partition, { ...lineKeys, from, pageSize }))
        yield { ...row, partition };
    }
  }

  async #insert(place: ReviewedPlace, row: IndexRow): Promise<void> {
    const { partition, key } = place;
    const known = await this.table.row(place);
    if (known === undefined) {
      const entity = this.table.seal.sealed(partition, key, row);
      if (await this.#change(place, 1, ['create', { ...entity }])) return;
    }
    await this.table.replace(place, async () => row);
    if (known && !known.isGenuine) await this.recount(partition);
  }

  /** A line comes or goes, and its day is counted in the same transaction. @returns false if it was there, or gone */
  async #change(place: ReviewedPlace, difference: 1 | -1, action: TransactionAction): Promise<boolean> {
    const { partition, key } = place;
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const { row, counts } = await this.#count(partition);
      if (row !== undefined && counts === undefined) await this.recount(partition);
      else if (await this.#submit(place, action, row, withKey(counts ?? {}, key, difference))) return true;
      const isThere = (await this.table.row(place)) !== undefined;
      if (isThere === difference > 0) return false;
    }
    throw tooManyWriters();
  }

  async #submit(
    { partition, key }: ReviewedPlace,
    action: TransactionAction,
    count: FoundRow | undefined,
    counts: DayCounts,
  ): Promise<boolean> {
    const entity = { ...this.table.seal.sealed(partition, countKey, countRow(counts, count)) };
    const counted: TransactionAction = count
      ? ['update', entity, 'Replace', { etag: count.etag }]
      : ['create', entity];
    try {
      await this.table.client.submitTransaction([action, counted]);
    } catch (error) {
      if (isStatus(error, 404, 409, 412)) return false;
      throw error;
    }
    this.table.changes.announce({ partition, key });
    this.table.changes.announce({ partition, key: countKey });
    return true;
  }

  /** `counts` is undefined if there is no row, or it is not the app's. */
  async #count(month: ReviewedMonth): Promise<{ row: FoundRow | undefined; counts: DayCounts | undefined }> {
    const row = await this.table.row({ partition: month, key: countKey });
    if (!row?.isGenuine) return { row, counts: undefined };
    try {
      return { row, counts: dayCountsSchema.parse(JSON.parse(row.line)) };
    } catch {
      return { row, counts: undefined };
    }
  }

  async #firstMonth(): Promise<ReviewedMonth | undefined> {
    const filter = "PartitionKey ge 'reviewed-' and PartitionKey lt 'reviewed.'";
    const pages = this.table.client.listEntities({ queryOptions: { filter } }).byPage({ maxPageSize: 1 });
    for await (const page of pages)
      for (const { partitionKey } of page) if (isReviewedMonth(partitionKey)) return partitionKey;
    return undefined;
  }
}

/** Undefined if it cannot be read, or is the place of another study, as in a row that somebody copied. */
function placeIn(studyId: string, { line }: IndexRow): ReviewedPlace | undefined {
  try {
    const place = reviewedPlaceSchema.parse(JSON.parse(line));
    return studyOfKey(place.key) === studyId ? place : undefined;
  } catch {
    return undefined;
  }
}

export function isSamePlace(a: ReviewedPlace | undefined, b: ReviewedPlace | undefined): boolean {
  return a?.partition === b?.partition && a?.key === b?.key;
}

function countRow(counts: DayCounts, known: FoundRow | undefined): IndexRow {
  return { ...removedRow, line: countsText(counts), revision: (known?.revision ?? 0) + 1 };
}

function tooManyWriters(): Error {
  return new Error(`a reviewed study could not be listed: ${updateTries} times another writer was first`);
}
