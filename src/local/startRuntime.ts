import { checkNodeVersion } from './nodeVersion';
import type { Runtime, RuntimeOptions } from './runtimeTypes';

/**
 * Runs a function app on this machine: its HTTP, blob, queue, timer, orchestration and activity functions,
 * with Azurite as the storage unless another account is given. Rejects with a RuntimeStartError that says how
 * to fix it.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  checkNodeVersion();
  // Imported late: on an older Node.js it would fail to load, with a less helpful error.
  const { assembleRuntime } = await import('./assembleRuntime.ts');
  return assembleRuntime(options);
}
