import type { TableClient } from '@azure/data-tables';
import type { Arrival, Quarantine } from '../domain/intake/arrival';
import { hasFeedback, reviewedVersions } from '../domain/study/feedbackLine';
import type { StudyRecord, StudyVersion } from '../domain/study/studyRecord';
import {
  feedbackRow,
  type IndexPartition,
  type IndexRow,
  markedRow,
  processingRow,
  type RefusalState,
  type RowSeal,
  refusalRow,
  removedRow,
  type SealedRow,
  studyRow,
} from '../domain/worklist/indexRow';
import { readingOrder } from '../domain/worklist/readingOrder';
import { removedStayMilliseconds } from '../domain/worklist/removedRows';
import type { RowFinding } from '../domain/worklist/rowFinding';
import type { WorklistProcessing, WorklistRefusal, WorklistStudy } from '../domain/worklist/worklist';
import { isPartition, type LineOf, partitions, statusOf } from './worklistRows';

const updateTries = 50;

/** A row as found: `etag` is the row's own. */
export type FoundRow = IndexRow & { readonly isGenuine: boolean; readonly etag: string };

type ForeignRowListener = (partition: IndexPartition, key: string) => Promise<void>;

/** A study as its record had it at one moment. */
export interface RecordedStudy {
  readonly study: StudyRecord;
  /** Of the record. */
  readonly etag: string;
}

/** The index behind the worklist: derived from records, and rebuilt from them by `rebuildWorklist`. */
export class Worklist {
  #written: () => void = () => {};
  #foreign: ForeignRowListener = async () => {};

  /** @param version an earlier version of a study, which may be the one reviewed */
  constructor(
    private readonly table: TableClient,
    private readonly version: (studyId: string, version: number) => Promise<StudyVersion | undefined>,
    private readonly seal: RowSeal,
  ) {}

  async ensure(): Promise<void> {
    await this.table.createTable();
  }

  /** Called after each write of this process. */
  onWrite(written: () => void): void {
    this.#written = written;
  }

  /** Called after a row that the app did not write was replaced. */
  onForeignRow(replaced: ForeignRowListener): void {
    this.#foreign = replaced;
  }

  async putStudy(study: StudyRecord): Promise<void> {
    const feedback = async () => {
      if (hasFeedback(study)) await this.put('feedback', study.studyId, await this.feedbackRow(study));
    };
    await Promise.all([this.put('study', study.studyId, studyRow(study)), feedback()]);
  }

  putRefusal(refusal: Quarantine): Promise<void> {
    return this.put('refusal', refusal.arrivalId, refusalRow(refusal, 'stands'));
  }

  /** A received file. One that is finished, or already listed, stays as it is. */
  async putProcessing(arrival: Arrival): Promise<void> {
    try {
      await this.table.createEntity(
        this.seal.sealed('processing', arrival.arrivalId, processingRow(arrival)),
      );
      this.#written();
    } catch (error) {
      if (statusOf(error) !== 409) throw error;
    }
  }

  async removeStudy(studyId: string): Promise<void> {
    await this.remove('study', studyId);
    await this.remove('feedback', studyId);
  }

  removeRefusal(arrivalId: string): Promise<void> {
    return this.remove('refusal', arrivalId);
  }

  /** A file that has an outcome. */
  removeProcessing(arrivalId: string): Promise<void> {
    return this.remove('processing', arrivalId);
  }

  private async remove(partitionKey: IndexPartition, rowKey: string): Promise<void> {
    await this.table.upsertEntity(this.seal.sealed(partitionKey, rowKey, removedRow), 'Replace');
    this.#written();
  }

  /** Writers may cross each other; a line is replaced only by a newer one. */
  private async put(partition: IndexPartition, rowKey: string, row: IndexRow): Promise<void> {
    await this.replace(partition, rowKey, async (known) =>
      known?.isGenuine && known.line && known.revision >= row.revision ? undefined : row,
    );
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
  renewStudy(
    studyId: string,
    read: () => Promise<RecordedStudy | undefined>,
    evenIfOlder: boolean,
  ): Promise<RowFinding | undefined> {
    const make = async () => {
      const found = await read();
      return found && { ...studyRow(found.study), record: found.etag };
    };
    return this.renew('study', studyId, make, evenIfOlder);
  }

  /** The study's record cannot be trusted. The line keeps what it said last, and shows that. */
  async markChangedOutside(studyId: string): Promise<void> {
    await this.replace('study', studyId, async (known) => {
      const row = markedRow(studyId, known?.isGenuine ? known : removedRow, new Date().toISOString());
      return known?.isGenuine && known.line === row.line ? undefined : row;
    });
  }

  renewFeedback(
    studyId: string,
    read: () => Promise<RecordedStudy | undefined>,
    evenIfOlder: boolean,
  ): Promise<RowFinding | undefined> {
    const make = async () => {
      const found = await read();
      if (found === undefined) return undefined;
      const { study, etag } = found;
      // A study never loses what it has said.
      if (!hasFeedback(study)) return { ...removedRow, revision: study.revision };
      return { ...(await this.feedbackRow(study)), record: etag };
    };
    return this.renew('feedback', studyId, make, evenIfOlder);
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
    partition: IndexPartition,
    rowKey: string,
    make: () => Promise<IndexRow | undefined>,
    evenIfOlder = false,
  ): Promise<RowFinding | undefined> {
    let finding: RowFinding | undefined;
    await this.replace(partition, rowKey, async (known) => {
      const row = (await make()) ?? removedRow;
      finding = findingOf(known, row);
      return (finding === 'ahead' && !evenIfOlder) || isSame(known, row) ? undefined : row;
    });
    return finding;
  }

  /**
   * Replaces the row with the result of `make`, starting over if another writer intervened.
   *
   * @param make is called after the row was read; undefined leaves the row as it is
   */
  private async replace(
    partitionKey: IndexPartition,
    rowKey: string,
    make: (known: FoundRow | undefined) => Promise<IndexRow | undefined>,
  ): Promise<void> {
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const known = await this.row(partitionKey, rowKey);
      const row = await make(known);
      if (row === undefined) return;
      const entity = this.seal.sealed(partitionKey, rowKey, row);
      try {
        if (known) await this.table.updateEntity(entity, 'Replace', { etag: known.etag });
        else await this.table.createEntity(entity);
        this.#written();
        if (known && !known.isGenuine) await this.#foreign(partitionKey, rowKey);
        return;
      } catch (error) {
        if (![404, 409, 412].includes(statusOf(error) ?? 0)) throw error;
      }
    }
    throw new Error(`a worklist line could not be written: ${updateTries} times another writer was first`);
  }

  private async feedbackRow(study: StudyRecord): Promise<IndexRow> {
    const versions = reviewedVersions(study).map((version) => this.version(study.studyId, version));
    const earlier = (await Promise.all(versions)).filter((version) => version !== undefined);
    return feedbackRow(study, earlier);
  }

  /** Undefined if there is none. */
  async row(partitionKey: IndexPartition, rowKey: string): Promise<FoundRow | undefined> {
    try {
      const found = await this.table.getEntity<SealedRow>(partitionKey, rowKey);
      return { ...found, isGenuine: this.seal.isGenuine(found) };
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  /** All studies by place and due time, read in full from the table. */
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

  private async lines<P extends IndexPartition>(partition: P): Promise<LineOf<P>[]> {
    const lines: LineOf<P>[] = [];
    const filter = `PartitionKey eq '${partition}'`;
    for await (const row of this.table.listEntities<SealedRow>({ queryOptions: { filter } }))
      if (row.line !== '' && this.seal.isGenuine(row))
        lines.push(partitions[partition].parse(JSON.parse(row.line)) as LineOf<P>);
    return lines;
  }

  /** The whole table, by partition and key, without removed rows. */
  async rows(): Promise<Record<IndexPartition, Map<string, FoundRow>>> {
    const found = {
      study: new Map<string, FoundRow>(),
      refusal: new Map<string, FoundRow>(),
      processing: new Map<string, FoundRow>(),
      feedback: new Map<string, FoundRow>(),
    };
    for await (const row of this.table.listEntities<SealedRow>()) {
      const { partitionKey, rowKey, line, revision, record, hasFeedback, etag } = row;
      if (!isPartition(partitionKey) || rowKey === undefined) continue;
      const isGenuine = this.seal.isGenuine(row);
      if (line === '' && isGenuine) continue;
      found[partitionKey].set(rowKey, { line, revision, record, hasFeedback, etag, isGenuine });
    }
    return found;
  }

  /** Deletes rows removed so long before that time, in milliseconds, that every copy has seen the removal. */
  async forgetRemoved(now: number): Promise<void> {
    const before = now - removedStayMilliseconds;
    const filter = `line eq '' and Timestamp lt datetime'${new Date(before).toISOString()}'`;
    for await (const row of this.table.listEntities<IndexRow>({ queryOptions: { filter } })) {
      try {
        await this.table.deleteEntity(row.partitionKey as string, row.rowKey as string, { etag: row.etag });
      } catch (error) {
        if (![404, 412].includes(statusOf(error) ?? 0)) throw error;
      }
    }
  }
}

/** @param row what it is to be */
function findingOf(known: FoundRow | undefined, row: IndexRow): RowFinding | undefined {
  if (known !== undefined && !known.isGenuine) return 'changed';
  if ((known?.line ?? '') === row.line) return undefined;
  if (!known?.line) return 'missing';
  if (known.revision > row.revision && row !== removedRow) return 'ahead';
  return row.line === '' ? 'extra' : 'behind';
}

function isSame(known: FoundRow | undefined, row: IndexRow): boolean {
  if (known === undefined) return row.line === '';
  return (
    known.isGenuine &&
    known.line === row.line &&
    known.revision === row.revision &&
    known.record === row.record &&
    known.hasFeedback === row.hasFeedback
  );
}
