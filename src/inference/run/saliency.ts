import type { GreyPicture } from '../../imaging/picture';
import { type Box, resizeGrey } from '../../imaging/resizing/resize';
import type { ClassifierManifest, ModelLabel } from '../manifest/manifest';
import type { FloatTensor } from '../onnx/network';
import type { Mask } from './mask';
import { calibratedLogit, sigmoid } from './probabilities';

/**
 * Where the network found evidence for a label, over the whole picture: 0 (none) … 1 (strong). It is not a
 * segmentation of a disease.
 */
export interface HeatMap {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** What the network saw: a rectangle of the picture, in pixels, and the region inside it. */
export interface SeenArea {
  readonly box: Box;
  readonly region?: Mask;
}

/** The longer side of a heat map, in samples. */
const LONGER_SIDE = 128;

/**
 * Maps the network's class-activation maps back onto the picture.
 *
 * A cell holds the logit that the network's head gives to that cell alone; it is squashed like the score, and
 * then weighted by `strengthOf` the score, so that a picture far below the threshold stays dark however
 * uneven its cells are. Cells without region are not drawn, and everything outside the rectangle that the
 * network saw is 0.
 *
 * @param evidence (1, labels, rows, columns) over `seen.box`
 * @param scores the probability of every label
 */
export function heatMapsOf(
  manifest: ClassifierManifest,
  evidence: FloatTensor,
  scores: readonly number[],
  picture: { width: number; height: number },
  seen: SeenArea,
): HeatMap[] {
  return manifest.labels.map((label, index) => {
    const cells = cellsOf(label, evidence, index, strengthOf(label, scores[index] as number), seen.region);
    return { label: label.name, ...placedMapOf(cells, seen.box, picture) };
  });
}

/**
 * The maximum brightness of a map: 0 at score 0, 0.5 at the threshold, 1 at score 1, linear in between;
 * without a threshold, the score.
 */
export function strengthOf({ operatingPoint }: Pick<ModelLabel, 'operatingPoint'>, score: number): number {
  if (operatingPoint === undefined) return score;
  const { threshold } = operatingPoint;
  if (score < threshold) return (0.5 * score) / threshold;
  return threshold >= 1 ? 0.5 : 0.5 + (0.5 * (score - threshold)) / (1 - threshold);
}

function cellsOf(
  label: ModelLabel,
  evidence: FloatTensor,
  index: number,
  strength: number,
  region?: Mask,
): GreyPicture {
  const [, , height = 0, width = 0] = evidence.dims;
  const logits = evidence.data.subarray(index * width * height, (index + 1) * width * height);
  const shown = shareOfRegion(width, height, region);
  const data = logits.map(
    (logit, at) => strength * sigmoid(calibratedLogit(label, logit)) * (shown[at] as number),
  );
  return { width, height, data };
}

/** 0 … 1 for every cell: 0 if it holds no region, 1 if at least half of it is region. */
function shareOfRegion(width: number, height: number, region: Mask | undefined): Float32Array {
  if (region === undefined) return new Float32Array(width * height).fill(1);
  const source = { ...region, data: Float32Array.from(region.data) };
  const whole = { x: 0, y: 0, width: region.width, height: region.height };
  return resizeGrey(source, whole, width, height).picture.data.map((share) => Math.min(1, 2 * share));
}

/** Cells over `box` as a map over the whole picture; 0 outside the box. */
export function placedMapOf(
  cells: GreyPicture,
  box: Box,
  picture: { width: number; height: number },
): GreyPicture {
  const scale = Math.max(picture.width, picture.height) / LONGER_SIDE;
  const width = Math.max(1, Math.round(picture.width / scale));
  const height = Math.max(1, Math.round(picture.height / scale));
  const data = new Float32Array(width * height);
  for (let at = 0; at < data.length; at++) {
    const x = ((at % width) + 0.5) * (picture.width / width);
    const y = (Math.floor(at / width) + 0.5) * (picture.height / height);
    data[at] = sampleAt(cells, (x - box.x) / box.width, (y - box.y) / box.height);
  }
  return { width, height, data };
}

/** Bilinear between cell centres; `u` and `v` run from 0 to 1 over the cells; outside it is 0. */
function sampleAt({ width, height, data }: GreyPicture, u: number, v: number): number {
  if (u < 0 || u >= 1 || v < 0 || v >= 1) return 0;
  const [x, y] = [within(u * width - 0.5, width - 1), within(v * height - 0.5, height - 1)];
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const [right, bottom] = [Math.min(left + 1, width - 1), Math.min(top + 1, height - 1)];
  const at = (row: number, column: number) => data[row * width + column] as number;
  const upper = at(top, left) + (at(top, right) - at(top, left)) * (x - left);
  const lower = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * (x - left);
  return upper + (lower - upper) * (y - top);
}

function within(value: number, highest: number): number {
  return Math.min(highest, Math.max(0, value));
}
