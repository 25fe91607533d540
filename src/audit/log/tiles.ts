import { GrowingTree, hashBytes, leafHash, rootOfComplete } from '../proof/merkle';
import type { RootOfRange } from '../proof/proofs';

/** Hashes in a full tile, and entries in a full bundle. */
export const tileWidth = 256;
const tileHeight = 8;

/**
 * A tile or an entry bundle as C2SP tlog-tiles names it: level (or `entries`), index, and width if partial.
 */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  /** 1 … 256. */
  readonly width: number;
}

/** `tile/0/x001/x234/067`, with `.p/<width>` if partial. */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index).padStart(Math.ceil(String(index).length / 3) * 3, '0');
  const parts = digits.match(/\d{3}/g) as string[];
  const path = parts.map((part, at) => (at === parts.length - 1 ? part : `x${part}`)).join('/');
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** What a path names; undefined if it is that of no tile. */
export function tileOf(path: string): TileName | undefined {
  const [, level, place, width = tileWidth] =
    /^tile\/(entries|\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || place === undefined) return undefined;
  const index = Number(place.replaceAll(/[x/]/g, ''));
  return { level: level === 'entries' ? level : Number(level), index, width: Number(width) };
}

/** Whether a path is that of a tile or bundle that is not full. */
export function isPartial(path: string): boolean {
  return (tileOf(path)?.width ?? tileWidth) < tileWidth;
}

/** The width of the tile in a tree of that size; 0 if the tree does not have it. */
export function widthOf(size: number, level: number | 'entries', index: number): number {
  const hashes = Math.floor(size / tileWidth ** (level === 'entries' ? 0 : level));
  return Math.max(0, Math.min(tileWidth, hashes - index * tileWidth));
}

/** The bytes of a tile. @throws if it does not exist, or its length does not match its name */
export type ReadTile = (name: TileName) => Promise<Buffer>;

export interface NewTile extends TileName {
  readonly bytes: Buffer;
}

/** The new tiles of levels 0 and above when these leaves are added to a tree. */
export async function growTiles(size: number, leaves: readonly Buffer[], read: ReadTile): Promise<NewTile[]> {
  const tiles: NewTile[] = [];
  let [start, hashes] = [size, leaves];
  for (let level = 0; hashes.length > 0; level += 1) {
    const first = Math.floor(start / tileWidth);
    const have = start % tileWidth;
    const known = have === 0 ? Buffer.alloc(0) : await read({ level, index: first, width: have });
    const bytes = Buffer.concat([known, ...hashes]);
    const parents: Buffer[] = [];
    for (let index = first; (index - first) * tileWidth * hashBytes < bytes.length; index += 1) {
      const from = (index - first) * tileWidth * hashBytes;
      const tile = bytes.subarray(from, from + tileWidth * hashBytes);
      tiles.push({ level, index, width: tile.length / hashBytes, bytes: tile });
      if (tile.length === tileWidth * hashBytes) parents.push(rootOfComplete(tile));
    }
    [start, hashes] = [first, parents];
  }
  return tiles;
}

/** The root of the complete subtree of 2^level leaves with this index, from the tiles of a tree of that size. */
async function nodeAt(size: number, level: number, index: number, read: ReadTile): Promise<Buffer> {
  const tileLevel = Math.floor(level / tileHeight);
  const count = 2 ** (level % tileHeight);
  const tile = Math.floor((index * count) / tileWidth);
  const bytes = await read({ level: tileLevel, index: tile, width: widthOf(size, tileLevel, tile) });
  const from = ((index * count) % tileWidth) * hashBytes;
  return rootOfComplete(bytes.subarray(from, from + count * hashBytes));
}

/** The complete subtrees that make up a range, from left to right: the powers of two in its length. */
function subtreesOf(first: number, end: number): { level: number; index: number }[] {
  const found: { level: number; index: number }[] = [];
  let at = first;
  while (at < end) {
    const level = Math.floor(Math.log2(end - at));
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}

/** A tree of that size, ready to grow. */
export async function treeFromTiles(size: number, read: ReadTile): Promise<GrowingTree> {
  const roots = subtreesOf(0, size).map(({ level, index }) => nodeAt(size, level, index, read));
  return new GrowingTree(size, await Promise.all(roots));
}

/** For proofs in a tree of that size. */
export function rootsFromTiles(size: number, read: ReadTile): RootOfRange {
  return async (first, end) => {
    const roots = subtreesOf(first, end).map(({ level, index }) => nodeAt(size, level, index, read));
    return new GrowingTree(end - first, await Promise.all(roots)).root();
  };
}

/** Entries as a bundle stores them: each preceded by its length, two bytes, big-endian. */
export function packEntries(entries: readonly Uint8Array[]): Buffer {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > 0xffff)
        throw new RangeError(`an entry has at most 65535 bytes, not ${entry.length}`);
      const length = Buffer.alloc(2);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    }),
  );
}

/** The entries of a bundle; undefined if its bytes are not a sequence of entries. */
export function unpackEntries(bundle: Buffer): Buffer[] | undefined {
  const entries: Buffer[] = [];
  let at = 0;
  while (at < bundle.length) {
    if (at + 2 > bundle.length) return undefined;
    const length = bundle.readUInt16BE(at);
    if (at + 2 + length > bundle.length) return undefined;
    entries.push(bundle.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  return entries;
}

/** The hashes of entries, as in level 0. */
export function leavesOf(entries: readonly Uint8Array[]): Buffer[] {
  return entries.map((entry) => leafHash(entry));
}
