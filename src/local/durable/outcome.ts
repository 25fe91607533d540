/**
 * The outcome of a task. Unlike a promise, it calls its followers synchronously and in order: going through
 * the event loop would lose the order of the history.
 */
export class Outcome {
  #followers: ((failed: boolean) => void)[] = [];
  #failed: boolean | undefined;

  static succeeded(): Outcome {
    const outcome = new Outcome();
    outcome.settle(false);
    return outcome;
  }

  /** Succeeds when all have succeeded; if one fails, it fails once all are settled. */
  static all(outcomes: readonly Outcome[]): Outcome {
    const all = new Outcome();
    let open = outcomes.length;
    let anyFailed = false;
    for (const outcome of outcomes) {
      outcome.whenSettled((failed) => {
        anyFailed ||= failed;
        open -= 1;
        if (open === 0) all.settle(anyFailed);
      });
    }
    return all;
  }

  /** Settles like the first that settles, whether it succeeds or fails. */
  static any(outcomes: readonly Outcome[]): Outcome {
    const any = new Outcome();
    for (const outcome of outcomes) outcome.whenSettled(() => any.settle(false));
    return any;
  }

  get settled(): boolean {
    return this.#failed !== undefined;
  }

  settle(failed: boolean): void {
    if (this.#failed !== undefined) return;
    this.#failed = failed;
    const followers = this.#followers;
    this.#followers = [];
    for (const follower of followers) follower(failed);
  }

  whenSettled(follower: (failed: boolean) => void): void {
    if (this.#failed === undefined) this.#followers.push(follower);
    else follower(this.#failed);
  }
}
