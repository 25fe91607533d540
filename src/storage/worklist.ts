import type { TableClient } from '@azure/data-tables';
import type { Arrival, Quarantine } from '../domain/intake/arrival';
import { feedbackLineOf, hasFeedback, reviewedVersions } from '../domain/study/feedbackLine';
import type { StudyRecord, StudyVersion } from '../domain/study/studyRecord';
import { readingOrder } from '../domain/worklist/readingOrder';
import { removedStayMilliseconds } from '../domain/worklist/removedRows';
import {
  changedStudyLine,
  type WorklistProcessing,
  type WorklistRefusal,
  type WorklistStudy,
  worklistProcessingOf,
  worklistRefusalOf,
  worklistStudyOf,
} from '../domain/worklist/worklist';
import { type LineOf, type Partition, partitions, type Row, removed, statusOf } from './worklistRows';

const updateTries = 50;

/** The index behind the worklist: derived from records, and rebuilt from them by `rebuildWorklist`. */
export class Worklist {
  #written: () => void = () => {};

  /** @param version an earlier version of a study, which may be the one reviewed */
  constructor(
    private readonly table: TableClient,
    private readonly version: (studyId: string, version: number) => Promise<StudyVersion | undefined>,
  ) {}

  async ensure(): Promise<void> {
    await this.table.createTable();
  }

  /** A cheap request to test the connection. @throws RestError if the storage does not answer. */
  async ping(): Promise<void> {
    await this.find('study', 'none');
  }

  /** Called after each write of this process. */
  onWrite(written: () => void): void {
    this.#written = written;
  }

  async putStudy(study: StudyRecord): Promise<void> {
    const feedback = async () => {
      if (hasFeedback(study)) await this.put('feedback', study.studyId, await this.feedbackRow(study));
    };
    await Promise.all([this.put('study', study.studyId, studyRow(study)), feedback()]);
  }

  putRefusal(refusal: Quarantine): Promise<void> {
    return this.put('refusal', refusal.arrivalId, refusalRow(refusal));
  }

  /** A received file. One that is finished, or already listed, stays as it is. */
  async putProcessing(arrival: Arrival): Promise<void> {
    try {
      await this.table.createEntity({
        partitionKey: 'processing',
        rowKey: arrival.arrivalId,
        ...processingRow(arrival),
      });
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

  async remove(partitionKey: Partition, rowKey: string): Promise<void> {
    await this.table.upsertEntity({ partitionKey, rowKey, ...removed }, 'Replace');
    this.#written();
  }

  /** Writers may cross each other; a line is replaced only by a newer one. */
  private async put(partition: Partition, rowKey: string, row: Row): Promise<void> {
    await this.replace(partition, rowKey, async (known) =>
      known?.line && known.revision >= row.revision ? undefined : row,
    );
  }

  /** Rebuilds the lines of a study, whatever they contain. @param read returns its current record */
  async renewStudy(studyId: string, read: () => Promise<StudyRecord | undefined>): Promise<boolean> {
    let found = false;
    await this.replace('study', studyId, async () => {
      const study = await read();
      found = study !== undefined;
      return study && studyRow(study);
    });
    await this.replace('feedback', studyId, async (known) => {
      const study = await read();
      return study && (known?.line || hasFeedback(study)) ? this.feedbackRow(study) : undefined;
    });
    return found;
  }

  /** The study's record cannot be trusted. The line keeps what it said last, and shows that. */
  async markChangedOutside(studyId: string): Promise<void> {
    await this.replace('study', studyId, async (known) => {
      const line = known?.line
        ? partitions.study.parse(JSON.parse(known.line))
        : changedStudyLine(studyId, new Date().toISOString());
      if (known?.line && line.changedOutside) return undefined;
      return rowOf({ ...line, ...changedMarks(line) }, known?.revision ?? 0);
    });
  }

  async renewRefusal(refusal: Quarantine): Promise<void> {
    await this.replace('refusal', refusal.arrivalId, async () => refusalRow(refusal));
  }

  async renewProcessing(arrival: Arrival): Promise<void> {
    await this.replace('processing', arrival.arrivalId, async () => processingRow(arrival));
  }

  /**
   * Replaces the row with the result of `make`, starting over if another writer intervened.
   *
   * @param make is called after the row was read; undefined leaves the row as it is
   */
  private async replace(
    partitionKey: Partition,
    rowKey: string,
    make: (known: Row | undefined) => Promise<Row | undefined>,
  ): Promise<void> {
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const known = await this.find(partitionKey, rowKey);
      const row = await make(known);
      if (row === undefined) return;
      const entity = { partitionKey, rowKey, line: row.line, revision: row.revision };
      try {
        if (known) await this.table.updateEntity(entity, 'Replace', { etag: known.etag });
        else await this.table.createEntity(entity);
        this.#written();
        return;
      } catch (error) {
        if (![404, 409, 412].includes(statusOf(error) ?? 0)) throw error;
      }
    }
    throw new Error(`a worklist line could not be written: ${updateTries} times another writer was first`);
  }

  private async feedbackRow(study: StudyRecord): Promise<Row> {
    const versions = reviewedVersions(study).map((version) => this.version(study.studyId, version));
    const earlier = (await Promise.all(versions)).filter((version) => version !== undefined);
    return rowOf(feedbackLineOf(study, earlier), study.revision);
  }

  private async find(partitionKey: Partition, rowKey: string) {
    try {
      return await this.table.getEntity<Row>(partitionKey, rowKey);
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

  private async lines<P extends Partition>(partition: P): Promise<LineOf<P>[]> {
    const lines: LineOf<P>[] = [];
    for await (const { line } of this.rows(partition)) {
      if (line !== '') lines.push(partitions[partition].parse(JSON.parse(line)) as LineOf<P>);
    }
    return lines;
  }

  /** The keys of all lines, whatever they contain. */
  async keys(partition: Partition): Promise<string[]> {
    const keys: string[] = [];
    for await (const { rowKey, line } of this.rows(partition)) if (line !== '') keys.push(rowKey as string);
    return keys;
  }

  private rows(partition: Partition) {
    return this.table.listEntities<Row>({ queryOptions: { filter: `PartitionKey eq '${partition}'` } });
  }

  /** Deletes rows removed so long before that time, in milliseconds, that every copy has seen the removal. */
  async forgetRemoved(now: number): Promise<void> {
    const before = now - removedStayMilliseconds;
    const filter = `line eq '' and Timestamp lt datetime'${new Date(before).toISOString()}'`;
    for await (const row of this.table.listEntities<Row>({ queryOptions: { filter } })) {
      try {
        await this.table.deleteEntity(row.partitionKey as string, row.rowKey as string, { etag: row.etag });
      } catch (error) {
        if (![404, 412].includes(statusOf(error) ?? 0)) throw error;
      }
    }
  }
}

function rowOf(line: unknown, revision: number): Row {
  return { line: JSON.stringify(line), revision };
}

function studyRow(study: StudyRecord): Row {
  return rowOf(worklistStudyOf(study), study.revision);
}

/** Nothing that was changed outside the app counts as reviewed, or waits for anything else. */
function changedMarks({ state }: WorklistStudy): Pick<WorklistStudy, 'changedOutside' | 'place' | 'state'> {
  return { changedOutside: true, place: 'stat', state: state === 'reviewed' ? 'reopened' : state };
}

function refusalRow(refusal: Quarantine): Row {
  return rowOf(worklistRefusalOf(refusal), 1);
}

function processingRow(arrival: Arrival): Row {
  return rowOf(worklistProcessingOf(arrival), 1);
}
