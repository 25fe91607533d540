import { pathWords } from './manifestWords';

/**
 * What a drafted manifest contains wherever a person has to write something: `TODO: which pictures it is
 * meant for`.
 */
export const unfilledMark = 'TODO';

/** A place that a person still has to fill in, and what belongs there. */
export interface Unfilled {
  readonly path: readonly PropertyKey[];
  readonly text: string;
}

/** All texts that start with the mark. A manifest that contains one is not admitted, whatever the type of its key. */
export function unfilledIn(value: unknown, path: readonly PropertyKey[] = []): Unfilled[] {
  if (typeof value === 'string') return value.startsWith(unfilledMark) ? [{ path, text: value }] : [];
  if (typeof value !== 'object' || value === null) return [];
  const entries: [PropertyKey, unknown][] = Array.isArray(value)
    ? value.map((one, index) => [index, one])
    : Object.entries(value);
  return entries.flatMap(([key, one]) => unfilledIn(one, [...path, key]));
}

export function describeUnfilled({ path, text }: Unfilled): string {
  // Messages are joined by semicolons.
  const what = text
    .slice(unfilledMark.length)
    .replace(/^[:\s]+/, '')
    .replaceAll('; ', ', ');
  return `${pathWords(path)}: still to be filled in${what === '' ? '' : ` (${what})`}`;
}

/** Whether `path` is at or below `top`. */
export function isUnder(top: readonly PropertyKey[], path: readonly PropertyKey[]): boolean {
  return path.length >= top.length && top.every((key, index) => key === path[index]);
}
