import { RuntimeStoppingError } from '../errors';
import { applyInMemory, type Change } from './changes';
import type { HistoryEvent } from './history';
import type { HubDatabase, InstanceFilter } from './hubDatabase';
import type { InstanceRecord, LiveInstance } from './instance';

/**
 * The hub's state: unfinished instances in memory, everything on disk.
 *
 * A commit changes memory at once, so that the next reader sees it, and is acknowledged once it is on disk.
 * Commits in the same round of the event loop share one transaction and one flush.
 */
export class HubStore {
  readonly #live: Map<string, LiveInstance>;
  #lastSequence: number;
  #batch: Change[] = [];
  #closed = false;
  #written = Promise.withResolvers<void>();

  constructor(
    readonly database: HubDatabase,
    private readonly onFatal: (error: Error) => void,
  ) {
    this.#live = database.unfinished();
    this.#lastSequence = database.lastSequence();
  }

  /** The unfinished instances (one that has just finished may still be among them). */
  live(): IterableIterator<LiveInstance> {
    return this.#live.values();
  }

  get(id: string): LiveInstance | undefined {
    return this.#live.get(id);
  }

  record(id: string): InstanceRecord | undefined {
    return this.#live.get(id)?.record ?? this.database.record(id);
  }

  history(id: string): readonly HistoryEvent[] {
    return this.#live.get(id)?.history ?? this.database.history(id);
  }

  list(filter: InstanceFilter, limit: number, after?: { created: string; id: string }): InstanceRecord[] {
    this.#flush();
    return this.database.list(filter, limit, after);
  }

  /** The number of the next event. */
  nextSequence(): number {
    this.#lastSequence += 1;
    return this.#lastSequence;
  }

  /** Applies the changes; resolves once they are on disk. */
  commit(changes: readonly Change[]): Promise<void> {
    if (this.#closed) return Promise.reject(new RuntimeStoppingError());
    if (changes.length === 0) return Promise.resolve();
    for (const change of changes) applyInMemory(this.#live, change);
    if (this.#batch.length === 0) setImmediate(() => this.#flush());
    this.#batch.push(...changes);
    return this.#written.promise;
  }

  /** Drops a finished instance from memory; its record and history stay on disk. */
  evict(id: string, executionId: string): void {
    if (this.#live.get(id)?.record.executionId === executionId) this.#live.delete(id);
  }

  close(): void {
    if (this.#closed) return;
    this.#flush();
    this.#closed = true;
    this.database.close();
  }

  #flush(): void {
    if (this.#batch.length === 0) return;
    const changes = this.#batch;
    const written = this.#written;
    this.#batch = [];
    this.#written = Promise.withResolvers<void>();
    try {
      this.database.write(changes);
      written.resolve();
    } catch (thrown) {
      const error = new Error(`The durable store cannot be written: ${(thrown as Error).message}`, {
        cause: thrown,
      });
      written.promise.catch(() => undefined);
      written.reject(error);
      this.onFatal(error);
    }
  }
}
