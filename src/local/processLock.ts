import { readFileSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the lock. */
export class LockedError extends Error {
  override readonly name = 'LockedError';

  constructor(
    readonly file: string,
    readonly holder: number | undefined,
  ) {
    super(`${file} is held${holder === undefined ? '' : ` by process ${holder}`}`);
  }
}

/** A lock that the operating system releases when its holder exits, even when it is killed. */
export interface ProcessLock {
  release(): void;
}

/** Keeps the locks of this process from being garbage-collected, which would release them. */
const held = new Set<DatabaseSync>();

/**
 * Takes the lock, waiting up to `waitMilliseconds` for its holder to release it (this blocks the thread).
 *
 * The lock is SQLite's own on an empty database: it works on every platform, is not left behind by a killed
 * process, and is not fooled by a reused process id, as a file that holds an id would be. The id is in a
 * separate file, because opening and closing the locked file would drop the lock.
 */
export function takeLock(file: string, waitMilliseconds = 0): ProcessLock {
  const database = new DatabaseSync(file, { timeout: waitMilliseconds });
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) throw new LockedError(file, lockHolder(file));
    throw error;
  }
  writeFileSync(pidFile(file), String(process.pid));
  held.add(database);
  return {
    release: () => {
      held.delete(database);
      database.close();
    },
  };
}

/** The process that took the lock last; it is the holder if the lock is held. */
export function lockHolder(file: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile(file), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function pidFile(file: string): string {
  return `${file}.pid`;
}

function isBusy(error: unknown): boolean {
  const code = (error as { errcode?: number }).errcode;
  return code === 5 || code === 6;
}
