import { randomBytes } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { isId } from '../../domain/kernel/identifiers/ids';
import { isStatus } from './worklistRows';

const partitionKey = 'begun';

/** What stands in the key of an erasure, in place of a random text. */
const erasure = 'erasure';

/** What a person began with a study. */
export interface Begun {
  readonly studyId: string;
  readonly key: string;
  readonly what: 'change' | 'erasure';
  /** In milliseconds, by the storage's clock. */
  readonly at: number;
}

/**
 * Names the studies that a person's change or erasure is under way of, so that one that a crash interrupted is found at
 * once. Such a row carries no code: a wrong one has a study looked at for nothing.
 */
export class BegunChanges {
  constructor(private readonly table: TableClient) {}

  /** @returns to be called when the change is finished, or was not made */
  async begin(studyId: string): Promise<() => Promise<void>> {
    const rowKey = `${studyId}-${randomBytes(8).toString('hex')}`;
    await this.table.createEntity({ partitionKey, rowKey });
    return () => this.forget(rowKey);
  }

  /** It stays until somebody has looked for what a killed process left. */
  async beginErasure(studyId: string): Promise<void> {
    await this.table.upsertEntity({ partitionKey, rowKey: `${studyId}-${erasure}` }, 'Replace');
  }

  async all(): Promise<Begun[]> {
    const found: Begun[] = [];
    const filter = `PartitionKey eq '${partitionKey}'`;
    for await (const { rowKey: key = '', timestamp = '' } of this.table.listEntities({
      queryOptions: { filter },
    })) {
      const [studyId = '', mark] = key.split('-');
      const what = mark === erasure ? 'erasure' : 'change';
      if (isId(studyId)) found.push({ studyId, key, what, at: Date.parse(timestamp) });
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
