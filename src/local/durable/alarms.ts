/** The longest delay that setTimeout accepts. */
const longestWait = 2 ** 31 - 1;

/** Calls back at given times, however distant. A time in the past fires at once. */
export class Alarms {
  readonly #timeouts = new Map<string, NodeJS.Timeout>();

  set(key: string, at: number, ring: () => void): void {
    this.clear(key);
    const wait = Math.max(0, at - Date.now());
    const timeout = setTimeout(
      () => {
        this.#timeouts.delete(key);
        if (wait > longestWait) this.set(key, at, ring);
        else ring();
      },
      Math.min(wait, longestWait),
    );
    this.#timeouts.set(key, timeout);
  }

  clear(key: string): void {
    clearTimeout(this.#timeouts.get(key));
    this.#timeouts.delete(key);
  }

  clearAll(): void {
    for (const key of [...this.#timeouts.keys()]) this.clear(key);
  }
}
