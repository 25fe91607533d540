/** The 97.5 % point of the normal distribution. */
export const z95 = 1.959963984540054;

/**
 * Wilson's 95 % score interval of a proportion (E. B. Wilson, JASA 22, 1927), which stays sensible at 0 and
 * 1. With no cases nothing is known: 0…1.
 *
 * @param hits of `n` cases
 */
export function wilsonBounds(hits: number, n: number): { low: number; high: number } {
  if (n === 0) return { low: 0, high: 1 };
  const value = hits / n;
  const centre = value + (z95 * z95) / (2 * n);
  const half = z95 * Math.sqrt((value * (1 - value)) / n + (z95 * z95) / (4 * n * n));
  const scale = 1 + (z95 * z95) / n;
  // At 0 or 1, rounding would push the bounds past the proportion itself.
  const low = Math.min(value, Math.max(0, (centre - half) / scale));
  const high = Math.max(value, Math.min(1, (centre + half) / scale));
  return { low, high };
}
