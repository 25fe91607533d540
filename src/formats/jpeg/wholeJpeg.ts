import type { JpegHeader } from './jpegHeader';
import { type HuffmanTable, huffmanTable, ScanBits } from './scanBits';

const progressive = 0xc2;

/** A component of a scan: its place in the frame, and the tables of its codes. */
interface Coded {
  readonly index: number;
  readonly dc: HuffmanTable | undefined;
  readonly ac: HuffmanTable | undefined;
}

/**
 * Whether everything of the picture stands before the end-of-image marker: of a sequential JPEG each block, of a
 * progressive one each bit of each coefficient has its scan. The decoder invents what is missing: without a word in
 * the lowest rows, and where scans are missing altogether. An end marker can come out of damage.
 *
 * @param stream whose markers are in order, as `jpegEnd` checks
 */
export function isWholeJpeg(stream: Uint8Array, header: JpegHeader): boolean {
  return new Walk(stream, header).isWhole();
}

class Walk {
  readonly #view: DataView;
  readonly #codes = new Map<number, HuffmanTable | undefined>();
  /** Of each component and coefficient, the lowest bit that a scan has given; undefined if none has. */
  readonly #given: (number | undefined)[][];
  #interval = 0;

  constructor(
    private readonly stream: Uint8Array,
    private readonly header: JpegHeader,
  ) {
    this.#view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
    this.#given = header.components.map(() => Array<number | undefined>(64).fill(undefined));
  }

  isWhole(): boolean {
    let offset = 2;
    for (;;) {
      offset = this.stream.indexOf(0xff, offset);
      const marker = this.stream[offset + 1];
      if (offset < 0 || marker === undefined || marker === 0xd9) break;
      if (marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7)) {
        offset += marker === 0xff ? 1 : 2;
        continue;
      }
      const [start, end] = [offset + 4, offset + 2 + this.#view.getUint16(offset + 2)];
      if (marker === 0xc4) this.#readTables(start, end);
      if (marker === 0xdd) this.#interval = this.#view.getUint16(start);
      if (marker === 0xda && !this.#readScan(start, end)) return false;
      offset = end;
    }
    return this.#given.every((component) => component.every((bit) => bit === 0));
  }

  #readTables(start: number, end: number): void {
    for (let at = start; at + 17 <= end; ) {
      const counts = this.stream.subarray(at + 1, at + 17);
      const size = counts.reduce((sum, count) => sum + count, 0);
      const symbols = this.stream.subarray(at + 17, Math.min(end, at + 17 + size));
      this.#codes.set(this.stream[at] ?? 0, huffmanTable(counts, symbols));
      at += 17 + size;
    }
  }

  /** @returns false if blocks are missing; those of a progressive scan are not looked for */
  #readScan(start: number, end: number): boolean {
    const count = this.stream[start] ?? 0;
    if (end - start !== 4 + 2 * count) return false;
    const coded = Array.from({ length: count }, (_, nth): Coded => {
      const [id, tables = 0] = this.stream.subarray(start + 1 + 2 * nth, start + 3 + 2 * nth);
      const index = this.header.components.findIndex((component) => component.id === id);
      return { index, dc: this.#codes.get(tables >> 4), ac: this.#codes.get(0x10 | (tables & 15)) };
    });
    if (coded.some(({ index }) => index < 0)) return false;
    const isProgressive = this.header.process === progressive;
    const [from = 0, to = 0, bits = 0] = this.stream.subarray(end - 3, end);
    for (const { index } of coded) {
      if (isProgressive) this.#given[index]?.fill(bits & 15, from, to + 1);
      else this.#given[index]?.fill(0);
    }
    return isProgressive || this.#hasBlocks(end, coded);
  }

  #hasBlocks(start: number, coded: readonly Coded[]): boolean {
    const bits = new ScanBits(this.stream, start);
    const { units, blocks } = this.#unitsOf(coded);
    for (let unit = 0; unit < units; unit++) {
      if (this.#interval > 0 && unit > 0 && unit % this.#interval === 0 && !bits.restart()) return false;
      for (const component of blocks) if (!passBlock(bits, component)) return false;
    }
    return true;
  }

  /** How many minimum coded units a scan has, and the blocks of each, T.81 A.2. */
  #unitsOf(coded: readonly Coded[]): { units: number; blocks: readonly Coded[] } {
    const { components, rows, columns } = this.header;
    const most = {
      horizontal: Math.max(...components.map(({ horizontal }) => horizontal)),
      vertical: Math.max(...components.map(({ vertical }) => vertical)),
    };
    const [only] = coded;
    const alone = coded.length === 1 && only ? components[only.index] : undefined;
    if (alone && only) {
      const width = Math.ceil((columns * alone.horizontal) / most.horizontal);
      const height = Math.ceil((rows * alone.vertical) / most.vertical);
      return { units: Math.ceil(width / 8) * Math.ceil(height / 8), blocks: [only] };
    }
    const units = Math.ceil(columns / (8 * most.horizontal)) * Math.ceil(rows / (8 * most.vertical));
    const blocks = coded.flatMap((one) => {
      const { horizontal = 1, vertical = 1 } = components[one.index] ?? {};
      return Array<Coded>(horizontal * vertical).fill(one);
    });
    return { units, blocks };
  }
}

/** Passes over one block of a sequential scan, T.81 F.2.2. @returns false if it is not all there */
function passBlock(bits: ScanBits, { dc, ac }: Coded): boolean {
  if (dc === undefined || ac === undefined) return false;
  const difference = bits.symbol(dc);
  if (difference === undefined || difference > 16 || !bits.skip(difference)) return false;
  for (let place = 1; place < 64; place++) {
    const symbol = bits.symbol(ac);
    if (symbol === undefined) return false;
    const [run, size] = [symbol >> 4, symbol & 15];
    if (size === 0 && run < 15) return true;
    place += run;
    if (place > 63 || !bits.skip(size)) return false;
  }
  return true;
}
