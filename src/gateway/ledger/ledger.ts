import path from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type GatewayAnswer, gatewayAnswerSchema } from '../../contract/gateway';

/** An object that a peer asks about, PS3.4 J.3.2. */
export interface ReferencedObject {
  readonly sopClass: string;
  readonly sopInstance: string;
}

/** A request for storage commitment that has not been answered. */
export interface OpenCommitment {
  readonly peer: string;
  readonly transaction: string;
  readonly objects: readonly ReferencedObject[];
  /** Milliseconds since 1970. */
  readonly askedAt: number;
}

const schema = `
  PRAGMA locking_mode = EXCLUSIVE;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  CREATE TABLE IF NOT EXISTS kept (
    sop_instance TEXT PRIMARY KEY, sop_class TEXT NOT NULL, blob TEXT NOT NULL, kept_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS kept_by_time ON kept (kept_at);
  CREATE TABLE IF NOT EXISTS commitment (
    peer TEXT NOT NULL, uid TEXT NOT NULL, objects TEXT NOT NULL, asked_at INTEGER NOT NULL, PRIMARY KEY (peer, uid)
  );
  CREATE TABLE IF NOT EXISTS delivery (
    order_id TEXT PRIMARY KEY, answer TEXT NOT NULL, answered_at INTEGER NOT NULL
  ) WITHOUT ROWID;
`;

const togetherMilliseconds = 50;
const keptDays = 90;
const dayMilliseconds = 86_400_000;

/** SQLITE_BUSY. */
const sqliteBusy = 5;

/** The spool is another process's. */
export class SpoolInUseError extends Error {
  override readonly name = 'SpoolInUseError';
}

/** What the gateway must remember of objects that it has no longer: SOP instances by UID, and nothing about patients. */
export class Ledger {
  private readonly database: DatabaseSync;
  private readonly insert: StatementSync;
  private waiting: {
    object: ReferencedObject;
    blob: string;
    done: () => void;
    failed: (error: unknown) => void;
  }[] = [];

  /** @throws SpoolInUseError if another gateway has it open */
  constructor(folder: string) {
    this.database = new DatabaseSync(path.join(folder, 'ledger.db'));
    try {
      this.database.exec(schema);
      this.database.exec('BEGIN EXCLUSIVE; COMMIT');
    } catch (error) {
      this.database.close();
      if ((error as { errcode?: number }).errcode === sqliteBusy)
        throw new SpoolInUseError(`Another gateway uses the spool ${folder}.`, { cause: error });
      throw error;
    }
    this.insert = this.database.prepare('INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?)');
  }

  /** Returns once it is durable. Those of a moment are written together. */
  kept(object: ReferencedObject, blob: string): Promise<void> {
    return new Promise((done, failed) => {
      if (this.waiting.length === 0) setTimeout(() => this.write(), togetherMilliseconds);
      this.waiting.push({ object, blob, done, failed });
    });
  }

  private write(): void {
    const written = this.waiting;
    this.waiting = [];
    try {
      this.database.exec('BEGIN');
      for (const { object, blob } of written)
        this.insert.run(object.sopInstance, object.sopClass, blob, Date.now());
      this.database.exec('COMMIT');
      for (const { done } of written) done();
    } catch (error) {
      if (this.database.isOpen && this.database.isTransaction) this.database.exec('ROLLBACK');
      for (const { failed } of written) failed(error);
    }
  }

  /** The blob and class of an instance that is in the storage. */
  find(sopInstance: string): { sopClass: string; blob: string } | undefined {
    const row = this.database
      .prepare('SELECT sop_class AS sopClass, blob FROM kept WHERE sop_instance = ?')
      .get(sopInstance);
    return row as { sopClass: string; blob: string } | undefined;
  }

  /** Durable when it returns. Asking twice is one request. */
  ask({ peer, transaction, objects, askedAt }: OpenCommitment): void {
    this.database
      .prepare('INSERT OR IGNORE INTO commitment VALUES (?, ?, ?, ?)')
      .run(peer, transaction, JSON.stringify(objects), askedAt);
  }

  openCommitments(): OpenCommitment[] {
    const rows = this.database
      .prepare(
        'SELECT peer, uid AS "transaction", objects, asked_at AS askedAt FROM commitment ORDER BY asked_at',
      )
      .all() as { peer: string; transaction: string; objects: string; askedAt: number }[];
    return rows.map((row) => ({ ...row, objects: JSON.parse(row.objects) }));
  }

  hasOpenCommitments(): boolean {
    return this.database.prepare('SELECT 1 FROM commitment LIMIT 1').get() !== undefined;
  }

  answered({ peer, transaction }: Pick<OpenCommitment, 'peer' | 'transaction'>): void {
    this.database.prepare('DELETE FROM commitment WHERE peer = ? AND uid = ?').run(peer, transaction);
  }

  /** Our last answer to an order. */
  delivery(orderId: string): GatewayAnswer | undefined {
    const row = this.database.prepare('SELECT answer FROM delivery WHERE order_id = ?').get(orderId);
    return row === undefined ? undefined : gatewayAnswerSchema.parse(JSON.parse(row.answer as string));
  }

  /** Durable when it returns. */
  delivered(answer: GatewayAnswer): void {
    this.database
      .prepare('INSERT OR REPLACE INTO delivery VALUES (?, ?, ?)')
      .run(answer.orderId, JSON.stringify(answer), Date.now());
  }

  /** Nobody asks after so long. */
  forgetOld(now: number): void {
    const before = now - keptDays * dayMilliseconds;
    this.database.prepare('DELETE FROM kept WHERE kept_at < ?').run(before);
    this.database.prepare('DELETE FROM delivery WHERE answered_at < ?').run(before);
  }

  close(): void {
    this.write();
    this.database.close();
  }
}
