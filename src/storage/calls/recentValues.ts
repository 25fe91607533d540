/** How long a value counts as recent. */
const milliseconds = 5_000;
const most = 8;

/** The last few values that were set, by key, for a few seconds. */
export class RecentValues<T> {
  readonly #values = new Map<string, { readonly value: T; readonly until: number }>();

  get(key: string): T | undefined {
    const found = this.#values.get(key);
    return found && performance.now() < found.until ? found.value : undefined;
  }

  forget(key: string): void {
    this.#values.delete(key);
  }

  set(key: string, value: T): void {
    this.#values.delete(key);
    this.#values.set(key, { value, until: performance.now() + milliseconds });
    const [oldest] = this.#values.keys();
    if (oldest !== undefined && this.#values.size > most) this.#values.delete(oldest);
  }
}
