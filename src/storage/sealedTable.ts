import type { TableClient } from '@azure/data-tables';
import type { IndexPartition, IndexRow, RowSeal, SealedRow } from '../domain/worklist/indexRow';
import type { ChangeFeed } from './changeFeed';
import { isStatus } from './worklistRows';

const updateTries = 50;

/** Where a row is. */
export interface RowPlace {
  readonly partition: IndexPartition;
  readonly key: string;
}

/** A row as found: `etag` is the row's own, `changedAt` in milliseconds by the storage's clock. */
export interface FoundRow extends IndexRow {
  readonly key: string;
  readonly isGenuine: boolean;
  readonly etag: string;
  readonly changedAt: number;
}

type ForeignRowListener = (partition: IndexPartition, key: string) => Promise<void>;

/** The table of the worklist. Each row of the app carries a code; others are told of each write. */
export class SealedTable {
  #foreign: ForeignRowListener = async () => {};

  constructor(
    readonly client: TableClient,
    readonly seal: RowSeal,
    readonly changes: ChangeFeed,
  ) {}

  /** Called after a row that the app did not write was replaced. */
  onForeignRow(replaced: ForeignRowListener): void {
    this.#foreign = replaced;
  }

  /** Undefined if there is none. */
  async row({ partition, key }: RowPlace): Promise<FoundRow | undefined> {
    try {
      return this.#found(await this.client.getEntity<SealedRow>(partition, key));
    } catch (error) {
      if (isStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /**
   * The rows of a partition, in the order of their keys.
   *
   * @param from the first key; absent: of all
   * @param before keys from there on are left out
   */
  async *rows(
    partition: IndexPartition,
    { from = '', before, pageSize }: { from?: string; before?: string; pageSize?: number } = {},
  ): AsyncGenerator<FoundRow> {
    const end = before === undefined ? '' : ` and RowKey lt '${before}'`;
    const filter = `PartitionKey eq '${partition}' and RowKey ge '${from}'${end}`;
    const pages = this.client
      .listEntities<SealedRow>({ queryOptions: { filter } })
      .byPage(pageSize === undefined ? {} : { maxPageSize: pageSize });
    for await (const page of pages) for (const row of page) yield this.#found(row);
  }

  /**
   * Replaces the row with the result of `make`, starting over if another writer intervened.
   *
   * @param make is called after the row was read; undefined leaves the row as it is, `removed` deletes it
   * @param known the row, if it was just read
   */
  async replace(
    place: RowPlace,
    make: (known: FoundRow | undefined) => Promise<IndexRow | 'removed' | undefined>,
  ): Promise<void> {
    for (let attempt = 0; attempt < updateTries; attempt += 1) {
      const known = await this.row(place);
      const row = await make(known);
      if (row === undefined || (row === 'removed' && known === undefined)) return;
      if (await this.write(place, known, row)) return;
    }
    throw new Error(`a worklist line could not be written: ${updateTries} times another writer was first`);
  }

  /** @param known as it was read. @returns false if another writer was first */
  async write(place: RowPlace, known: FoundRow | undefined, row: IndexRow | 'removed'): Promise<boolean> {
    const { partition, key } = place;
    try {
      if (row === 'removed') await this.client.deleteEntity(partition, key, { etag: known?.etag ?? '*' });
      else {
        const entity = this.seal.sealed(partition, key, row);
        if (known) await this.client.updateEntity(entity, 'Replace', { etag: known.etag });
        else await this.client.createEntity(entity);
      }
    } catch (error) {
      if (isStatus(error, 404, 409, 412)) return false;
      throw error;
    }
    this.changes.announce(place);
    if (known && !known.isGenuine) await this.#foreign(partition, key);
    return true;
  }

  /** Rows of one partition by their keys, at most a hundred, in one request where none is there yet. One that is stays as it is. */
  async writeNew(partition: IndexPartition, rows: ReadonlyMap<string, IndexRow>): Promise<void> {
    if (rows.size > 1 && (await this.#createAll(partition, rows))) return;
    for (const [key, row] of rows) await this.write({ partition, key }, undefined, row);
  }

  /** @returns false if one of them is there */
  async #createAll(partition: IndexPartition, rows: ReadonlyMap<string, IndexRow>): Promise<boolean> {
    try {
      await this.client.submitTransaction(
        [...rows].map(([key, row]) => ['create', { ...this.seal.sealed(partition, key, row) }]),
      );
    } catch (error) {
      if (isStatus(error, 409)) return false;
      throw error;
    }
    for (const key of rows.keys()) this.changes.announce({ partition, key });
    return true;
  }

  #found(row: SealedRow & { etag?: string; timestamp?: string }): FoundRow {
    const { rowKey, line, revision, record, feedback, etag = '', timestamp = '' } = row;
    const changedAt = Date.parse(timestamp);
    const isGenuine = this.seal.isGenuine(row);
    return { key: rowKey, line, revision, record, feedback, etag, changedAt, isGenuine };
  }
}
