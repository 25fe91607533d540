interface Group<I, R> {
  readonly items: I[];
  readonly results: Promise<readonly R[]>;
}

/**
 * Group commit: one call at a time, and what comes while it is under way goes together in the next. What comes alone
 * waits for nothing. If a call fails, it fails for each of its items, and for no others.
 */
export class GroupedCalls<I, R> {
  #open: Group<I, R> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /**
   * @param send @returns a result for each item, in their order
   * @param fits whether an item may go with those
   */
  constructor(
    private readonly send: (items: readonly I[]) => Promise<readonly R[]>,
    private readonly fits: (items: readonly I[], item: I) => boolean,
  ) {}

  async add(item: I): Promise<R> {
    const open = this.#open;
    const group = open !== undefined && this.fits(open.items, item) ? open : this.#begin();
    const index = group.items.push(item) - 1;
    return (await group.results)[index] as R;
  }

  #begin(): Group<I, R> {
    const items: I[] = [];
    const results = this.#last.then(() => {
      if (this.#open === group) this.#open = undefined;
      return this.send(items);
    });
    const group = { items, results };
    this.#last = results.catch(() => undefined);
    this.#open = group;
    return group;
  }
}
