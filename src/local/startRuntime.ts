import { checkNodeVersion } from './nodeVersion';
import type { Runtime, RuntimeOptions } from './runtimeTypes';

/**
 * Runs a function app on this machine: its HTTP, blob, queue, timer, orchestration and activity functions, with
 * Azurite as the storage unless another one is given. Rejects with a RuntimeStartError that says what to do.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  checkNodeVersion();
  // Only now: on an older Node.js, this already fails to load, and says less about why.
  const { assembleRuntime } = await import('./assembleRuntime.ts');
  return assembleRuntime(options);
}
