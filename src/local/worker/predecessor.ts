import { setTimeout } from 'node:timers/promises';
import { LockedError, takeLock } from '../processLock';

/** How long a worker of an earlier host may take to notice that its host is gone. */
const timeoutMs = 3_000;

/**
 * Ends a worker that outlived its host: one in an uninterrupted computation cannot notice that its channel
 * closed. The caller holds the data folder, so any worker that still holds a lock in it has no host.
 */
export async function endPredecessor(lock: string): Promise<void> {
  for (let waited = 0; ; waited += 100) {
    try {
      takeLock(lock).release();
      return;
    } catch (error) {
      if (!(error instanceof LockedError) || waited > 2 * timeoutMs) throw error;
      if (waited >= timeoutMs && error.holder !== undefined) process.kill(error.holder, 'SIGKILL');
    }
    await setTimeout(100);
  }
}
