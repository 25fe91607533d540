/**
 * NaN means "no value here" and is shown as lying below everything; a table or a ramp would pass it on, or
 * treat it as its middle.
 */
export function nanIsLeast(modality: (stored: number) => number): (stored: number) => number {
  return (stored) => {
    const value = modality(stored);
    return Number.isNaN(value) ? Number.NEGATIVE_INFINITY : value;
  };
}

/**
 * In place, replaces NaN and −∞ by the least finite value, and +∞ by the greatest: a single one would spoil
 * every mean that includes it. If nothing is finite, everything becomes 0.
 */
export function clampNonFinite(values: Float32Array): Float32Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return values.fill(0);
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? 0;
    if (!Number.isFinite(value)) values[index] = value > 0 ? high : low;
  }
  return values;
}
