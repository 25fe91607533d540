import type { InvocationResult, PlainError } from './messages';

interface Pending {
  readonly functionName: string;
  readonly resolve: (result: InvocationResult) => void;
  readonly reject: (error: Error) => void;
}

/** The function ran for longer than host.json allows. */
export class FunctionTimeoutError extends Error {
  override readonly name = 'FunctionTimeoutError';
}

/** The invocations that the app's process is working on. */
export class PendingInvocations {
  readonly #pending = new Map<string, Pending>();

  /** Waits for the result of an invocation; if it takes too long, it fails and `onTimeout` is called. */
  async add(
    invocationId: string,
    functionName: string,
    timeoutSeconds: number | undefined,
    onTimeout: (error: FunctionTimeoutError) => void,
  ): Promise<InvocationResult> {
    const { promise, resolve, reject } = Promise.withResolvers<InvocationResult>();
    this.#pending.set(invocationId, { functionName, resolve, reject });
    if (timeoutSeconds === undefined) return promise;
    const timer = setTimeout(() => {
      const error = new FunctionTimeoutError(
        `${functionName} ran for longer than the ${timeoutSeconds} s that functionTimeout of host.json allows.`,
      );
      this.#take(invocationId)?.reject(error);
      onTimeout(error);
    }, timeoutSeconds * 1000);
    return promise.finally(() => clearTimeout(timer));
  }

  succeed(invocationId: string, result: InvocationResult): void {
    this.#take(invocationId)?.resolve(result);
  }

  fail(invocationId: string, error: PlainError): void {
    this.#take(invocationId)?.reject(revived(error));
  }

  failAll(error: (functionName: string) => Error): void {
    const all = [...this.#pending.values()];
    this.#pending.clear();
    for (const { functionName, reject } of all) reject(error(functionName));
  }

  #take(invocationId: string): Pending | undefined {
    const pending = this.#pending.get(invocationId);
    this.#pending.delete(invocationId);
    return pending;
  }
}

/** An error from the other process, as an Error again. */
export function revived({ name, message, stack }: PlainError): Error {
  const error = new Error(message);
  error.name = name;
  if (stack !== undefined) error.stack = stack;
  return error;
}
