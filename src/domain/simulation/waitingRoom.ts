import { Heap } from './heap';

/** Where a case stands among those that wait. Times in minutes. */
export interface Standing {
  /** 0 is read first. */
  readonly level: number;
  /** Within a level, the lower is read first. */
  readonly key: number;
  /** It rises by one level, up to `highest`, each time it has waited this long; infinite: never. */
  readonly riseEvery: number;
}

/** What waits to be read, or is being read. */
export interface Waiting {
  readonly arrival: number;
  /** In the order of arrival. */
  readonly number: number;
  readonly standing: Standing;
  /** The level where it stands now. */
  level: number;
  isWaiting: boolean;
}

interface Rise<T> {
  readonly at: number;
  readonly item: T;
}

/** The cases that wait, in reading order: the level, then the key, then the order of arrival. */
export class WaitingRoom<T extends Waiting> {
  readonly #levels: Heap<T>[];
  readonly #rises = new Heap<Rise<T>>((a, b) => a.at < b.at);
  #waiting = 0;

  /** @param highest the level to which waiting raises */
  constructor(
    levels: number,
    private readonly highest: number,
  ) {
    this.#levels = Array.from({ length: levels }, () => new Heap<T>(isBefore));
  }

  get isEmpty(): boolean {
    return this.#waiting === 0;
  }

  add(item: T): void {
    item.isWaiting = true;
    this.#waiting += 1;
    this.#levels[item.level]?.add(item);
    this.#planRise(item);
  }

  /** The first in reading order, which leaves. */
  take(now: number): T | undefined {
    this.#raise(now);
    for (const [level, heap] of this.#levels.entries()) {
      for (let item = heap.take(); item !== undefined; item = heap.take()) {
        // It has risen to another level or has left; this is what it left behind.
        if (!item.isWaiting || item.level !== level) continue;
        item.isWaiting = false;
        this.#waiting -= 1;
        return item;
      }
    }
    return undefined;
  }

  #planRise(item: T): void {
    const { riseEvery, level } = item.standing;
    if (riseEvery === Number.POSITIVE_INFINITY || item.level <= this.highest) return;
    this.#rises.add({ at: item.arrival + (level - item.level + 1) * riseEvery, item });
  }

  #raise(now: number): void {
    for (let rise = this.#rises.first; rise !== undefined && rise.at <= now; rise = this.#rises.first) {
      this.#rises.take();
      const { item } = rise;
      const planned = item.arrival + (item.standing.level - item.level + 1) * item.standing.riseEvery;
      if (!item.isWaiting || rise.at !== planned) continue;
      item.level -= 1;
      this.#levels[item.level]?.add(item);
      this.#planRise(item);
    }
  }
}

function isBefore(a: Waiting, b: Waiting): boolean {
  return a.standing.key < b.standing.key || (a.standing.key === b.standing.key && a.number < b.number);
}
