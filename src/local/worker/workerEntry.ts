import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { LockedError, takeLock } from '../processLock';
import { FunctionsCore } from './functionsCore';
import { invoke } from './invoke';
import type { FromWorker, FunctionMetadata, Invocation, PlainError, ToWorker } from './messages';

/**
 * The app's process. It loads the app, reports which functions it registered, and runs them on request. It
 * exits when the host is gone.
 */

/**
 * How long an earlier worker, whose host is gone, may take to exit before this one refuses to run beside it.
 */
const predecessorMilliseconds = 10_000;

const appHookData = {};
const core = new FunctionsCore((level, category, message, about) =>
  send({ type: 'log', level, category, message, ...about }),
);

process.on('disconnect', () => process.exit(1));
process.on('message', (message: ToWorker) => {
  if (message.type === 'load') void load(message.appDirectory, message.main, message.lock);
  else if (message.type === 'invoke') void run(message.invocation);
  else void terminate();
});

async function load(appDirectory: string, main: string, lock: string): Promise<void> {
  try {
    takeLock(lock, predecessorMilliseconds);
    core.install();
    const file = join(appDirectory, main);
    if (file.endsWith('.mjs')) await import(pathToFileURL(file).href);
    else require(file);
    await core.runHooks('appStart', { hookData: {}, appHookData, functionAppDirectory: appDirectory });
    const capabilities = (await core.model?.getCapabilities?.({ RawHttpBodyBytes: 'true' })) ?? {};
    if (capabilities.HttpUri !== undefined) {
      throw new Error(
        'The app asks for HTTP streams (enableHttpStream), which the local runtime does not support.',
      );
    }
    core.lock();
    send({ type: 'loaded', functions: [...core.functions.values()].map(({ metadata }) => plain(metadata)) });
  } catch (error) {
    const shown =
      error instanceof LockedError
        ? new Error(`an earlier worker (process ${error.holder}) does not exit`)
        : error;
    send({ type: 'loadFailed', error: plainError(shown) });
  }
}

async function run(invocation: Invocation): Promise<void> {
  const { invocationId } = invocation;
  try {
    const { returnValue } = await invoke(core, appHookData, invocation);
    send({ type: 'result', invocationId, result: { returnValue } });
  } catch (error) {
    send({ type: 'failure', invocationId, error: plainError(error) });
  }
}

async function terminate(): Promise<void> {
  try {
    await core.runHooks('appTerminate', { hookData: {}, appHookData });
  } catch (error) {
    core.log('error', 'system', `An appTerminate hook failed: ${plainError(error).message}`);
  }
  send({ type: 'terminated' });
}

/** The metadata without what cannot cross the process boundary. */
function plain(metadata: FunctionMetadata): FunctionMetadata {
  return JSON.parse(JSON.stringify(metadata)) as FunctionMetadata;
}

function plainError(thrown: unknown): PlainError {
  if (!(thrown instanceof Error)) return { name: 'Error', message: String(thrown) };
  return { name: thrown.name, message: thrown.message, ...(thrown.stack && { stack: thrown.stack }) };
}

function send(message: FromWorker): void {
  if (process.connected) process.send?.(message);
}
