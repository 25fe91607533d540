import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type Change, changedId } from './changes';
import type { HistoryEvent, IncomingEvent, RuntimeStatus } from './history';
import type { InstanceRecord, LiveInstance, Work } from './instance';

/** Which instances to list. */
export interface InstanceFilter {
  readonly statuses?: readonly RuntimeStatus[];
  readonly createdFrom?: string;
  readonly createdTo?: string;
  readonly idPrefix?: string;
}

const schema = `
  CREATE TABLE IF NOT EXISTS instances (
    id TEXT PRIMARY KEY, status TEXT NOT NULL, created TEXT NOT NULL, record TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS instances_by_creation ON instances (created, id);
  CREATE TABLE IF NOT EXISTS history (
    id TEXT, first INTEGER, events TEXT NOT NULL, PRIMARY KEY (id, first)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS inbox (id TEXT, sequence INTEGER, event TEXT NOT NULL, PRIMARY KEY (id, sequence)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS work (id TEXT, task INTEGER, work TEXT NOT NULL, PRIMARY KEY (id, task)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS timers (name TEXT PRIMARY KEY, last TEXT NOT NULL) WITHOUT ROWID;
`;

const unfinished = `status IN ('Pending', 'Running', 'Suspended')`;

/** The file that holds the durable state. Every commit is on disk before it is acknowledged. */
export class HubDatabase {
  readonly #database: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();

  constructor(file: string, synchronous: 'FULL' | 'OFF' = 'FULL') {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; ${schema}`);
  }

  /** Writes all the changes in one transaction. */
  write(changes: readonly Change[]): void {
    this.#database.exec('BEGIN IMMEDIATE');
    try {
      for (const change of changes) this.#write(change);
      this.#database.exec('COMMIT');
    } catch (error) {
      // SQLite has rolled back by itself after some faults, a full disk among them.
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
  }

  /** All unfinished instances, with everything about them. */
  unfinished(): Map<string, LiveInstance> {
    const live = new Map<string, LiveInstance>();
    for (const row of this.#all(`SELECT record FROM instances WHERE ${unfinished}`)) {
      const record = JSON.parse(row.record as string) as InstanceRecord;
      live.set(record.id, { record, history: this.history(record.id), inbox: new Map(), work: new Map() });
    }
    for (const row of this.#all('SELECT id, sequence, event FROM inbox ORDER BY sequence')) {
      live
        .get(row.id as string)
        ?.inbox.set(row.sequence as number, JSON.parse(row.event as string) as IncomingEvent);
    }
    for (const row of this.#all('SELECT id, task, work FROM work')) {
      live.get(row.id as string)?.work.set(row.task as number, JSON.parse(row.work as string) as Work);
    }
    return live;
  }

  record(id: string): InstanceRecord | undefined {
    const [row] = this.#all('SELECT record FROM instances WHERE id = ?', id);
    return row === undefined ? undefined : (JSON.parse(row.record as string) as InstanceRecord);
  }

  history(id: string): HistoryEvent[] {
    const rows = this.#all('SELECT events FROM history WHERE id = ? ORDER BY first', id);
    return rows.flatMap((row) => JSON.parse(row.events as string) as HistoryEvent[]);
  }

  /** The highest number of an undelivered event. */
  lastSequence(): number {
    const [row] = this.#all('SELECT max(sequence) AS last FROM inbox');
    return (row?.last as number | null | undefined) ?? 0;
  }

  /** Instances in order of creation, after the one that `after` names. */
  list(filter: InstanceFilter, limit: number, after?: { created: string; id: string }): InstanceRecord[] {
    const conditions = ['created >= ?', 'created <= ?', 'substr(id, 1, ?) = ?', '(created, id) > (?, ?)'];
    const prefix = filter.idPrefix ?? '';
    const values: (string | number)[] = [
      filter.createdFrom ?? '',
      filter.createdTo ?? '~',
      prefix.length,
      prefix,
      after?.created ?? '',
      after?.id ?? '',
    ];
    if (filter.statuses !== undefined) {
      conditions.push(`status IN (${filter.statuses.map(() => '?').join(', ')})`);
      values.push(...filter.statuses);
    }
    const sql = `SELECT record FROM instances WHERE ${conditions.join(' AND ')} ORDER BY created, id LIMIT ?`;
    return this.#all(sql, ...values, limit).map((row) => JSON.parse(row.record as string) as InstanceRecord);
  }

  /** When a timer function last ran. */
  timerLastRun(name: string): string | undefined {
    const [row] = this.#all('SELECT last FROM timers WHERE name = ?', name);
    return row?.last as string | undefined;
  }

  setTimerLastRun(name: string, last: string): void {
    this.#run('INSERT OR REPLACE INTO timers VALUES (?, ?)', name, last);
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  #write(change: Change): void {
    const id = changedId(change);
    switch (change.type) {
      case 'begin':
        for (const table of ['history', 'inbox', 'work']) this.#run(`DELETE FROM ${table} WHERE id = ?`, id);
        this.#put(change.record);
        break;
      case 'update':
        this.#put(change.record);
        break;
      case 'append':
        this.#run('INSERT INTO history VALUES (?, ?, ?)', id, change.from, JSON.stringify(change.events));
        break;
      case 'restart':
        for (const table of ['history', 'work']) this.#run(`DELETE FROM ${table} WHERE id = ?`, id);
        break;
      case 'deliver':
        this.#run('INSERT INTO inbox VALUES (?, ?, ?)', id, change.sequence, JSON.stringify(change.event));
        break;
      case 'consume':
        for (const sequence of change.sequences) {
          this.#run('DELETE FROM inbox WHERE id = ? AND sequence = ?', id, sequence);
        }
        break;
      case 'open':
        this.#run('INSERT INTO work VALUES (?, ?, ?)', id, change.work.taskId, JSON.stringify(change.work));
        break;
      case 'close':
        this.#run('DELETE FROM work WHERE id = ? AND task = ?', id, change.taskId);
        break;
      case 'purge':
        for (const table of ['instances', 'history', 'inbox', 'work'])
          this.#run(`DELETE FROM ${table} WHERE id = ?`, id);
        break;
    }
  }

  #put(record: InstanceRecord): void {
    const { id, status, createdAt } = record;
    this.#run(
      'INSERT OR REPLACE INTO instances VALUES (?, ?, ?, ?)',
      id,
      status,
      createdAt,
      JSON.stringify(record),
    );
  }

  #run(sql: string, ...values: (string | number)[]): void {
    this.#statement(sql).run(...values);
  }

  #all(sql: string, ...values: (string | number)[]): Record<string, unknown>[] {
    return this.#statement(sql).all(...values);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql) ?? this.#database.prepare(sql);
    this.#statements.set(sql, known);
    return known;
  }
}
