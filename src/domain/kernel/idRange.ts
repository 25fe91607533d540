/** The ids that begin with some hex digits; with none, all. What is kept under ids is gone through range by range. */
export type IdRange = string;

/** The first part of a range that is too long to be gone through at once. */
export function partOf(range: IdRange): IdRange {
  return `${range}0`;
}

/** The range of the ids that follow, as long as may be; undefined after the last. */
export function rangeAfter(range: IdRange): IdRange | undefined {
  const rest = range.replace(/f+$/, '');
  if (rest === '') return undefined;
  return rest.slice(0, -1) + (Number.parseInt(rest.slice(-1), 16) + 1).toString(16);
}
