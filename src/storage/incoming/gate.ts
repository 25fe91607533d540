import type { TableClient, TransactionAction } from '@azure/data-tables';
import type { CalledFile, FilesAtGate, WaitingFile } from '../../domain/intake/lane';
import { GroupedCalls } from '../calls/groupedCalls';
import { statusOf } from '../worklist/worklistRows';

export const gateTable = 'gate';

/** Of a table: operations in one transaction. */
const rowsTogether = 100;

/** One, so that a file goes from waiting to called in one transaction. */
const partitionKey = 'gate';

type GateRow = {
  readonly arrivalId: string;
  /** When it was called, or since when it stands in line: ISO time. */
  readonly at: string;
};

type TableRow = GateRow & { readonly partitionKey: string; readonly rowKey: string };

/** Called files sort before waiting ones, and those by where they stand: a look is one short query. */
const calledKey = (arrivalId: string) => `called ${arrivalId}`;
const waitingKey = ({ standsAt, arrivalId }: WaitingFile) => `waiting ${standsAt} ${arrivalId}`;
const isCalled = (rowKey: string | undefined) => rowKey?.startsWith('called ') === true;

/**
 * The files at the gate. The rows only say in which order files are started: what is started is an arrival with a
 * record, and a file whose row is missing is found by `reconcile`.
 */
export class GateTable {
  readonly #waits = new GroupedCalls<WaitingFile, undefined>(
    (files) => this.#wait(files),
    (files) => files.length < rowsTogether,
  );
  #next: { readonly most: number; readonly found: Promise<FilesAtGate> } | undefined;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(private readonly table: TableClient) {}

  async ensure(): Promise<void> {
    await this.table.createTable();
  }

  /** Those who ask while somebody looks share the next look. */
  look(most: number): Promise<FilesAtGate> {
    if (this.#next?.most !== most) {
      const found = this.#looking.then(() => {
        if (this.#next?.found === found) this.#next = undefined;
        return this.#look(most);
      });
      this.#next = { most, found };
      this.#looking = found.catch(() => {});
    }
    return this.#next.found;
  }

  async #look(most: number): Promise<FilesAtGate> {
    const called: CalledFile[] = [];
    const waiting: WaitingFile[] = [];
    const pages = this.rows().byPage({ maxPageSize: most });
    const { value = [] } = await pages.next();
    for (const { rowKey, arrivalId, at } of value)
      if (isCalled(rowKey)) called.push({ arrivalId, calledAt: at });
      else waiting.push({ arrivalId, standsAt: at });
    return { called, waiting };
  }

  async *ids(): AsyncGenerator<string> {
    for await (const { arrivalId } of this.rows()) yield arrivalId;
  }

  /** Those that come to wait at the same time share a transaction. */
  wait(file: WaitingFile): Promise<void> {
    return this.#waits.add(file);
  }

  async #wait(files: readonly WaitingFile[]): Promise<undefined[]> {
    const rows = [...new Map(files.map((file) => [waitingKey(file), waitingRow(file)])).values()];
    const [first] = rows;
    if (first !== undefined && rows.length === 1) await this.table.upsertEntity(first, 'Replace');
    else await this.table.submitTransaction(rows.map((row): TransactionAction => ['upsert', row, 'Replace']));
    return files.map(() => undefined);
  }

  async call({ arrivalId, calledAt }: CalledFile): Promise<void> {
    await this.table.upsertEntity(calledRow(arrivalId, calledAt), 'Replace');
  }

  callWaiting(file: WaitingFile, calledAt: string): Promise<boolean> {
    return this.#call(file, calledAt, [waitingKey(file)]);
  }

  callInPlaceOf(arrivalId: string, file: WaitingFile, calledAt: string): Promise<boolean> {
    return this.#call(file, calledAt, [waitingKey(file), calledKey(arrivalId)]);
  }

  /** @returns false if one of the rows that are to go is not there */
  async #call({ arrivalId }: WaitingFile, calledAt: string, gone: readonly string[]): Promise<boolean> {
    try {
      await this.table.submitTransaction([
        ...gone.map((rowKey): TransactionAction => ['delete', { partitionKey, rowKey }]),
        ['upsert', calledRow(arrivalId, calledAt), 'Replace'],
      ]);
      return true;
    } catch (error) {
      if (statusOf(error) === 404) return false;
      throw error;
    }
  }

  async forget(arrivalId: string): Promise<void> {
    try {
      await this.table.deleteEntity(partitionKey, calledKey(arrivalId));
    } catch (error) {
      if (statusOf(error) !== 404) throw error;
    }
  }

  private rows() {
    const filter = `PartitionKey eq '${partitionKey}'`;
    return this.table.listEntities<GateRow>({ queryOptions: { filter } });
  }
}

function waitingRow(file: WaitingFile): TableRow {
  const { arrivalId, standsAt } = file;
  return { partitionKey, rowKey: waitingKey(file), arrivalId, at: standsAt };
}

function calledRow(arrivalId: string, calledAt: string): TableRow {
  return { partitionKey, rowKey: calledKey(arrivalId), arrivalId, at: calledAt };
}
