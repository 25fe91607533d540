import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { LockedError, takeLock } from '../local/processLock';
import { startRuntime } from '../local/startRuntime';
import { readSettings, type Settings } from '../settings';
import { appDirectory } from './appDirectory';
import { UsageError } from './errors';
import { isLocalSite, openLocalSite } from './localSite';

const connectionFile = 'storage-connection';

/**
 * Notes in the data folder how to reach its storage while its runtime is up, for other commands on this machine.
 *
 * @returns what takes the note away again.
 */
export function noteStorage(dataDirectory: string, connectionString: string): () => void {
  const file = path.join(dataDirectory, connectionFile);
  writeFileSync(file, `${connectionString}\n`, { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Hands over the storage of a data folder: of the runtime that is up on it, or of one that is started for this. */
export async function withLocalStorage(
  dataDirectory: string,
  use: (settings: Settings) => Promise<void>,
): Promise<void> {
  if (!isLocalSite(dataDirectory)) {
    throw new UsageError(
      `${dataDirectory} is no data folder of triage: give the one that was given to --data.`,
    );
  }
  const environment = openLocalSite(dataDirectory);
  const settingsFor = (connectionString: string) =>
    readSettings({ ...environment, AzureWebJobsStorage: connectionString }, appDirectory);
  const running = runningStorage(dataDirectory);
  if (running !== undefined) return use(settingsFor(running));
  const runtime = await startRuntime({ appDirectory, dataDirectory, environment });
  try {
    await use(settingsFor(runtime.connectionString));
  } finally {
    await runtime.stop();
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
