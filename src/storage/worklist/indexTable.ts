import type { TableClient, TableEntityResult } from '@azure/data-tables';
import type { IndexPartition, SealedRow } from '../../domain/worklist/indexRow';
import { statusOf } from './worklistRows';

type Found = TableEntityResult<Record<keyof SealedRow, unknown>>;

/** The worklist's table as verification reads it: whatever is in it. */
export class UncheckedTable {
  constructor(private readonly table: TableClient) {}

  all(): AsyncGenerator<Found> {
    return this.#list({});
  }

  partition(partition: IndexPartition): AsyncGenerator<Found> {
    return this.#list({ filter: `PartitionKey eq '${partition}'` });
  }

  async *#list(queryOptions: { filter?: string }): AsyncGenerator<Found> {
    try {
      yield* this.table.listEntities<Record<keyof SealedRow, unknown>>({ queryOptions });
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  /** Undefined if there is none. */
  async row(partition: IndexPartition, key: string): Promise<Found | undefined> {
    try {
      return await this.table.getEntity<Record<keyof SealedRow, unknown>>(partition, key);
    } catch (error) {
      if (statusOf(error) === 404) return undefined;
      throw error;
    }
  }
}
