/** The longest delay that setTimeout accepts. */
const longestWait = 2 ** 31 - 1;

interface Alarm {
  /** In milliseconds since 1970. */
  readonly at: number;
  readonly ring: () => void;
  timeout?: NodeJS.Timeout;
}

/**
 * Calls back at given times, however distant, in their order; at one time, in the order in which they were set. A time in
 * the past fires at once.
 */
export class Alarms {
  /** In the order in which they were set. */
  readonly #alarms = new Map<string, Alarm>();

  set(key: string, at: number, ring: () => void): void {
    this.clear(key);
    const alarm: Alarm = { at, ring };
    this.#alarms.set(key, alarm);
    this.#wait(alarm);
  }

  clear(key: string): void {
    clearTimeout(this.#alarms.get(key)?.timeout);
    this.#alarms.delete(key);
  }

  clearAll(): void {
    for (const key of [...this.#alarms.keys()]) this.clear(key);
  }

  #wait(alarm: Alarm): void {
    const wait = Math.max(0, alarm.at - Date.now());
    alarm.timeout = setTimeout(
      () => (wait > longestWait ? this.#wait(alarm) : this.#ringUntil(alarm.at)),
      Math.min(wait, longestWait),
    );
  }

  /** The clock may go on between two alarms that are set: then the later one has the shorter delay, and is over first. */
  #ringUntil(time: number): void {
    const due = [...this.#alarms].filter(([, { at }]) => at <= time).sort(([, a], [, b]) => a.at - b.at);
    for (const [key, alarm] of due) {
      // One that rang before it may have cleared or replaced it.
      if (this.#alarms.get(key) !== alarm) continue;
      this.clear(key);
      alarm.ring();
    }
  }
}
