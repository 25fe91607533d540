import type { MeasuredShare } from '../../domain/words/evaluationWords';
import { words } from '../../domain/words/words';

/** Three digits, which is more precise than most intervals. */
export function decimal(value: number, digits = 3): string {
  return words.values.number(value, digits);
}

/** `0.953 (0.937–0.969)`; empty if there is none. */
export function withInterval(measured: MeasuredShare | undefined, digits = 3): string {
  return measured === undefined ? '' : words.values.interval(measured, digits);
}

/** `+0.012`, `−0.003`. */
export function signed(value: number, digits = 3): string {
  return `${value < 0 ? '−' : '+'}${decimal(Math.abs(value), digits)}`;
}
