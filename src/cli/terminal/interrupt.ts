import { exitCodes } from './exitCodes';

/** npm forwards a Ctrl-C that the terminal has already sent to every process; that is not a second one. */
const echoMilliseconds = 1_000;

/**
 * Aborts on the first Ctrl-C (or request to end), so that work in progress can be cleaned up. The second one
 * ends the process at once.
 */
export function onInterrupt(): { signal: AbortSignal; release: () => void } {
  const controller = new AbortController();
  let first: number | undefined;
  const listener = () => {
    if (first !== undefined && performance.now() - first > echoMilliseconds) {
      process.exit(exitCodes.interrupted);
    }
    first ??= performance.now();
    controller.abort();
  };
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const name of signals) process.on(name, listener);
  return {
    signal: controller.signal,
    release: () => {
      for (const name of signals) process.off(name, listener);
    },
  };
}

/** Resolves when the signal aborts. */
export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
