import { types } from 'node:util';

/** The runtime could not start. The message is one line and says what to do about it. */
export class RuntimeStartError extends Error {
  override readonly name = 'RuntimeStartError';
}

/** The app's process ended while it ran an invocation; nobody knows how far the invocation had come. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
}

/** The runtime is stopping and takes no more invocations. */
export class RuntimeStoppingError extends Error {
  override readonly name = 'RuntimeStoppingError';

  constructor() {
    super('The local runtime is stopping.');
  }
}

/** What anybody threw, as an Error. */
export function asError(thrown: unknown): Error {
  return types.isNativeError(thrown) ? thrown : new Error(String(thrown));
}
