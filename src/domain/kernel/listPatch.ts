import { z } from 'zod';
import { canonicalText } from './sealing/canonicalText';

/** Items of the list before: from this index, so many. */
type Run = [from: number, count: number];

/** A list as its difference to the one before: runs that are kept of it, and new items, in the new order. */
export type ListPatch<T extends object> = readonly (T | Run)[];

export function listPatchSchema<T extends object>(item: z.ZodType<T>) {
  const run = z.tuple([z.number().int().nonnegative(), z.number().int().positive()]);
  return z.array(z.union([item, run]));
}

/** Items are the same if their canonical JSON is. */
export function patchBetween<T extends object>(before: readonly T[], after: readonly T[]): (T | Run)[] {
  const indexOf = new Map(before.map((item, index) => [canonicalText(item), index]));
  const patch: (T | Run)[] = [];
  for (const item of after) {
    const index = indexOf.get(canonicalText(item));
    const last = patch.at(-1);
    if (index === undefined) patch.push(item);
    else if (isRun(last) && last[0] + last[1] === index) last[1] += 1;
    else patch.push([index, 1]);
  }
  return patch;
}

/** @throws RangeError if it is the difference to another list */
export function patched<T extends object>(before: readonly T[], patch: ListPatch<T>): T[] {
  return patch.flatMap((part) => {
    if (!isRun(part)) return [part];
    const [from, count] = part;
    if (from + count > before.length) throw new RangeError('the difference is one to another list');
    return before.slice(from, from + count);
  });
}

function isRun(part: unknown): part is Run {
  return Array.isArray(part);
}
