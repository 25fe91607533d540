import type { GreyPicture } from '../imaging/picture';
import type { Box } from '../imaging/resize';
import type { ClassifierManifest } from './manifest';
import { calibratedLogit, sigmoid } from './probabilities';
import type { FloatTensor } from './session';

/**
 * Where the network found evidence for a label, over the whole picture: 0 (none) … 1 (strong). It is no
 * segmentation of a disease.
 */
export interface HeatMap {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  readonly data: Float32Array;
}

/** The longer side of a heat map, in samples. */
const LONGER_SIDE = 128;

/**
 * Places the network's class-activation maps back into the picture.
 *
 * A cell holds the logit that the network's head gives to that cell alone; it is squashed like the score. So the scale
 * is absolute, and a picture without evidence stays dark. Outside the rectangle that the network saw it is 0.
 *
 * @param evidence (1, labels, rows, columns) over `box`
 * @param box the rectangle of the picture that the network saw, in pixels
 */
export function heatMapsOf(
  manifest: ClassifierManifest,
  evidence: FloatTensor,
  picture: { width: number; height: number },
  box: Box,
): HeatMap[] {
  const [, , rows = 0, columns = 0] = evidence.dims;
  const scale = Math.max(picture.width, picture.height) / LONGER_SIDE;
  const width = Math.max(1, Math.round(picture.width / scale));
  const height = Math.max(1, Math.round(picture.height / scale));
  return manifest.labels.map((label, index) => {
    const logits = evidence.data.subarray(index * rows * columns, (index + 1) * rows * columns);
    const cells = {
      width: columns,
      height: rows,
      data: logits.map((logit) => sigmoid(calibratedLogit(label, logit))),
    };
    const data = new Float32Array(width * height);
    for (let at = 0; at < data.length; at++) {
      const x = ((at % width) + 0.5) * (picture.width / width);
      const y = (Math.floor(at / width) + 0.5) * (picture.height / height);
      data[at] = sampleAt(cells, (x - box.x) / box.width, (y - box.y) / box.height);
    }
    return { label: label.name, width, height, data };
  });
}

/** Bilinear between cell centres; `u` and `v` run from 0 to 1 over the cells, outside it is 0. */
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
