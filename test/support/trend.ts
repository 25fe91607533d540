/** A measurement: when, in minutes, and what. */
export type Point = readonly [minute: number, value: number];

/**
 * The slope of a line through measurements of which some are far off, in units of the value a minute: the median
 * of the slopes between any two (Theil and Sen).
 */
export function slopeOf(points: readonly Point[]): number {
  const slopes = points.flatMap(([minute, value], at) =>
    points.slice(at + 1).map(([later, other]) => (other - value) / (later - minute)),
  );
  return median(slopes);
}

/**
 * The lowest measurement of each of so many equal parts of the time. Memory of a process with a garbage collector
 * goes up and down; what it cannot give back shows where it is lowest.
 */
export function lowsOf(points: readonly Point[], parts: number): Point[] {
  const [first = 0, last = 0] = [points[0]?.[0], points.at(-1)?.[0]];
  const partOf = ([minute]: Point) =>
    Math.min(parts - 1, Math.floor(((minute - first) / (last - first)) * parts));
  const groups = Map.groupBy(points, partOf);
  return [...groups.values()].map((group) => group.reduce((low, one) => (one[1] < low[1] ? one : low)));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle) - 1] as number)) / 2;
}
