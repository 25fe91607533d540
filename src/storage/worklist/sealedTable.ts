import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { IndexPartition, IndexRow, RowSeal, SealedRow } from '../../domain/worklist/indexRow';
import { GroupedCalls } from '../calls/groupedCalls';
import { RecentValues } from '../calls/recentValues';
import type { ChangeFeed } from './changeFeed';
import { isStatus } from './worklistRows';

const updateTries = 50;

/** Where a row is. */
export interface RowPlace {
  readonly partition: IndexPartition;
  readonly key: string;
}

/** A row that is made or removed, whatever is there. */
interface BlindWrite {
  readonly place: RowPlace;
  readonly row: IndexRow | 'removed';
}

/** So many rows fit into a transaction. */
const rowsTogether = 100;

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
  /** Rows of studies that this process wrote a moment ago. */
  readonly #written = new RecentValues<FoundRow>();
  readonly #blind = new GroupedCalls<BlindWrite, boolean>(
    (writes) => this.#writeTogether(writes),
    (writes, { place }) =>
      writes.length < rowsTogether &&
      writes.every(({ place: other }) => other.partition === place.partition && other.key !== place.key),
  );

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

  /** The row of a study as this process wrote it a moment ago: `write` says false if that is no longer what is there. */
  lately(place: RowPlace): FoundRow | undefined {
    return this.#written.get(idOf(place));
  }

  /** @param known as it was read. @returns false if another writer was first */
  async write(place: RowPlace, known: FoundRow | undefined, row: IndexRow | 'removed'): Promise<boolean> {
    const { partition, key } = place;
    this.#written.forget(idOf(place));
    try {
      if (row === 'removed') await this.client.deleteEntity(partition, key, { etag: known?.etag ?? '*' });
      else {
        const entity = this.seal.sealed(partition, key, row);
        const { etag } = known
          ? await this.client.updateEntity(entity, 'Replace', { etag: known.etag })
          : await this.client.createEntity(entity);
        if (etag !== undefined && partition === 'study')
          this.#written.set(idOf(place), { ...row, key, isGenuine: true, etag, changedAt: Date.now() });
      }
    } catch (error) {
      if (isStatus(error, 404, 409, 412)) return false;
      throw error;
    }
    this.changes.announce(place);
    if (known && !known.isGenuine) await this.#foreign(partition, key);
    return true;
  }

  /**
   * Makes a row that is not there, or removes one whatever it is; with others that are written at the same time in one
   * transaction. @returns false if there was nothing to do
   */
  writeBlindly(place: RowPlace, row: IndexRow | 'removed'): Promise<boolean> {
    return this.#blind.add({ place, row });
  }

  async #writeTogether(writes: readonly BlindWrite[]): Promise<readonly boolean[]> {
    const one = ({ place, row }: BlindWrite) => this.write(place, undefined, row);
    if (writes.length > 1) {
      try {
        await this.client.submitTransaction(writes.map((write) => this.#action(write)));
        for (const { place } of writes) this.changes.announce(place);
        return writes.map(() => true);
      } catch (error) {
        // One of them has nothing to do, and so none was done.
        if (!isStatus(error, 404, 409)) throw error;
      }
    }
    return Promise.all(writes.map(one));
  }

  #action({ place: { partition, key }, row }: BlindWrite): TransactionAction {
    return row === 'removed'
      ? ['delete', { partitionKey: partition, rowKey: key }]
      : ['create', { ...this.seal.sealed(partition, key, row) }];
  }

  #found(row: SealedRow & { etag?: string; timestamp?: string }): FoundRow {
    const { rowKey, line, revision, record, feedback, etag = '', timestamp = '' } = row;
    const changedAt = Date.parse(timestamp);
    const isGenuine = this.seal.isGenuine(row);
    return { key: rowKey, line, revision, record, feedback, etag, changedAt, isGenuine };
  }
}

function idOf({ partition, key }: RowPlace): string {
  return `${partition} ${key}`;
}
