/** A Huffman table: for each 16 bits that may come next, the length of their code and its symbol, `length << 8 | symbol`. */
export type HuffmanTable = Uint16Array;

/**
 * ITU-T T.81 annex C.
 *
 * @param counts how many codes there are of 1 … 16 bits
 * @returns undefined if there are more codes than bits can tell apart, or symbols are missing
 */
export function huffmanTable(counts: Uint8Array, symbols: Uint8Array): HuffmanTable | undefined {
  const table = new Uint16Array(1 << 16);
  let [next, used] = [0, 0];
  for (let length = 1; length <= 16; length++) {
    for (let index = 0; index < (counts[length - 1] ?? 0); index++) {
      const end = next + (1 << (16 - length));
      const symbol = symbols[used++];
      if (end > table.length || symbol === undefined) return undefined;
      table.fill((length << 8) | symbol, next, end);
      next = end;
    }
  }
  return table;
}

/** The bits of a scan, without stuffed bytes, up to the next marker. */
export class ScanBits {
  #bits = 0;
  #count = 0;

  constructor(
    private readonly stream: Uint8Array,
    private at: number,
  ) {}

  /** The next symbol; undefined where no code fits, or the bits do not suffice. */
  symbol(table: HuffmanTable): number | undefined {
    this.#fill();
    const spare = this.#count - 16;
    const window = spare >= 0 ? this.#bits >>> spare : this.#bits << -spare;
    const entry = table[window & 0xffff] ?? 0;
    const length = entry >> 8;
    if (length === 0 || length > this.#count) return undefined;
    this.#count -= length;
    return entry & 0xff;
  }

  /** Passes over up to 16 bits. @returns false if there are not so many */
  skip(count: number): boolean {
    if (count > this.#count) this.#fill();
    if (count > this.#count) return false;
    this.#count -= count;
    return true;
  }

  /** Passes over a restart marker. @returns false if there is none */
  restart(): boolean {
    this.#count = 0;
    const marker = this.stream[this.at + 1] ?? 0;
    if (this.stream[this.at] !== 0xff || marker < 0xd0 || marker > 0xd7) return false;
    this.at += 2;
    return true;
  }

  /** As many bits as there are, up to 24. */
  #fill(): void {
    while (this.#count <= 16) {
      const byte = this.stream[this.at];
      if (byte === undefined || (byte === 0xff && this.stream[this.at + 1] !== 0)) return;
      this.at += byte === 0xff ? 2 : 1;
      this.#bits = ((this.#bits << 8) | byte) & 0xffffff;
      this.#count += 8;
    }
  }
}
