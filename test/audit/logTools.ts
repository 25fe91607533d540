import {
  growTiles,
  leavesOf,
  packEntries,
  tilePath,
  unpackEntries,
  widthOf,
} from '../../src/audit/log/tiles';
import { readCheckpoint } from '../../src/audit/proof/checkpoint';
import { GrowingTree } from '../../src/audit/proof/merkle';
import type { MemoryTree } from './memoryLog';

export const noteOf = (tree: MemoryTree) => String(tree.blobs.get('audit/checkpoint'));
export const sizeOf = (tree: MemoryTree) => readCheckpoint(noteOf(tree)).size;
export const bundle = (size: number) =>
  `audit/${tilePath({ level: 'entries', index: 0, width: widthOf(size, 'entries', 0) })}`;
export const entriesOf = (tree: MemoryTree) =>
  unpackEntries(tree.blobs.get(bundle(sizeOf(tree))) as Buffer) as Buffer[];
export const named = (tree: MemoryTree, start: string) =>
  [...tree.blobs.keys()].filter((name) => name.startsWith(start)).sort();

/** Puts entries into the log with all tiles made anew: only the signature is not to be had. */
export async function rewrite(tree: MemoryTree, entries: readonly Buffer[]): Promise<Buffer> {
  for (const name of named(tree, 'audit/tile/')) tree.blobs.delete(name);
  const leaves = leavesOf(entries);
  const tiles = await growTiles(0, leaves, async () => Buffer.alloc(0));
  for (const tile of tiles) tree.blobs.set(`audit/${tilePath(tile)}`, tile.bytes);
  tree.blobs.set(bundle(entries.length), packEntries(entries));
  const growing = new GrowingTree();
  for (const leaf of leaves) growing.append(leaf);
  return growing.root();
}
