/** Wakes a sleeping loop. A signal that arrives while the loop is awake is kept for its next sleep. */
export class Signal {
  #raised = false;
  #wake: (() => void) | undefined;

  raise(): void {
    this.#raised = true;
    this.#wake?.();
  }

  /** Sleeps until the signal arrives, or until the given time has passed, if any. */
  async sleep(milliseconds?: number): Promise<void> {
    if (!this.#raised) {
      await new Promise<void>((awake) => {
        const timer = milliseconds === undefined ? undefined : setTimeout(awake, milliseconds);
        this.#wake = () => {
          clearTimeout(timer);
          awake();
        };
      });
    }
    this.#wake = undefined;
    this.#raised = false;
  }
}
