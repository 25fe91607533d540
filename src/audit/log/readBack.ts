import { readTile, type TileSource } from './partialTiles';
import { type ReadTile, tilePath, unpackEntries, widthOf } from './tiles';

/** Something that the log must hold is missing or was changed. */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';
}

export const lookFurther = '`triage audit verify` says what is wrong.';

/** Reads tiles and bundles for a tree of some size. Each read throws a LogDamagedError if it is missing. */
export function tileReader(source: TileSource): ReadTile {
  return async (name) => {
    const bytes = await readTile(source, name);
    if (bytes === undefined)
      throw new LogDamagedError(`${tilePath(name)} of the audit log is missing: ${lookFurther}`);
    return bytes;
  };
}

/** The entries of one bundle in a tree of that size. */
export async function readBundle(read: ReadTile, size: number, index: number): Promise<Buffer[]> {
  const name = { level: 'entries' as const, index, width: widthOf(size, 'entries', index) };
  const entries = unpackEntries(await read(name));
  if (entries === undefined || entries.length < name.width)
    throw new LogDamagedError(`${tilePath(name)} of the audit log is damaged: ${lookFurther}`);
  return entries.slice(0, name.width);
}
