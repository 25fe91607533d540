import { type RestError, type TableClient, TableTransaction } from '@azure/data-tables';
import type { Quarantine } from '../domain/arrival';
import { readingOrder, type StudyRecord } from '../domain/studyRecord';
import {
  type WorklistRefusal,
  type WorklistStudy,
  worklistRefusalOf,
  worklistRefusalSchema,
  worklistStudyOf,
  worklistStudySchema,
} from '../domain/worklist';

export const worklistTable = 'worklist';

const partitions = { study: 'study', refusal: 'refusal' } as const;

/** `line` is the row as JSON; `revision` tells which of two copies is newer. */
interface Row {
  line: string;
  revision: number;
}

const updateTries = 50;

function statusOf(error: unknown): number | undefined {
  return (error as Partial<RestError>).statusCode;
}

/** The index behind the worklist: derived from `results` and `quarantine`, and made anew from them by `rebuild`. */
export class Worklist {
  constructor(private readonly table: TableClient) {}

  async ensure(): Promise<void> {
    await this.table.createTable();
  }

  /** Asks for nothing in particular. @throws RestError where the storage does not answer. */
  async ping(): Promise<void> {
    await this.find(partitions.study, 'none');
  }

  putStudy(study: StudyRecord): Promise<void> {
    const line = worklistStudyOf(study);
    return this.put(partitions.study, line.studyId, {
      line: JSON.stringify(line),
      revision: line.revision,
    });
  }

  putRefusal(refusal: Quarantine): Promise<void> {
    const line = worklistRefusalOf(refusal);
    return this.put(partitions.refusal, line.arrivalId, { line: JSON.stringify(line), revision: 1 });
  }

  removeStudy(studyId: string): Promise<void> {
    return this.remove(partitions.study, studyId);
  }

  removeRefusal(arrivalId: string): Promise<void> {
    return this.remove(partitions.refusal, arrivalId);
  }

  private async remove(partitionKey: string, rowKey: string): Promise<void> {
    try {
      await this.table.deleteEntity(partitionKey, rowKey);
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  /** Writers cross each other; a line is replaced by a newer one only. */
  private async put(partitionKey: string, rowKey: string, row: Row): Promise<void> {
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const known = await this.find(partitionKey, rowKey);
      if (known && known.revision >= row.revision) return;
      try {
        if (known) {
          await this.table.updateEntity({ partitionKey, rowKey, ...row }, 'Replace', { etag: known.etag });
        } else {
          await this.table.createEntity({ partitionKey, rowKey, ...row });
        }
        return;
      } catch (error) {
        if (![404, 409, 412].includes(statusOf(error) ?? 0)) throw error;
      }
    }
    throw new Error(`a worklist line could not be written: ${updateTries} times another writer was first`);
  }

  private async find(partitionKey: string, rowKey: string) {
    try {
      return await this.table.getEntity<Row>(partitionKey, rowKey);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }

  /** All studies in reading order. */
  async studies(): Promise<WorklistStudy[]> {
    const lines: WorklistStudy[] = [];
    for await (const row of this.rows(partitions.study)) {
      lines.push(worklistStudySchema.parse(JSON.parse(row.line)));
    }
    return lines.sort(readingOrder);
  }

  /** All refused files, the latest first. */
  async refusals(): Promise<WorklistRefusal[]> {
    const lines: WorklistRefusal[] = [];
    for await (const row of this.rows(partitions.refusal)) {
      lines.push(worklistRefusalSchema.parse(JSON.parse(row.line)));
    }
    return lines.sort((a, b) => Date.parse(b.quarantinedAt) - Date.parse(a.quarantinedAt));
  }

  private rows(partition: string) {
    return this.table.listEntities<Row>({ queryOptions: { filter: `PartitionKey eq '${partition}'` } });
  }

  /** Removes lines that stand for nothing any more; for `rebuild`, which puts the others anew. */
  async clear(): Promise<void> {
    for (const partition of Object.values(partitions)) {
      let batch = new TableTransaction();
      for await (const { rowKey } of this.rows(partition)) {
        batch.deleteEntity(partition, rowKey as string);
        if (batch.actions.length === 100) {
          await this.table.submitTransaction(batch.actions);
          batch = new TableTransaction();
        }
      }
      if (batch.actions.length > 0) await this.table.submitTransaction(batch.actions);
    }
  }
}

interface WorklistSources {
  readonly results: { studies(): AsyncIterable<StudyRecord> };
  readonly quarantine: { list(): AsyncIterable<Quarantine> };
  readonly worklist: Pick<Worklist, 'clear' | 'putStudy' | 'putRefusal'>;
}

/** Makes the worklist anew from the records that it is derived from. */
export async function rebuildWorklist(
  sources: WorklistSources,
): Promise<{ studies: number; refusals: number }> {
  const counts = { studies: 0, refusals: 0 };
  await sources.worklist.clear();
  for await (const study of sources.results.studies()) {
    await sources.worklist.putStudy(study);
    counts.studies += 1;
  }
  for await (const refusal of sources.quarantine.list()) {
    await sources.worklist.putRefusal(refusal);
    counts.refusals += 1;
  }
  return counts;
}
