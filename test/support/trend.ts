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

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle) - 1] as number)) / 2;
}
