/**
 * Files of this process that others make way for until something is done with them: urgent ones until they are
 * finished, all until they were looked at. Others wait a moment at most, so that no stream of such files stops them.
 */
export class OpenFiles {
  readonly #open = new Set<string>();
  #waiting: (() => void)[] = [];

  /** @param patience how long others wait at most, in milliseconds */
  constructor(private readonly patience: number) {}

  get isNone(): boolean {
    return this.#open.size === 0;
  }

  begin(id: string): void {
    this.#open.add(id);
  }

  end(id: string): void {
    this.#open.delete(id);
    if (this.#open.size === 0) this.#goOn();
  }

  /** Resolves once there is none, or after a moment. One that another process finished is then forgotten. */
  async areDone(): Promise<void> {
    if (this.#open.size === 0 || this.patience === 0) return;
    const open = [...this.#open];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        for (const id of open) this.#open.delete(id);
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
