import type { LogStore } from './logStore';
import { type ReadTile, tilePath, tileWidth, unpackEntries, widthOf } from './tiles';

/** Something that the log must hold is missing or was changed. */
export class LogDamagedError extends Error {
  override readonly name = 'LogDamagedError';
}

export const lookFurther = '`triage audit verify` says what is wrong.';

/** Reads tiles and bundles from the store for a tree of some size; a full one if the partial one is gone. */
export function tileReader(store: Pick<LogStore, 'read'>): ReadTile {
  return async ({ level, index, width }) => {
    const path = tilePath({ level, index, width });
    const bytes = await store.read(path);
    if (bytes !== undefined) return bytes;
    const full =
      width === tileWidth ? undefined : await store.read(tilePath({ level, index, width: tileWidth }));
    if (full === undefined) throw new LogDamagedError(`${path} of the audit log is missing: ${lookFurther}`);
    return level === 'entries' ? full : full.subarray(0, width * 32);
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
