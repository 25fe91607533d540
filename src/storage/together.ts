interface Batch<T> {
  readonly items: T[];
  readonly written: Promise<void>;
}

/** Of Azure Tables: operations in one transaction. */
const most = 100;

/**
 * Group commit: what comes while others are written is written next, together. What comes alone is written at once. If
 * a batch fails, each of its items does.
 */
export class Together<T> {
  #open: Batch<T> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param write one to a hundred items; one batch at a time */
  constructor(private readonly write: (items: readonly T[]) => Promise<void>) {}

  /** Resolves once the item is written. */
  add(item: T): Promise<void> {
    if (this.#open === undefined || this.#open.items.length === most) this.#open = this.#begin();
    this.#open.items.push(item);
    return this.#open.written;
  }

  #begin(): Batch<T> {
    const items: T[] = [];
    const written = this.#last.then(() => {
      if (this.#open === batch) this.#open = undefined;
      return this.write(items);
    });
    const batch = { items, written };
    this.#last = written.catch(() => {});
    return batch;
  }
}
