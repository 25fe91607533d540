import { types } from 'node:util';

/** The start option that the user should change. */
export type StartChoice = 'port' | 'data-folder';

interface StartErrorOptions extends ErrorOptions {
  readonly choice?: StartChoice;
}

/** The runtime could not start. The message is one line and says how to fix it. */
export class RuntimeStartError extends Error {
  override readonly name = 'RuntimeStartError';
  readonly choice: StartChoice | undefined;

  constructor(message: string, options: StartErrorOptions = {}) {
    super(message, options);
    this.choice = options.choice;
  }
}

/** The app's process ended during an invocation; it is unknown how far the invocation got. */
export class WorkerLostError extends Error {
  override readonly name = 'WorkerLostError';
}

/** The runtime is stopping and accepts no more invocations. */
export class RuntimeStoppingError extends Error {
  override readonly name = 'RuntimeStoppingError';

  constructor() {
    super('The local runtime is stopping.');
  }
}

/** A thrown value as an Error that says something: some of the storage client and of the network have no message. */
export function asError(thrown: unknown): Error {
  if (!types.isNativeError(thrown)) return new Error(String(thrown));
  if (thrown.message.trim() !== '') return thrown;
  const { name, code, statusCode } = thrown as Error & { code?: unknown; statusCode?: unknown };
  return new Error(`${name} (${code ?? statusCode ?? 'no reason given'})`, { cause: thrown });
}
