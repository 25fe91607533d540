import { RefusedError } from '../../domain/reasons/refusals';

interface Placed {
  readonly offset: number;
  readonly end: number;
}

/**
 * Gives every entry the space up to the next one: besides its header, name and content, there may be an extra
 * field and a data descriptor, which the directory does not mention.
 *
 * Overlapping entries are how a few kilobytes become petabytes without a nested archive (Fifield, "A better
 * zip bomb", 2019); legitimate archives have none.
 *
 * @param directoryStart the start of the directory, which follows all content
 * @throws RefusedError `corrupt-archive`
 */
export function layOut<T extends Placed>(entries: readonly T[], directoryStart: number): T[] {
  const rooms = new Map<T, number>();
  let limit = directoryStart;
  for (const entry of [...entries].sort((a, b) => b.offset - a.offset || b.end - a.end)) {
    if (entry.end > limit) throw new RefusedError('corrupt-archive', { offset: entry.offset });
    rooms.set(entry, limit);
    limit = entry.offset;
  }
  return entries.map((entry) => ({ ...entry, end: rooms.get(entry) as number }));
}
