import type { GreyView } from '../../../domain/image/imageView';
import { toModality } from '../../../domain/image/lookUp';
import { texts } from '../../language/language';
import type { LoadedFrame } from '../loading/loadedFrame';
import type { Point } from '../placing/geometry';
import { transformsOf } from '../window/frameTransforms';
import type { PixelSides } from './measure';

/** A rectangle or an ellipse in a rectangle, by two opposite corners; in pixels of the picture. */
export interface Region {
  readonly shape: 'rectangle' | 'ellipse';
  readonly from: Point;
  readonly to: Point;
}

/** Of the modality values of the pixels whose centres lie in a region, without padding. */
export interface RegionStatistics {
  readonly pixels: number;
  readonly mean: number;
  /** Of the pixels themselves, not of a larger population that they are drawn from. */
  readonly deviation: number;
  readonly least: number;
  readonly greatest: number;
}

/** In the unit of the sides, squared. */
export function areaOf({ shape, from, to }: Region, { width, height }: PixelSides): number {
  const box = Math.abs(to.x - from.x) * width * Math.abs(to.y - from.y) * height;
  return shape === 'rectangle' ? box : (Math.PI / 4) * box;
}

/** @returns undefined if there is no pixel in it */
export function regionStatistics(
  { view, grey, frame, samples }: Pick<LoadedFrame, 'view' | 'grey' | 'frame' | 'samples'>,
  region: Region,
): RegionStatistics | undefined {
  const modality = toModality(transformsOf(grey, frame).modalityTransform);
  // Welford's way: no difference of two large sums.
  let [pixels, mean, squares] = [0, 0, 0];
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const index of indicesIn(region, view.columns, view.rows)) {
    const stored = samples[index] as number;
    if (isPadding(grey, stored)) continue;
    const value = modality(stored);
    pixels += 1;
    const off = value - mean;
    mean += off / pixels;
    squares += off * (value - mean);
    least = Math.min(least, value);
    greatest = Math.max(greatest, value);
  }
  if (pixels === 0) return undefined;
  return { pixels, mean, deviation: Math.sqrt(squares / pixels), least, greatest };
}

function isPadding({ padding }: GreyView, stored: number): boolean {
  return padding !== undefined && stored >= padding.first && stored <= padding.last;
}

/** The indices of the pixels whose centres lie in the region, edges included. */
function* indicesIn({ shape, from, to }: Region, columns: number, rows: number): Generator<number> {
  const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
  const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const [across, down] = [(right - left) / 2, (bottom - top) / 2];
  const chordOf = (y: number) => {
    const share = down === 0 ? 0 : (y - middle.y) / down;
    const half = across * Math.sqrt(Math.max(0, 1 - share * share));
    return [middle.x - half, middle.x + half] as const;
  };
  for (let row = Math.max(0, Math.ceil(top - 0.5)); row <= Math.min(rows - 1, bottom - 0.5); row += 1) {
    const [first, last] = shape === 'rectangle' ? [left, right] : chordOf(row + 0.5);
    const end = Math.min(columns - 1, last - 0.5);
    for (let column = Math.max(0, Math.ceil(first - 0.5)); column <= end; column += 1)
      yield row * columns + column;
  }
}

/**
 * What modality values are. Of CT they are Hounsfield units unless the file says otherwise (PS3.3 C.8.2.1).
 */
export function unitOf({ view, grey, frame }: Pick<LoadedFrame, 'view' | 'grey' | 'frame'>): string {
  if (view.grey === undefined) return texts.viewer.measuring.ofLevels;
  const isRescaled = transformsOf(grey, frame).modalityTransform.kind !== 'identity';
  if (view.modality === 'CT' && isRescaled)
    return view.rescaleType === 'US' ? '' : (view.rescaleType ?? 'HU');
  if (!isRescaled) return '';
  return view.rescaleType === undefined || view.rescaleType === 'US' ? '' : view.rescaleType;
}
