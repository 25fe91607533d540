import type { MeasuredShare } from '../../../../domain/words/evaluationWords';
import { words } from '../../../language/language';

/** Three digits, which is more precise than most intervals. */
export function decimal(value: number, digits = 3): string {
  return words.values.number(value, digits);
}

/** As it was written, with the decimal sign of the language: a threshold is not rounded. */
export function unrounded(value: number): string {
  const [, decimals] = /^-?\d+\.(\d+)$/.exec(String(value)) ?? [];
  return decimals === undefined ? String(value) : words.values.number(value, decimals.length);
}

/** `0.953 (0.937–0.969)`. */
export function withInterval(measured: MeasuredShare, digits = 3): string {
  return words.values.interval(measured, digits);
}

/** `+0.012`, `−0.003`. */
export function signed(value: number, digits = 3): string {
  return `${value < 0 ? '−' : '+'}${decimal(Math.abs(value), digits)}`;
}
