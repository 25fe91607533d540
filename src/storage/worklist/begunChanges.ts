import { randomBytes } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { isId } from '../../domain/kernel/ids';
import { isStatus } from './worklistRows';

const partitionKey = 'begun';

/**
 * Names the studies that a person's change is under way of, so that one that a crash interrupted is found at once. Such
 * a row carries no code: a wrong one has a study looked at for nothing.
 */
export class BegunChanges {
  constructor(private readonly table: TableClient) {}

  /** @returns to be called when the change is finished, or was not made */
  async begin(studyId: string): Promise<() => Promise<void>> {
    const rowKey = `${studyId}-${randomBytes(8).toString('hex')}`;
    await this.table.createEntity({ partitionKey, rowKey });
    return () => this.forget(rowKey);
  }

  /** Those that were begun before that time, in milliseconds. */
  async before(time: number): Promise<{ studyId: string; key: string }[]> {
    const found: { studyId: string; key: string }[] = [];
    const filter = `PartitionKey eq '${partitionKey}'`;
    for await (const { rowKey: key = '', timestamp = '' } of this.table.listEntities({
      queryOptions: { filter },
    })) {
      const studyId = key.slice(0, key.indexOf('-'));
      if (isId(studyId) && Date.parse(timestamp) < time) found.push({ studyId, key });
    }
    return found;
  }

  async forget(key: string): Promise<void> {
    try {
      await this.table.deleteEntity(partitionKey, key);
    } catch (error) {
      if (!isStatus(error, 404)) throw error;
    }
  }
}
