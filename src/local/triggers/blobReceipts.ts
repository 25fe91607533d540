import { createHash } from 'node:crypto';
import { DatabaseSync } from 'node:sqlite';
import type { FoundBlob } from './blobLine';

/**
 * Which versions of blobs a function has dealt with, in a file of their own. It holds hashes: the name of a blob may
 * say whom it shows, and stay here after the blob was erased.
 *
 * What was written last may be lost with the machine's power, and those blobs are then handed on again.
 */
export class BlobReceipts {
  readonly #database: DatabaseSync;
  readonly #find;
  readonly #put;

  /** @param salt of this host, random */
  constructor(
    file: string,
    private readonly salt: string,
  ) {
    this.#database = new DatabaseSync(file);
    this.#database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;
      CREATE TABLE IF NOT EXISTS receipts (
        id TEXT PRIMARY KEY, function TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID`);
    this.#find = this.#database.prepare('SELECT 1 FROM receipts WHERE id = ?');
    this.#put = this.#database.prepare('INSERT OR REPLACE INTO receipts VALUES (?, ?, ?)');
  }

  /** @param url of the container, with its account */
  idOf({ functionId, name, etag }: FoundBlob, url: string): string {
    const of = JSON.stringify([this.salt, functionId, url, name, etag]);
    return createHash('sha256').update(of).digest('base64url');
  }

  has(id: string): boolean {
    return this.#find.get(id) !== undefined;
  }

  add(id: string, functionId: string): void {
    this.#put.run(id, functionId, Date.now());
  }

  /**
   * Forgets what the functions dealt with before that time, in milliseconds, but for the given ids.
   *
   * @returns how many
   * @throws if that cannot be written, as on a full disk; then nothing is forgotten
   */
  forget(functionIds: readonly string[], before: number, but: ReadonlySet<string>): number {
    const places = functionIds.map(() => '?').join(', ');
    const older = this.#database.prepare(`SELECT id FROM receipts WHERE at < ? AND function IN (${places})`);
    const remove = this.#database.prepare('DELETE FROM receipts WHERE id = ?');
    const gone = older.all(before, ...functionIds).filter(({ id }) => !but.has(id as string));
    if (gone.length === 0) return 0;
    this.#database.exec('BEGIN');
    try {
      for (const { id } of gone) remove.run(id as string);
      this.#database.exec('COMMIT');
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK');
      throw error;
    }
    return gone.length;
  }

  close(): void {
    this.#database.close();
  }
}
