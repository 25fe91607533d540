/** Does one thing after the other. What nobody wants any more when its turn comes is not begun. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  /** @throws DOMException `AbortError` if it was aborted before its turn; what has begun is finished */
  take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#last = mine.catch(() => undefined);
    return mine;
  }
}
