import type { OpenPicture, PictureValues } from '../../imaging/openPicture';
import type { GreyPicture, PictureSize } from '../../imaging/picture';
import { type Box, squareAroundPicture } from '../../imaging/resizing/resize';
import type { ModelInput } from '../manifest/manifest';
import type { FloatTensor } from '../onnx/network';
import { inputShape } from '../onnx/signature';
import type { Mask } from './mask';

/** Version of the processing from picture to tensor; recorded with every analysis. */
export const PREPROCESSING = 'preprocess-3';

/** Smaller deviations are raised to this one (display values): a flat picture must not become amplified noise. */
const SMALLEST_DEVIATION = 1 / 1024;

/** The source of a tensor's picture channels: samples, and which of them count. */
export interface Samples {
  readonly picture: GreyPicture;
  /** 1 where the sample shows the picture (or the region); the others are padding. */
  readonly counts: Uint8Array;
}

/** A whole picture at a model's size. */
export interface Framed {
  readonly samples: Samples;
  /** The rectangle of the picture that the samples cover. */
  readonly frame: Box;
  /** Whether it extends past the picture. */
  readonly padded: boolean;
}

/**
 * Fits a picture to the frame that the manifest asks for.
 *
 * @param inside the part that is looked at, the whole picture unless named; samples whose centre lies outside are 0 and do not count
 */
export async function frameWhole(
  picture: OpenPicture,
  values: PictureValues,
  input: ModelInput,
  inside: Box = { x: 0, y: 0, width: picture.width, height: picture.height },
): Promise<Framed> {
  const { x, y, ...frame } = frameOf(inside, input);
  const box = { x: x + inside.x, y: y + inside.y, ...frame };
  const { width, height, resampling } = input;
  const resampled = await picture.resample({ values, box, width, height, resampling });
  const counts = resampled.covered.map(
    (covered, at) => covered & Number(isInside(inside, box, { width, height }, at)),
  );
  const data = resampled.picture.data.map((value, at) => (counts[at] === 1 ? value : 0));
  const samples = { picture: { ...resampled.picture, data }, counts };
  return { samples, frame: box, padded: counts.includes(0) };
}

function isInside(inside: Box, box: Box, { width, height }: PictureSize, at: number): boolean {
  const x = box.x + (((at % width) + 0.5) * box.width) / width;
  const y = box.y + ((Math.floor(at / width) + 0.5) * box.height) / height;
  const { x: left, y: top } = inside;
  return x >= left && x < left + inside.width && y >= top && y < top + inside.height;
}

function frameOf(picture: PictureSize, { fit, cropShare = 1, width, height }: ModelInput): Box {
  if (fit === 'stretch') return { x: 0, y: 0, width: picture.width, height: picture.height };
  if (fit === 'pad' && width === height) return squareAroundPicture(picture);
  const scales = [picture.width / width, picture.height / height] as const;
  const scale = fit === 'pad' ? Math.max(...scales) : Math.min(...scales) * cropShare;
  const [w, h] = [width * scale, height * scale];
  return { x: (picture.width - w) / 2, y: (picture.height - h) / 2, width: w, height: h };
}

/**
 * The input tensor of a model, (1, channels, height, width) or (1, height, width, channels) depending on its
 * layout.
 *
 * @param samples the picture at the model's size
 * @param region the region at the model's size; needed if a channel is `region`
 */
export function toTensor(samples: Samples, input: ModelInput, region?: Mask): FloatTensor {
  const planes = input.channels.map((channel, index) =>
    channel === 'region' ? (region as Mask).data : normalise(samples, input, index),
  );
  const size = input.width * input.height;
  const data = new Float32Array(planes.length * size);
  if (input.layout === 'NHWC') for (let at = 0; at < data.length; at++) data[at] = interleaved(planes, at);
  else for (const [index, plane] of planes.entries()) data.set(plane, index * size);
  return { dims: inputShape({ input }), data };
}

/** The value at an index of the flattened tensor with the channels last. */
function interleaved(planes: readonly ArrayLike<number>[], at: number): number {
  return planes[at % planes.length]?.[Math.floor(at / planes.length)] as number;
}

function normalise(
  { picture, counts }: Samples,
  { normalise: how }: ModelInput,
  channel: number,
): Float32Array {
  if (how.kind === 'standardise') return standardise(picture.data, counts);
  const [low, high] = how.valueRange;
  const [mean, std] = [how.mean[channel] as number, how.std[channel] as number];
  return picture.data.map((value) => (low + value * (high - low) - mean) / std);
}

/** Mean 0 and deviation 1 over the samples that count; 0 elsewhere. */
export function standardise(data: Float32Array, counts: Uint8Array): Float32Array {
  const { mean, deviation } = statisticsOf(data, counts);
  const scale = Math.max(deviation, SMALLEST_DEVIATION);
  return data.map((value, at) => (counts[at] === 1 ? (value - mean) / scale : 0));
}

/** Mean and (population) standard deviation over the samples that count; both 0 if there are none. */
export function statisticsOf(data: Float32Array, counts: Uint8Array): { mean: number; deviation: number } {
  let [n, sum, squares] = [0, 0, 0];
  for (let at = 0; at < data.length; at++) {
    n += counts[at] as number;
    sum += (counts[at] as number) * (data[at] as number);
  }
  const mean = n === 0 ? 0 : sum / n;
  for (let at = 0; at < data.length; at++)
    squares += (counts[at] as number) * ((data[at] as number) - mean) ** 2;
  return { mean, deviation: n === 0 ? 0 : Math.sqrt(squares / n) };
}
