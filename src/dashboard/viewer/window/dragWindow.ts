import type { LookupTable, Window } from '../../../domain/image/imageDescription';
import type { GreyView } from '../../../domain/image/imageView';
import { transformsOf } from './frameTransforms';
import type { Statistics } from './statistics';
import type { VoiChoice } from './voiChoice';

/** How far one pixel on the screen moves a window, and its minimum width; in modality values. */
export interface Pace {
  readonly perPixel: number;
  readonly step: number;
}

/** This many pixels of a drag span the values of a picture. */
const pixelsForAll = 800;

/** @param frame from 0 */
export function paceOf(grey: GreyView, frame: number, { percentile }: Statistics): Pace {
  const { modalityTransform } = transformsOf(grey, frame);
  const step = modalityTransform.kind === 'linear' ? Math.abs(modalityTransform.slope) : 1;
  const span = percentile(0.999) - percentile(0.001);
  return { step, perPixel: Math.max(span / pixelsForAll, step / 4) };
}

/**
 * The window that a drag starts from. For a table, it is the line between the points where its curve leaves
 * black and reaches white.
 */
export function windowOf(grey: GreyView, shown: VoiChoice, { step }: Pace): Window {
  if (shown.kind === 'window') return shown.window;
  const [low, high] = shown.kind === 'range' ? [shown.low, shown.high] : rise(grey.voiTables[shown.index]);
  return { centre: (low + high) / 2, width: Math.max(step, high - low), function: 'LINEAR_EXACT' };
}

/** The range of inputs over which a table goes from nearly its least to nearly its greatest output. */
function rise(table: LookupTable | undefined): readonly [number, number] {
  const { firstMapped = 0, values = [] } = table ?? {};
  const [least, greatest] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  const near = (greatest - least) / 50;
  const first = values.findIndex((value) => value > least + near);
  const last = values.findLastIndex((value) => value < greatest - near);
  return first >= 0 && last > first
    ? [firstMapped + first, firstMapped + last]
    : [firstMapped, firstMapped + Math.max(1, values.length - 1)];
}

/**
 * A window after a drag: right makes it wider and so lowers contrast, down makes the picture darker, however
 * it is stored.
 *
 * @param right in pixels of the page
 * @param down likewise
 * @param isInverted whether greater values are shown darker
 */
export function dragWindow(
  window: Window,
  right: number,
  down: number,
  { perPixel, step }: Pace,
  isInverted: boolean,
): Window {
  const narrowest = window.function === 'LINEAR' ? Math.max(1, step) : step;
  return {
    ...window,
    width: Math.max(narrowest, window.width + right * perPixel),
    centre: window.centre + (isInverted ? -down : down) * perPixel,
  };
}
