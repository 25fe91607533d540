import { type Reduction, reducedSide } from '../domain/image/reduction';
import { type SampleWeights, toLowBand } from './lowBand';
import type { GreyPicture } from './picture';

/** A rectangle in pixels of a picture; it may be fractional and may reach past the picture's edge. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A resampled picture, and which of its samples (1) had a pixel of the source under them; the others are padding. */
export interface Resampled {
  readonly picture: GreyPicture;
  readonly covered: Uint8Array;
}

/**
 * What a sample is made of. `area-average`: the mean over an interval that is at least one pixel wide. `triangle`: a mean
 * over twice that, weighed by a triangle, as Pillow's and torchvision's bilinear resize is (with antialiasing).
 */
export type Resampling = 'area-average' | 'triangle';

/**
 * Resamples `box` of a picture to `width` × `height` samples.
 *
 * With `area-average` every sample is the mean over an interval that is centred on it and at least one pixel wide, so
 * shrinking is area averaging and enlarging is linear interpolation, and nothing jumps at the change between them. Sums
 * are made in double precision. Samples whose centre lies outside the picture are 0 and not `covered`. Of a reduced picture the
 * same means are made out of what it knows of them.
 *
 * @throws RangeError where the picture, the box or the target has no area
 */
export function resizeGrey(
  source: GreyPicture,
  box: Box,
  width: number,
  height: number,
  resampling: Resampling = 'area-average',
): Resampled {
  assertArea(source, box, width, height);
  const weigh = weighings[resampling];
  const rows = sampleWeights(source.height, box.y, box.height, height, weigh, source.reduction);
  const columns = sampleWeights(source.width, box.x, box.width, width, weigh, source.reduction);
  const data = new Float32Array(width * height);
  const covered = new Uint8Array(width * height);
  const line = new Float64Array(reducedSide(source.width, source.reduction));
  for (let y = 0; y < height; y++) {
    const row = rows[y] as SampleWeights;
    if (row.values.length === 0) continue;
    mixRows(source.data, row, line);
    for (let x = 0; x < width; x++) {
      const column = columns[x] as SampleWeights;
      data[y * width + x] = mixColumns(line, column);
      covered[y * width + x] = column.values.length > 0 ? 1 : 0;
    }
  }
  return { picture: { width, height, data }, covered };
}

/** The centred square that holds a whole picture: its aspect is kept and the rest is padding. */
export function squareAroundPicture(picture: { width: number; height: number }): Box {
  const side = Math.max(picture.width, picture.height);
  return { x: (picture.width - side) / 2, y: (picture.height - side) / 2, width: side, height: side };
}

function assertArea(source: GreyPicture, box: Box, width: number, height: number): void {
  const samples = reducedSide(source.width, source.reduction) * reducedSide(source.height, source.reduction);
  if (source.width < 1 || source.height < 1 || source.data.length !== samples)
    throw new RangeError(`picture of ${source.width}x${source.height} with ${source.data.length} values`);
  if (!(box.width > 0 && box.height > 0)) throw new RangeError(`box of ${box.width}x${box.height}`);
  if (!(width >= 1 && height >= 1)) throw new RangeError(`target of ${width}x${height}`);
}

/** Of the samples that there are; empty where an output sample is padding. */
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

/** How much of a sample the pixel from `pixel` to `pixel + 1` is, before all of them are made to sum to one. */
interface Weighing {
  /** How far from its centre a sample reaches, in intervals. */
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

function mixRows(samples: Float32Array, row: SampleWeights, line: Float64Array): void {
  line.fill(0);
  for (let k = 0; k < row.values.length; k++) {
    const weight = row.values[k] as number;
    const offset = (row.first + k) * line.length;
    for (let x = 0; x < line.length; x++)
      line[x] = (line[x] as number) + weight * (samples[offset + x] as number);
  }
}

function mixColumns(line: Float64Array, column: SampleWeights): number {
  let sum = 0;
  for (let k = 0; k < column.values.length; k++)
    sum += (column.values[k] as number) * (line[column.first + k] as number);
  return sum;
}
