/** The quantile by linear interpolation between order statistics. @param values at least one, in any order */
export function quantile(values: readonly number[], share: number): number {
  const ordered = [...values].sort((a, b) => a - b);
  const place = share * (ordered.length - 1);
  const below = ordered[Math.floor(place)] as number;
  const above = ordered[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}
