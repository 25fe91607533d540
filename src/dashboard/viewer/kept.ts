interface Entry<T> {
  readonly value: Promise<T>;
  size: number;
}

/**
 * What was loaded lately, or ahead of its time: turning back to a picture, or on to the next, takes no waiting. Beyond
 * `most` what was wanted least lately goes. Only for what never changes.
 */
export class Kept<T> {
  readonly #entries = new Map<string, Entry<T>>();

  constructor(
    private readonly most: number,
    private readonly sizeOf: (value: T) => number,
  ) {}

  /** What is kept or on its way already; otherwise what `load` brings. A failure is not kept. */
  async get(key: string, load: () => Promise<T>): Promise<T> {
    const known = this.#entries.get(key);
    if (known !== undefined) {
      this.#entries.delete(key);
      this.#entries.set(key, known);
      return known.value;
    }
    // Whoever turns away breaks a load off, so it is kept only once it is there.
    const value = await load();
    this.#keep(key, { value: Promise.resolve(value), size: this.sizeOf(value) });
    return value;
  }

  /** Loads what will be wanted soon. Nobody is told of a failure: it shows when the thing is wanted. */
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
