import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startAzurite } from '../../local/azurite/startAzurite';
import { DataFolder } from '../../local/dataFolder';
import { LockedError, takeLock } from '../../local/processLock';
import { texts } from '../language/declared';
import { UsageError } from '../terminal/errors';

/** In the data folder: the connection string of its storage while it is running. */
export const connectionFile = 'storage-connection';
const azuriteFolder = 'azurite';

/**
 * Records in the data folder how to reach its storage while its runtime is running, for other commands on
 * this machine.
 *
 * @returns a function that removes the record.
 */
export function noteStorage(dataDirectory: string, connectionString: string): () => void {
  const file = path.join(dataDirectory, connectionFile);
  writeFileSync(file, `${connectionString}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/**
 * Provides the storage of a data folder: that of its running runtime, or else storage started for this call,
 * without the app.
 */
export async function withLocalStorage<T>(
  dataDirectory: string,
  use: (connectionString: string) => Promise<T>,
): Promise<T> {
  if (!existsSync(path.join(dataDirectory, azuriteFolder))) {
    throw new UsageError(texts.errors.place.noStorage(dataDirectory));
  }
  const running = runningStorage(dataDirectory);
  if (running !== undefined) return use(running);
  const folder = DataFolder.take(dataDirectory);
  try {
    const account = folder.storageAccount();
    const lock = folder.file('azurite.lock');
    const azurite = await startAzurite(lock, folder.storage, account, {}, () => {});
    try {
      return await use(azurite.connectionString);
    } finally {
      await azurite.stop();
    }
  } finally {
    folder.release();
  }
}

function runningStorage(dataDirectory: string): string | undefined {
  const file = path.join(dataDirectory, connectionFile);
  return isHeld(path.join(dataDirectory, 'host.lock')) && existsSync(file)
    ? readFileSync(file, 'utf8').trim()
    : undefined;
}

function isHeld(lock: string): boolean {
  try {
    takeLock(lock).release();
    return false;
  } catch (error) {
    if (error instanceof LockedError) return true;
    throw error;
  }
}
