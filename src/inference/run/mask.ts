import type { GreyPicture } from '../../imaging/picture';

/** A binary picture, row-major, 0 or 1. */
export interface Mask {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** The connected parts of a mask, largest first: their sizes in samples. */
export interface Parts {
  readonly sizes: readonly number[];
  /** The `count` largest parts together. */
  readonly kept: Mask;
}

/** The largest 4-connected parts; of two of equal size, the first in row order comes first. */
export function largestParts(mask: Mask, count: number): Parts {
  const { labels, sizes } = labelParts(mask);
  const order = sizes
    .map((_, part) => part)
    .sort((a, b) => (sizes[b] as number) - (sizes[a] as number) || a - b);
  const keep = new Set(order.slice(0, count).map((part) => part + 1));
  return {
    sizes: order.map((part) => sizes[part] as number),
    kept: {
      ...mask,
      data: new Uint8Array(labels.length).map((_, at) => (keep.has(labels[at] as number) ? 1 : 0)),
    },
  };
}

function labelParts({ width, height, data }: Mask): { labels: Int32Array; sizes: number[] } {
  const labels = new Int32Array(data.length);
  const sizes: number[] = [];
  const stack: number[] = [];
  const visit = (at: number, label: number) => {
    if (data[at] !== 1 || labels[at] !== 0) return;
    labels[at] = label;
    stack.push(at);
  };
  for (let start = 0; start < data.length; start++) {
    if (data[start] !== 1 || labels[start] !== 0) continue;
    const label = sizes.push(0);
    visit(start, label);
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      sizes[label - 1] = (sizes[label - 1] as number) + 1;
      if (at >= width) visit(at - width, label);
      if (at < width * (height - 1)) visit(at + width, label);
      if (at % width > 0) visit(at - 1, label);
      if (at % width < width - 1) visit(at + 1, label);
    }
  }
  return { labels, sizes };
}

/** Without its rim: a sample stays if its eight neighbours are in the mask too (outside counts as not). */
export function erode({ width, height, data }: Mask): Mask {
  const inner = new Uint8Array(data.length);
  for (let y = 1; y < height - 1; y++)
    for (let x = 1; x < width - 1; x++) inner[y * width + x] = allAround(data, width, y * width + x);
  return { width, height, data: inner };
}

/** 1 where the sample at `at` and its eight neighbours are all 1, else 0; `at` is not on the edge of the grid. */
function allAround(data: Uint8Array, width: number, at: number): number {
  let all = 1;
  for (let row = at - width; row <= at + width; row += width)
    all &= (data[row - 1] as number) & (data[row] as number) & (data[row + 1] as number);
  return all;
}

/** The samples of a picture that lie above a threshold. */
export function maskAbove({ width, height, data }: GreyPicture, threshold: number): Mask {
  const mask = new Uint8Array(data.length);
  for (let at = 0; at < data.length; at++) mask[at] = (data[at] as number) > threshold ? 1 : 0;
  return { width, height, data: mask };
}

/** The square around a mask, in its samples: its longer side plus a margin of `margin` times that on every side. */
export function squareAroundMask(
  { width, data }: Mask,
  margin: number,
): { x: number; y: number; side: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < data.length; at++) {
    if (data[at] !== 1) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    [left, right, top, bottom] = [
      Math.min(left, x),
      Math.max(right, x + 1),
      Math.min(top, y),
      Math.max(bottom, y + 1),
    ];
  }
  const side = Math.max(right - left, bottom - top) * (1 + 2 * margin);
  return { x: (left + right - side) / 2, y: (top + bottom - side) / 2, side };
}

export function countOf(mask: Mask): number {
  return mask.data.reduce((sum, value) => sum + value, 0);
}
