/**
 * A line that is served from both ends by turns: what came last, then what came first. So what has just come is soon
 * served, however many wait, and whatever waits moves on with every second turn.
 */
export class BothEnds<T> {
  #line: T[] = [];
  #first = 0;
  #lastIsNext = true;

  get length(): number {
    return this.#line.length - this.#first;
  }

  add(item: T): void {
    this.#line.push(item);
  }

  /** Undefined if nobody waits. */
  take(): T | undefined {
    if (this.length === 0) return undefined;
    const fromEnd = this.#lastIsNext;
    this.#lastIsNext = !fromEnd;
    if (fromEnd) return this.#line.pop();
    const item = this.#line[this.#first];
    this.#first += 1;
    if (this.#first > this.length) {
      this.#line = this.#line.slice(this.#first);
      this.#first = 0;
    }
    return item;
  }
}
