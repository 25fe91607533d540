import { parseEntry } from './entry';
import { readBundle } from './readBack';
import { type ReadTile, tileWidth } from './tiles';

/** Clocks further apart than this are out of order. */
const skewMilliseconds = 300_000;

/**
 * Which recent events are sealed, according to the entries themselves. A record is never sealed before it is
 * stored, so entries sealed before that time need not be read.
 */
export class SealedIds {
  #ids = new Set<string>();
  /** Entries from here to `#end` are in the set. */
  #start = 0;
  #end = 0;
  /** The earliest time back to which the log was read. */
  #since = Number.NEGATIVE_INFINITY;

  /** Adds what this sequencer sealed itself, without reading it again. */
  add(from: number, eventIds: readonly string[]): void {
    if (from !== this.#end) return;
    for (const id of eventIds) this.#ids.add(id);
    this.#end += eventIds.length;
    if (this.#ids.size > maxIds) this.#forget(0);
  }

  /** Whether the event is known to be sealed; false proves nothing. */
  has(eventId: string): boolean {
    return this.#ids.has(eventId);
  }

  /** Which of these events are sealed; none of their records was stored before that time. */
  async among(
    eventIds: readonly string[],
    storedSince: number,
    size: number,
    read: ReadTile,
  ): Promise<ReadonlySet<string>> {
    if (size !== this.#end || storedSince < this.#since) await this.#load(storedSince, size, read);
    return new Set(eventIds.filter((id) => this.#ids.has(id)));
  }

  async #load(storedSince: number, size: number, read: ReadTile): Promise<void> {
    if (size !== this.#end) this.#forget(size);
    while (this.#start > 0) {
      const index = Math.floor((this.#start - 1) / tileWidth);
      const entries = (await readBundle(read, size, index))
        .slice(0, this.#start - index * tileWidth)
        .map(parseEntry);
      for (const { event } of entries) this.#ids.add(event.eventId);
      this.#start = index * tileWidth;
      const earliest = entries[0]?.sealedAt ?? '';
      if (Date.parse(earliest) < storedSince - skewMilliseconds) break;
    }
    this.#since = this.#start === 0 ? Number.NEGATIVE_INFINITY : storedSince;
  }

  #forget(size: number): void {
    this.#ids = new Set();
    [this.#start, this.#end] = [size, size];
  }
}

/** A few tens of megabytes. */
const maxIds = 200_000;
