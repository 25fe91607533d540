import { type TileName, tileOf, tilePath, tileWidth, widthOf } from './tiles';

/** Where the tiles and bundles of a log lie, by their paths. */
export interface TileSource {
  /** Undefined if it does not exist. */
  read(path: string): Promise<Buffer | undefined>;
  list(prefix: string): AsyncIterable<string>;
}

const hashBytes = 32;

/**
 * The bytes of a tile or bundle. A partial one is removed once a wider one of its place stands, which begins with
 * it: then the wider one, a tile cut to the width that was asked for, a bundle as it is.
 *
 * @returns undefined if there is none
 */
export async function readTile(source: TileSource, name: TileName): Promise<Buffer | undefined> {
  const exact = await source.read(tilePath(name));
  if (exact !== undefined || name.width === tileWidth) return exact;
  const wider = (await source.read(tilePath({ ...name, width: tileWidth }))) ?? (await widest(source, name));
  return name.level === 'entries' ? wider : wider?.subarray(0, name.width * hashBytes);
}

/** The widest partial one, if it is wide enough; the full one if all were removed while they were listed. */
async function widest(source: TileSource, name: TileName): Promise<Buffer | undefined> {
  const full = tilePath({ ...name, width: tileWidth });
  let width = 0;
  for await (const path of source.list(`${full}.p/`)) width = Math.max(width, tileOf(path)?.width ?? 0);
  if (width < name.width) return source.read(full);
  return (await source.read(tilePath({ ...name, width }))) ?? source.read(full);
}

/** The partial tiles and bundles of a tree of that size. */
export function partialsOf(size: number): TileName[] {
  const partials: TileName[] = [];
  const add = (level: number | 'entries', hashes: number) => {
    const index = Math.floor(hashes / tileWidth);
    const width = widthOf(size, level, index);
    if (width > 0) partials.push({ level, index, width });
  };
  add('entries', size);
  for (let [level, hashes] = [0, size]; hashes > 0; level += 1, hashes = Math.floor(hashes / tileWidth))
    add(level, hashes);
  return partials;
}

/** Whether a path is that of a partial tile of a smaller tree, which the tiles of this one contain. */
export function isOutgrown(path: string, size: number): boolean {
  const tile = tileOf(path);
  return tile !== undefined && tile.width < tileWidth && tile.width < widthOf(size, tile.level, tile.index);
}
