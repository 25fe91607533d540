interface Entry<T> {
  readonly value: Promise<T>;
  size: number;
}

/**
 * A cache of what was loaded recently or ahead of time: going back to a picture, or on to the next, takes no
 * waiting. Beyond `most`, the least recently used entry is dropped. Only for what never changes.
 */
export class Kept<T> {
  readonly #entries = new Map<string, Entry<T>>();

  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: T) => number,
  ) {}

  /** Returns what is cached or already loading, else the result of `load`. A failure is not cached. */
  async get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    // A load is aborted when the user moves on, so its result is cached only once it is complete.
    const value = await load();
    this.#keep(key, { value: Promise.resolve(value), size: this.sizeOf(value) });
    return value;
  }

  /** Loads what will be needed soon. A failure is not reported: it shows when the item is needed. */
  async ahead(key: string, load: () => Promise<T>): Promise<T | undefined> {
    const known = this.#entries.get(key);
    if (known !== undefined) return known.value.catch(() => undefined);
    const entry = { value: load(), size: 0 };
    this.#entries.set(key, entry);
    try {
      const value = await entry.value;
      entry.size = this.sizeOf(value);
      this.#keep(key, entry);
      return value;
    } catch {
      this.#entries.delete(key);
      return undefined;
    }
  }

  #keep(key: string, entry: Entry<T>): void {
    this.#entries.delete(key);
    this.#entries.set(key, entry);
    let total = [...this.#entries.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [oldest, { size }] of this.#entries) {
      if (total <= this.most) return;
      if (size === 0) continue;
      this.#entries.delete(oldest);
      total -= size;
    }
  }
}
