import { syncBuiltinESMExports } from 'node:module';
import workerThreads from 'node:worker_threads';

/**
 * Takes away what Node's permission model leaves open to the code of a process: a new thread may be started
 * without the permission model, and any process of this user can be signalled. The watchdog's thread is
 * already there.
 */
export function closeDoors(): void {
  for (const [from, name] of [
    [workerThreads, 'Worker'],
    [process, 'kill'],
    [process, '_kill'],
    [process, '_debugProcess'],
  ] as const)
    Object.defineProperty(from, name, { value: undefined, writable: false, configurable: false });
  syncBuiltinESMExports();
}
