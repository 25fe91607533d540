import { randomBytes } from 'node:crypto';
import type { TableClient } from '@azure/data-tables';
import { z } from 'zod';
import { isStatus } from './worklistRows';

/** A row that changed. */
export interface ChangedRow {
  readonly partition: string;
  readonly key: string;
}

/** What changed since the last look; undefined if that is not known, so that everything must be read. */
export type Changes = readonly ChangedRow[] | undefined;

const partitionKey = 'change';

/** So many changes of a process can be told apart. Whoever missed more reads everything that is open. */
const kept = 200;

/** Changes of this time are told in one request. */
const gatherMilliseconds = 250;

/** After a failure. */
const againMilliseconds = 5_000;

/** A process that told of nothing for so long has ended, or has nothing that a copy has not read since. */
const staleMilliseconds = 3_600_000;

const recentSchema = z.array(z.tuple([z.string(), z.string()])).max(kept);

interface ToldRow {
  /** The number of the latest change; a process counts its own from 1. */
  readonly last: number;
  /** The latest changes as JSON, at most `kept`, each `[partition, key]`. */
  readonly recent: string;
}

/**
 * Tells the processes what was written to the worklist's table, so that none has to look for it. Each process has
 * one row, which it replaces; all of them together are one short query. It is a hint: who misses one reads the rows
 * some minutes later, and who is told a wrong one reads a row for nothing. So it carries no code.
 */
export class ChangeFeed {
  readonly #own = randomBytes(8).toString('hex');
  readonly #seen = new Map<string, number>();
  readonly #listeners: ((change: ChangedRow) => void)[] = [];
  #told = 0;
  #recent: (readonly [string, string])[] = [];
  #waiting = false;
  #timer: NodeJS.Timeout | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(private readonly table: TableClient) {}

  /** Called at once for each write of this process. */
  onChange(listener: (change: ChangedRow) => void): void {
    this.#listeners.push(listener);
  }

  /** This process wrote a row. Others are told a moment later, together with what is written until then. */
  announce(change: ChangedRow): void {
    for (const listener of this.#listeners) listener(change);
    this.#told += 1;
    this.#recent = [...this.#recent, [change.partition, change.key] as const].slice(-kept);
    this.#waiting = true;
    this.#sendIn(gatherMilliseconds);
  }

  /** Tells the others now. For a process that is about to end. @throws RestError */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const before = this.#sending;
    this.#sending = before.catch(() => undefined).then(() => this.#send());
    await this.#sending;
  }

  /** What other processes wrote since the last look. The first look knows of nothing: everything is read after it. */
  async look(): Promise<Changes> {
    const changes: ChangedRow[] = [];
    let isKnown = true;
    const filter = `PartitionKey eq '${partitionKey}'`;
    for await (const row of this.table.listEntities<ToldRow>({ queryOptions: { filter } })) {
      const { rowKey = '', last } = row;
      if (rowKey === this.#own) continue;
      const missed = last - (this.#seen.get(rowKey) ?? 0);
      this.#seen.set(rowKey, last);
      if (missed === 0) continue;
      const recent = recentIn(row);
      if (recent === undefined || missed < 0 || missed > recent.length) isKnown = false;
      else changes.push(...recent.slice(-missed).map(([partition, key]) => ({ partition, key })));
    }
    return isKnown ? changes : undefined;
  }

  /** Removes the rows of processes that have ended. @param now milliseconds */
  async forgetEnded(now: number): Promise<void> {
    const filter = `PartitionKey eq '${partitionKey}'`;
    for await (const { rowKey, timestamp, etag } of this.table.listEntities({ queryOptions: { filter } })) {
      if (rowKey === undefined || Date.parse(timestamp ?? '') > now - staleMilliseconds) continue;
      try {
        await this.table.deleteEntity(partitionKey, rowKey, { etag });
      } catch (error) {
        if (!isStatus(error, 404, 412)) throw error;
      }
    }
  }

  #sendIn(milliseconds: number): void {
    this.#timer ??= setTimeout(() => {
      // A storage that cannot be reached is said by whoever needs it.
      this.flush().catch(() => this.#sendIn(againMilliseconds));
    }, milliseconds).unref();
  }

  async #send(): Promise<void> {
    if (!this.#waiting) return;
    this.#waiting = false;
    try {
      const recent = JSON.stringify(this.#recent);
      const row = { partitionKey, rowKey: this.#own, last: this.#told, recent };
      await this.table.upsertEntity(row, 'Replace');
    } catch (error) {
      this.#waiting = true;
      throw error;
    }
  }
}

function recentIn({ recent }: ToldRow): z.infer<typeof recentSchema> | undefined {
  try {
    return recentSchema.parse(JSON.parse(recent));
  } catch {
    return undefined;
  }
}
