import type { Interval } from './statistics/share';

/** Three digits, which is more precise than most intervals. */
export function decimal(value: number, digits = 3): string {
  return value.toFixed(digits);
}

/** `0.953 (0.937–0.969)`; empty if there is none. */
export function withInterval(measured: Interval | undefined, digits = 3): string {
  if (measured === undefined) return '';
  const { value, low, high } = measured;
  return `${decimal(value, digits)} (${decimal(low, digits)}–${decimal(high, digits)})`;
}

/** `+0.012`, `−0.003`. */
export function signed(value: number, digits = 3): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;
}
