/**
 * Urgent files that this process let in and has not finished. Where everything is on one machine, the recording of
 * others would be in their way, and waits for them: a moment, so that no stream of urgent files stops it.
 */
export class UrgentFiles {
  readonly #open = new Set<string>();
  #waiting: (() => void)[] = [];

  /** @param patience how long others wait at most, in milliseconds */
  constructor(private readonly patience: number) {}

  begin(arrivalId: string): void {
    this.#open.add(arrivalId);
  }

  end(arrivalId: string): void {
    this.#open.delete(arrivalId);
    if (this.#open.size === 0) this.#goOn();
  }

  /** Resolves once there is none, or after a moment. One that another process finished is then forgotten. */
  async areDone(): Promise<void> {
    if (this.#open.size === 0 || this.patience === 0) return;
    const open = [...this.#open];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        for (const arrivalId of open) this.#open.delete(arrivalId);
        resolve();
      }, this.patience);
      this.#waiting.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }

  #goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
