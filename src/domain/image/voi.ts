import type { LookupTable, Window } from './imageDescription';
import { lookUp } from './lookUp';

/** From a modality value to 0…1. */
export type Voi = (value: number) => number;

/**
 * A VOI window, PS3.3 C.11.2.1.2 and C.11.2.1.3, with outputs 0…1.
 * @throws RangeError if the width or centre is unusable: such a window shows nothing, and guessing one is
 *   unsafe
 */
export function windowVoi(window: Window): Voi {
  const { centre, width } = window;
  const least = window.function === 'LINEAR' ? 1 : 0;
  const usable = Number.isFinite(centre) && Number.isFinite(width) && width >= least && width > 0;
  if (!usable) throw new RangeError(`window of centre ${centre} and width ${width}`);
  switch (window.function) {
    case 'LINEAR':
      return ramp(centre - 0.5, width - 1);
    case 'LINEAR_EXACT':
      return ramp(centre, width);
    case 'SIGMOID':
      return (value) => 1 / (1 + Math.exp((-4 * (value - centre)) / width));
  }
}

/** 0 up to `width` / 2 below `centre`, 1 beyond `width` / 2 above it, linear between. */
function ramp(centre: number, width: number): Voi {
  const low = centre - width / 2;
  const high = centre + width / 2;
  return (value) => (value <= low ? 0 : value > high ? 1 : (value - centre) / width + 0.5);
}

/** A VOI look-up table, PS3.3 C.11.2.1.1; its outputs are full scale at 2^bits − 1. */
export function tableVoi(table: LookupTable): Voi {
  const full = 2 ** table.bits - 1;
  return (value) => Math.min(1, lookUp(table, value) / full);
}

/**
 * The whole of `low`…`high`; if that is a single value, everything is mid-grey, which inversion leaves alone.
 */
export function rangeVoi(low: number, high: number): Voi {
  if (!(high > low)) return () => 0.5;
  // Halved first, because the difference of two doubles can overflow.
  const [half, range] = [low / 2, high / 2 - low / 2];
  return (value) => Math.min(1, Math.max(0, (value / 2 - half) / range));
}
