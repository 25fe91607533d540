import { readTile, type TileSource } from '../../log/partialTiles';
import { type TileName, tilePath, tileWidth, widthOf } from '../../log/tiles';
import { hashBytes, rootOfComplete } from '../../proof/merkle';
import type { Fault } from '../fault';

/** Checks the stored hash tiles against those computed from the entries. */
export class TileCheck {
  /** Roots of the full tiles of level 0. */
  readonly #full: Buffer[] = [];
  /** Tiles of level 0 that are missing or wrong. */
  readonly #wrong: TileName[] = [];

  constructor(private readonly source: TileSource) {}

  /** Takes the hashes over the full tiles before this one as they are stored: their entries are not read. */
  async skipTo(first: number, size: number): Promise<void> {
    for (let index = 0; index * tileWidth < first; index += 1) {
      const name = { level: 1, index, width: widthOf(size, 1, index) };
      const stored = (await this.#stored(name)) ?? Buffer.alloc(0);
      for (let at = index * tileWidth; at < Math.min(first, (index + 1) * tileWidth); at += 1) {
        const from = (at % tileWidth) * hashBytes;
        this.#full.push(stored.subarray(from, from + hashBytes));
      }
    }
  }

  /** @returns the first leaf in the tile that differs from the stored one, if any */
  async level0(index: number, width: number, leaves: readonly Buffer[]): Promise<number | undefined> {
    const name = { level: 0, index, width };
    const stored = await this.#stored(name);
    const hashes = Buffer.concat(leaves);
    if (leaves.length === tileWidth) this.#full.push(rootOfComplete(hashes));
    if (stored?.equals(hashes)) return undefined;
    this.#wrong.push(name);
    if (stored === undefined) return undefined;
    const at = leaves.findIndex(
      (leaf, place) => !leaf.equals(stored.subarray(place * hashBytes, (place + 1) * hashBytes)),
    );
    return at < 0 ? undefined : at;
  }

  /** What is wrong with the tiles, once the entries are known to be right. */
  async above(size: number): Promise<Fault[]> {
    const wrong = [...this.#wrong];
    let hashes: readonly Buffer[] = this.#full;
    for (let level = 1; hashes.length > 0; level += 1) {
      const parents: Buffer[] = [];
      for (let index = 0; index * tileWidth < hashes.length; index += 1) {
        const bytes = Buffer.concat(hashes.slice(index * tileWidth, (index + 1) * tileWidth));
        const name = { level, index, width: widthOf(size, level, index) };
        if (name.width === tileWidth) parents.push(rootOfComplete(bytes));
        if (!(await this.#stored(name))?.equals(bytes)) wrong.push(name);
      }
      hashes = parents;
    }
    return wrong.map((name) => ({ code: 'tile-damaged', where: tilePath(name) }));
  }

  #stored(name: TileName): Promise<Buffer | undefined> {
    return readTile(this.source, name);
  }
}
