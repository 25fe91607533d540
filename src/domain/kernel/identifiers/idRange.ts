/** The ids that begin with some hex digits; with none, all. What is kept under ids is gone through range by range. */
export type IdRange = string;

/** The first part of a range that is too long to be gone through at once. */
export function partOf(range: IdRange): IdRange {
  return `${range}0`;
}

/**
 * The range that comes next, of the same length; after the last one, the first.
 *
 * @param isSparse whether there is so little in a range that the next one may be longer, where one begins
 */
export function rangeAfter(range: IdRange, isSparse: boolean): { next: IdRange; isFirst: boolean } {
  const rest = range.replace(/f+$/, '');
  const isFirst = rest === '';
  const start = isFirst ? '' : rest.slice(0, -1) + (Number.parseInt(rest.slice(-1), 16) + 1).toString(16);
  const next = start.padEnd(range.length, '0');
  return { next: isSparse ? next.replace(/0$/, '') : next, isFirst };
}
