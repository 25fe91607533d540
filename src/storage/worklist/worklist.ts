import type { Arrival, Quarantine } from '../../domain/intake/arrival';
import type { IdRange } from '../../domain/kernel/identifiers/idRange';
import { reviewedVersions } from '../../domain/study/feedback/feedbackLine';
import type { StudyRecord, StudyVersion } from '../../domain/study/studyRecord';
import {
  type IndexRow,
  markedRow,
  type OpenPartition,
  openPartitions,
  processingRow,
  type RefusalState,
  refusalRow,
  removedRow,
  type StudyRows,
  studyRows,
} from '../../domain/worklist/indexRow';
import { leftStayMilliseconds } from '../../domain/worklist/leftRows';
import { readingOrder } from '../../domain/worklist/readingOrder';
import type { ReviewedCounts } from '../../domain/worklist/reviewedCounts';
import { type ReviewedMonth, type ReviewedPlace, studyOfKey } from '../../domain/worklist/reviewedPlace';
import type { RowFinding } from '../../domain/worklist/rowFinding';
import type { WorklistProcessing, WorklistRefusal, WorklistStudy } from '../../domain/worklist/worklist';
import { type ReviewedPart, reviewedPart } from './reviewedPart';
import { type FoundReviewed, isSamePlace, type ReviewedRows } from './reviewedRows';
import type { FoundRow, RowPlace, SealedTable } from './sealedTable';
import { type LineOf, openLines } from './worklistRows';

const updateTries = 50;

/** A study as its record had it at one moment. */
export interface RecordedStudy {
  readonly study: StudyRecord;
  /** Of the record. */
  readonly etag: string;
}

/** The rows of what is open, by partition and key. */
export type OpenRows = Readonly<Record<OpenPartition, ReadonlyMap<string, FoundRow>>>;

/**
 * The index behind the worklist: derived from records, and rebuilt from them by `rebuildWorklist`. What is open is in
 * partitions of its own; a study that is reviewed goes to the month of its review, and one that is open again comes
 * back.
 */
export class Worklist {
  /** @param version an earlier version of a study, which may be the one reviewed */
  constructor(
    private readonly table: SealedTable,
    private readonly reviewed: ReviewedRows,
    private readonly version: (studyId: string, version: number) => Promise<StudyVersion | undefined>,
  ) {}

  async ensure(): Promise<void> {
    await this.table.client.createTable();
  }

  /** Called after a row that the app did not write was replaced. */
  onForeignRow(replaced: Parameters<SealedTable['onForeignRow']>[0]): void {
    this.table.onForeignRow(replaced);
  }

  /** Writers may cross each other; a line is replaced only by a newer one. */
  async putStudy(study: StudyRecord): Promise<void> {
    await this.putRows(study, await this.rowsOf({ study, etag: '' }));
  }

  putRefusal(refusal: Quarantine): Promise<void> {
    return this.put('refusal', refusal.arrivalId, refusalRow(refusal, 'stands'));
  }

  /** A received file. One that is already listed stays as it is. */
  async putProcessing(arrival: Arrival): Promise<void> {
    const place = { partition: 'processing', key: arrival.arrivalId } as const;
    await this.table.writeBlindly(place, processingRow(arrival));
  }

  async removeStudy(studyId: string): Promise<void> {
    await this.reviewed.remove(studyId);
    await this.removeNow('study', studyId);
  }

  removeRefusal(arrivalId: string): Promise<void> {
    return this.removeNow('refusal', arrivalId);
  }

  /** A file that has an outcome. */
  async removeProcessing(arrivalId: string): Promise<void> {
    await this.table.writeBlindly({ partition: 'processing', key: arrivalId }, 'removed');
  }

  /** The others are told before this returns. */
  private async removeNow(partition: OpenPartition, key: string): Promise<void> {
    await this.table.replace({ partition, key }, async () => 'removed');
    await this.table.changes.flush();
  }

  private async put(partition: OpenPartition, key: string, row: IndexRow): Promise<void> {
    // Most rows are new, and need not be looked for.
    if (row.revision === 1 && (await this.table.write({ partition, key }, undefined, row))) return;
    const lately = this.table.lately({ partition, key });
    if (lately && lately.revision < row.revision && (await this.table.write({ partition, key }, lately, row)))
      return;
    await this.table.replace({ partition, key }, async (known) =>
      known?.isGenuine && known.revision >= row.revision ? undefined : row,
    );
  }

  /**
   * Where a study leaves one partition for another, it is in the other first: it is listed twice for a moment, and
   * never nowhere. Of two writers that cross each other, each looks at what the other one wrote.
   */
  private async putRows({ studyId, reviews }: StudyRecord, { open, reviewed }: StudyRows): Promise<void> {
    if (reviewed === undefined) {
      await this.put('study', studyId, open);
      if (reviews.length > 0) await this.reviewed.remove(studyId, open.revision);
      return;
    }
    await this.reviewed.put(studyId, reviewed);
    await this.put('study', studyId, open);
    const known = await this.row('study', studyId);
    if (known?.isGenuine && known.line !== '') await this.reviewed.remove(studyId, open.revision);
  }

  /**
   * Makes the lines of a study anew from its record, which the lines then name. The other functions do the
   * same for the other partitions. Where there is no record, the line is removed.
   *
   * @param read returns the current record
   * @param evenIfOlder also if the record is older than the line, as after a backup was put back; otherwise
   *   the line stays
   * @returns what was wrong with the line
   */
  async renewStudy(
    studyId: string,
    read: () => Promise<RecordedStudy | undefined>,
    evenIfOlder: boolean,
  ): Promise<RowFinding | undefined> {
    const at = { partition: 'study', key: studyId } as const;
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const [open, reviewed] = [await this.table.row(at), await this.reviewed.find(studyId)];
      // After the rows: whatever they show, the record had it by then.
      const recorded = await read();
      const rows = recorded && (await this.rowsOf(recorded));
      const finding = studyFinding(open, reviewed, rows);
      if (finding === 'ahead' && !evenIfOlder) return finding;
      const place = rows?.reviewed?.place;
      if (rows?.reviewed && !isReviewedAs(reviewed, rows))
        await this.reviewed.put(studyId, rows.reviewed, true);
      const row = rows?.open ?? removedRow;
      if (!isSame(open, row) && !(await this.table.write(at, open, row.revision === 0 ? 'removed' : row)))
        continue;
      if (place === undefined && reviewed.pointer !== undefined) await this.reviewed.remove(studyId);
      return finding;
    }
    throw new Error(
      `the lines of a study could not be made anew: ${updateTries} times another writer was first`,
    );
  }

  /** Of a line of a month: its study's lines are right, and this one goes if it is not among them. */
  async removeStray(studyId: string, place: ReviewedPlace): Promise<void> {
    const { place: right } = await this.reviewed.find(studyId);
    if (!isSamePlace(right, place)) await this.reviewed.take(place);
  }

  /** The study's record cannot be trusted. The line keeps what it said last, and shows that. */
  async markChangedOutside(studyId: string): Promise<void> {
    const { line } = await this.reviewed.find(studyId);
    await this.table.replace({ partition: 'study', key: studyId }, async (open) => {
      const known = [open, line].find((row) => row?.isGenuine && row.line !== '') ?? removedRow;
      const row = markedRow(studyId, known, new Date().toISOString());
      return open?.isGenuine && open.line === row.line ? undefined : row;
    });
    await this.reviewed.remove(studyId);
  }

  renewRefusal(
    arrivalId: string,
    read: () => Promise<{ refusal: Quarantine; state: RefusalState } | undefined>,
  ): Promise<RowFinding | undefined> {
    return this.renew('refusal', arrivalId, async () => {
      const found = await read();
      return found && refusalRow(found.refusal, found.state);
    });
  }

  renewProcessing(
    arrivalId: string,
    read: () => Promise<Arrival | undefined>,
  ): Promise<RowFinding | undefined> {
    return this.renew('processing', arrivalId, async () => {
      const arrival = await read();
      return arrival && processingRow(arrival);
    });
  }

  private async renew(
    partition: OpenPartition,
    key: string,
    make: () => Promise<IndexRow | undefined>,
  ): Promise<RowFinding | undefined> {
    let finding: RowFinding | undefined;
    await this.table.replace({ partition, key }, async (known) => {
      const row = (await make()) ?? removedRow;
      finding = findingOf(known, row);
      if (isSame(known, row)) return undefined;
      return row === removedRow ? 'removed' : row;
    });
    return finding;
  }

  private async rowsOf({ study, etag }: RecordedStudy): Promise<StudyRows> {
    const versions = reviewedVersions(study).map((version) => this.version(study.studyId, version));
    const earlier = (await Promise.all(versions)).filter((version) => version !== undefined);
    return studyRows(study, earlier, etag);
  }

  /** Undefined if there is none. */
  row(partition: OpenPartition, key: string): Promise<FoundRow | undefined> {
    return this.table.row({ partition, key });
  }

  /** The studies that await review by place and due time, read in full from the table. */
  async studies(): Promise<WorklistStudy[]> {
    return (await this.lines('study')).sort(readingOrder);
  }

  /** All refused files, latest first, read in full from the table. */
  async refusals(): Promise<WorklistRefusal[]> {
    const lines = await this.lines('refusal');
    return lines.sort((a, b) => Date.parse(b.quarantinedAt) - Date.parse(a.quarantinedAt));
  }

  /** All received files without an outcome, unordered, read in full from the table. */
  processing(): Promise<WorklistProcessing[]> {
    return this.lines('processing');
  }

  private async lines<P extends OpenPartition>(partition: P): Promise<LineOf<P>[]> {
    const lines: LineOf<P>[] = [];
    for await (const { line, isGenuine } of this.table.rows(partition))
      if (line !== '' && isGenuine) lines.push(openLines[partition].parse(JSON.parse(line)) as LineOf<P>);
    return lines;
  }

  /** What is open, by partition and key. A study that was reviewed lately has a row without a line. */
  async openRows(): Promise<OpenRows> {
    const [study, refusal, processing] = await Promise.all(
      openPartitions.map(async (partition) => {
        const found = new Map<string, FoundRow>();
        for await (const row of this.table.rows(partition)) found.set(row.key, row);
        return found;
      }),
    );
    return { study, refusal, processing } as OpenRows;
  }

  /** What points to the lines of the reviewed studies in a range. */
  async reviewedIn(range: IdRange): Promise<ReadonlyMap<string, FoundRow>> {
    const found = new Map<string, FoundRow>();
    for await (const row of this.table.rows('reviewed', { from: range, before: `${range}g` }))
      found.set(row.key, row);
    return found;
  }

  /** Some lines of the reviewed studies. @param from as the part before says */
  reviewedPart(from: string, most?: number): Promise<ReviewedPart | undefined> {
    return reviewedPart(this.table, from, most);
  }

  recountMonth(month: ReviewedMonth): Promise<void> {
    return this.reviewed.recount(month);
  }

  /** How many studies were reviewed on which day. */
  reviewedCounts(): Promise<ReviewedCounts> {
    return this.reviewed.counts(new Date().toISOString());
  }

  /** Every line of a reviewed study, and what points to it. */
  async *reviewedRows(): AsyncGenerator<RowPlace> {
    for await (const { key } of this.table.rows('reviewed')) yield { partition: 'reviewed', key };
    for (const partition of (await this.reviewedCounts()).keys())
      for await (const { key } of this.table.rows(partition))
        if (studyOfKey(key) !== undefined) yield { partition, key };
  }

  /** Counts the reviewed studies anew. */
  async recount(): Promise<void> {
    for (const month of (await this.reviewedCounts()).keys()) await this.reviewed.recount(month);
  }

  /** Deletes what is kept of studies that left so long before that time, in milliseconds, that nobody is late. */
  async forgetLeft({ study }: OpenRows, now: number): Promise<void> {
    for (const [key, row] of study)
      if (row.isGenuine && row.line === '' && row.changedAt < now - leftStayMilliseconds)
        await this.table.write({ partition: 'study', key }, row, 'removed');
    await this.table.changes.forgetEnded(now);
  }
}

/** @param rows what they are to be; undefined: none */
function studyFinding(
  open: FoundRow | undefined,
  { pointer, line, place }: FoundReviewed,
  rows: StudyRows | undefined,
): RowFinding | undefined {
  if ([open, pointer, line].some((row) => row !== undefined && !row.isGenuine)) return 'changed';
  const shown = [open, pointer].filter((row) => row !== undefined && row.line !== '');
  const revision = rows?.open.revision ?? 0;
  if (rows !== undefined && shown.some((row) => row && row.revision > revision)) return 'ahead';
  if (rows === undefined) return shown.length > 0 ? 'extra' : undefined;
  const known = rows.reviewed ? line : open;
  const right = rows.reviewed?.row ?? rows.open;
  if (!known?.line) return shown.length > 0 ? 'behind' : 'missing';
  if (known.line !== right.line || known.feedback !== right.feedback) return 'behind';
  if (shown.length > 1 || (rows.reviewed && open?.line)) return 'behind';
  return rows.reviewed === undefined || isSamePlace(place, rows.reviewed.place) ? undefined : 'behind';
}

/** Whether both rows of a reviewed study are right. */
function isReviewedAs({ pointer, place, line }: FoundReviewed, { reviewed }: StudyRows): boolean {
  if (reviewed === undefined || !isSamePlace(place, reviewed.place)) return false;
  return isSame(line, reviewed.row) && pointer?.record === reviewed.row.record && pointer.isGenuine;
}

/** @param row what it is to be */
function findingOf(known: FoundRow | undefined, row: IndexRow): RowFinding | undefined {
  if (known !== undefined && !known.isGenuine) return 'changed';
  if ((known?.line ?? '') === row.line) return undefined;
  if (!known?.line) return 'missing';
  return row.line === '' ? 'extra' : 'behind';
}

function isSame(known: FoundRow | undefined, row: IndexRow): boolean {
  if (known === undefined) return row.line === '';
  return (
    known.isGenuine &&
    known.line === row.line &&
    known.revision === row.revision &&
    known.record === row.record &&
    known.feedback === row.feedback
  );
}
