/** Leaves half of a browser's connections to a server for what somebody waits for. */
const atOnce = 3;

/** Loads what will be needed soon, a few at a time. A new list replaces what has not begun. */
export class AheadQueue<T> {
  #wanted: readonly T[] = [];
  #running = 0;

  /** @param load never rejects */
  constructor(private readonly load: (item: T) => Promise<unknown>) {}

  want(items: readonly T[]): void {
    this.#wanted = items;
    while (this.#running < atOnce && this.#begin());
  }

  /** @returns whether there was anything to begin */
  #begin(): boolean {
    const [next, ...others] = this.#wanted;
    if (next === undefined) return false;
    this.#wanted = others;
    this.#running += 1;
    void this.load(next).then(() => {
      this.#running -= 1;
      this.#begin();
    });
    return true;
  }
}
