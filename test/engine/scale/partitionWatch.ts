import { setTimeout } from 'node:timers/promises';
import type { TableClient } from '@azure/data-tables';
import { connectStorage } from '../../../src/storage/connect';

/** A partition that got another owner; `undefined` is nobody. */
export interface Move {
  readonly at: number;
  readonly partition: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

interface Row {
  readonly CurrentOwner?: string;
}

/** Looks into the extension's table of partitions, twice a second. */
export class PartitionWatch {
  readonly moves: Move[] = [];
  readonly owners = new Map<string, string | undefined>();
  readonly #table: TableClient;
  #watching: Promise<void> | undefined;
  #isOver = false;

  constructor(connectionString: string, hubName = 'EngineTests') {
    this.#table = connectStorage({ kind: 'connection-string', connectionString }).table(
      `${hubName}Partitions`,
    );
  }

  start(): void {
    this.#watching = this.#watch();
  }

  async stop(): Promise<void> {
    this.#isOver = true;
    await this.#watching;
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      for await (const { rowKey = '', CurrentOwner: to } of this.#table.listEntities<Row>()) {
        const from = this.owners.get(rowKey);
        if (this.owners.has(rowKey) && from !== to)
          this.moves.push({ at: Date.now(), partition: rowKey, from, to });
        this.owners.set(rowKey, to);
      }
      await setTimeout(500);
    }
  }
}
