import { pixelSides } from '../../domain/image/pixelAspect';
import { type Reduction, reducedSide } from '../../domain/image/reduction';
import type { GreyPicture, GreySource, TabledPicture } from '../picture';
import { type SampleWeights, toLowBand } from './lowBand';

/**
 * A rectangle of a picture, in squares as `squareSize` counts them, which are its pixels if these are square.
 * It may be fractional and may extend past the picture's edge.
 */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A resampled picture, and which of its samples (1) had a source pixel under them; the others are padding. */
export interface Resampled {
  readonly picture: GreyPicture;
  readonly covered: Uint8Array;
}

/**
 * How a sample is computed. `area-average`: the mean over an interval that is at least one pixel wide.
 * `triangle`: a mean over twice that, weighted by a triangle, like the bilinear resize of Pillow and
 * torchvision (with antialiasing).
 */
export type Resampling = 'area-average' | 'triangle';

/**
 * Resamples `box` of a picture to `width` × `height` samples. A square box gives a square picture in its true
 * proportions, whatever the shape of the pixels.
 *
 * With `area-average`, every sample is the mean over an interval that is centred on it and at least one pixel
 * wide, so shrinking is area averaging, enlarging is linear interpolation, and the transition between them is
 * smooth. Sums are in double precision. Samples whose centre lies outside the picture are 0 and not
 * `covered`. For a reduced picture, the same means are computed from its available data.
 *
 * @throws RangeError if the picture, the box or the target has no area
 */
export function resizeGrey(
  source: GreySource,
  box: Box,
  width: number,
  height: number,
  resampling: Resampling = 'area-average',
): Resampled {
  assertArea(source, box, width, height);
  const weigh = weighings[resampling];
  const pixel = pixelSides(source);
  const [top, rowsInBox] = [box.y / pixel.height, box.height / pixel.height];
  const [left, columnsInBox] = [box.x / pixel.width, box.width / pixel.width];
  const rows = sampleWeights(source.height, top, rowsInBox, height, weigh, source.reduction);
  const columns = sampleWeights(source.width, left, columnsInBox, width, weigh, source.reduction);
  const data = new Float32Array(width * height);
  const covered = new Uint8Array(width * height);
  const span = spanOf(columns);
  const line = new Float64Array(span.end);
  for (let y = 0; y < height; y++) {
    const row = rows[y] as SampleWeights;
    if (row.values.length === 0) continue;
    mixRows(source, row, line, span.first);
    for (let x = 0; x < width; x++) {
      const column = columns[x] as SampleWeights;
      data[y * width + x] = mixColumns(line, column);
      covered[y * width + x] = column.values.length > 0 ? 1 : 0;
    }
  }
  return { picture: { width, height, data }, covered };
}

/** The centred square that contains a whole picture: its aspect ratio is kept and the rest is padding. */
export function squareAroundPicture({ width, height }: { width: number; height: number }): Box {
  const side = Math.max(width, height);
  return { x: (width - side) / 2, y: (height - side) / 2, width: side, height: side };
}

function assertArea(source: GreySource, box: Box, width: number, height: number): void {
  const samples = reducedSide(source.width, source.reduction) * reducedSide(source.height, source.reduction);
  const { length } = 'data' in source ? source.data : source.indices;
  if (source.width < 1 || source.height < 1 || length !== samples)
    throw new RangeError(`picture of ${source.width}x${source.height} with ${length} values`);
  if (!(box.width > 0 && box.height > 0)) throw new RangeError(`box of ${box.width}x${box.height}`);
  if (!(width >= 1 && height >= 1)) throw new RangeError(`target of ${width}x${height}`);
}

/** Weights of the samples that exist; empty if an output sample is padding. */
function sampleWeights(
  pixels: number,
  start: number,
  length: number,
  out: number,
  weigh: Weighing,
  reduction: Reduction | undefined,
): SampleWeights[] {
  const weights = pixelWeights(pixels, start, length, out, weigh);
  return reduction === undefined ? weights : weights.map((one) => toLowBand(one, pixels, reduction));
}

/** The weight of the pixel from `pixel` to `pixel + 1` in a sample, before the weights are scaled to sum to one. */
interface Weighing {
  /** How far a sample extends from its centre, in intervals. */
  readonly reach: number;
  weightOf(pixel: number, centre: number, interval: number): number;
}

const weighings: Readonly<Record<Resampling, Weighing>> = {
  'area-average': {
    reach: 0.5,
    weightOf: (pixel, centre, interval) =>
      Math.max(0, Math.min(centre + interval / 2, pixel + 1) - Math.max(centre - interval / 2, pixel)),
  },
  triangle: {
    reach: 1,
    weightOf: (pixel, centre, interval) => Math.max(0, 1 - Math.abs(pixel + 0.5 - centre) / interval),
  },
};

function pixelWeights(
  size: number,
  start: number,
  length: number,
  out: number,
  weigh: Weighing,
): SampleWeights[] {
  const step = length / out;
  const interval = Math.max(step, 1);
  const reach = weigh.reach * interval;
  return Array.from({ length: out }, (_, i) => {
    const centre = start + (i + 0.5) * step;
    if (centre <= 0 || centre >= size) return { first: 0, values: [] };
    const first = Math.max(0, Math.floor(centre - reach));
    const end = Math.min(size, Math.ceil(centre + reach));
    const weights = Array.from({ length: end - first }, (_, k) =>
      weigh.weightOf(first + k, centre, interval),
    );
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return { first, values: weights.map((weight) => weight / sum) };
  });
}

/** The samples of a line that contribute to any output sample; the others are not computed. */
function spanOf(columns: readonly SampleWeights[]): { first: number; end: number } {
  const used = columns.filter(({ values }) => values.length > 0);
  if (used.length === 0) return { first: 0, end: 0 };
  return {
    first: Math.min(...used.map(({ first }) => first)),
    end: Math.max(...used.map(({ first, values }) => first + values.length)),
  };
}

/** @param line the mean of the rows, from its sample `start` on */
function mixRows(source: GreySource, row: SampleWeights, line: Float64Array, start: number): void {
  const stride = reducedSide(source.width, source.reduction);
  const mean = line.subarray(start);
  mean.fill(0);
  const from = row.first * stride + start;
  if ('data' in source) addRows(mean, row.values, source.data, from, stride);
  else addTabledRows(mean, row.values, source, from, stride);
}

function addRows(
  sum: Float64Array,
  weights: readonly number[],
  data: Float32Array,
  from: number,
  stride: number,
): void {
  for (const [k, weight] of weights.entries()) {
    const row = data.subarray(from + k * stride, from + k * stride + sum.length);
    for (let x = 0; x < sum.length; x++) sum[x] = (sum[x] as number) + weight * (row[x] as number);
  }
}

/**
 * Adds in the order of `addRows`, so the result is bit-identical; four rows at once read and write the sum
 * less often.
 */
function addTabledRows(
  sum: Float64Array,
  weights: readonly number[],
  { indices, table }: TabledPicture,
  from: number,
  stride: number,
): void {
  const rowAt = (k: number) => indices.subarray(from + k * stride, from + k * stride + sum.length);
  const fours = weights.length - (weights.length % 4);
  for (let k = 0; k < fours; k += 4) {
    const [v, w, y, z] = weights.slice(k, k + 4) as [number, number, number, number];
    const [a, b, c, d] = [rowAt(k), rowAt(k + 1), rowAt(k + 2), rowAt(k + 3)];
    for (let x = 0; x < sum.length; x++)
      sum[x] =
        (sum[x] as number) +
        v * (table[a[x] as number] as number) +
        w * (table[b[x] as number] as number) +
        y * (table[c[x] as number] as number) +
        z * (table[d[x] as number] as number);
  }
  for (let k = fours; k < weights.length; k++) {
    const weight = weights[k] as number;
    const row = rowAt(k);
    for (let x = 0; x < sum.length; x++)
      sum[x] = (sum[x] as number) + weight * (table[row[x] as number] as number);
  }
}

function mixColumns(line: Float64Array, column: SampleWeights): number {
  let sum = 0;
  for (let k = 0; k < column.values.length; k++)
    sum += (column.values[k] as number) * (line[column.first + k] as number);
  return sum;
}
