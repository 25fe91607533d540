import { reducedSide } from '../domain/image/reduction';
import { type GreySource, squareSize } from './picture';

/** What can be measured on a display picture by counting, before any network sees it. */
export interface PictureFacts {
  /** The part that is looked at, as shares of width and height: without its border, if that is not small. */
  readonly inside: Span;
  /** Size of that part in pixels. */
  readonly shorterSide: number;
  /** Ratio of its longer to its shorter side, 1 or more, in the picture's true proportions. */
  readonly aspect: number;
  /** The difference between the 0.5th and the 99.5th percentile: 0 … 1. */
  readonly contrast: number;
  /** Share of the picture that remains without its border, the even rows and columns at its edges: 0 … 1. */
  readonly content: number;
  /** Shares of pure black and pure white samples in what remains: 0 … 1. */
  readonly black: number;
  readonly white: number;
  /**
   * Of the part that is looked at: the mean of the middle (a fifth of the width, two fifths of the height)
   * minus that of the upper and lower corners.
   */
  readonly middle: number;
}

/**
 * Rows and columns whose samples differ by less than this (display values) are even: lossy compression leaves
 * that much.
 */
const EVEN = 0.03;
/** The approximate number of rows and columns sampled, whatever the size of the picture. */
const LOOKED_AT = 512;
const LEVELS = 1024;
/** A border that takes less than this share of the picture is left where it is. */
const SMALL_BORDER = 0.05;

/** Counts on a grid of at most about 512 × 512 samples, so that a large picture takes no longer than a small one. */
export function factsOfPicture(picture: GreySource): PictureFacts {
  const grid = gridOf(picture);
  const box = contentOf(grid);
  const isAny = box.right > box.left && box.bottom > box.top;
  const { black, white } = isAny ? extremesIn(grid, box) : { black: 0, white: 0 };
  const { width, height } = squareSize(picture);
  const area = grid.rows * grid.columns;
  const content = isAny ? ((box.right - box.left) * (box.bottom - box.top)) / area : 0;
  const inside = isAny && content < 1 - SMALL_BORDER ? sharesOf(box, grid) : whole;
  const [across, down] = [inside.right - inside.left, inside.bottom - inside.top];
  const sides = [width * across, height * down] as const;
  return {
    inside,
    shorterSide: Math.round(Math.min(picture.width * across, picture.height * down)),
    aspect: Math.max(...sides) / Math.min(...sides),
    contrast: contrastOf(grid),
    content,
    black,
    white,
    middle: middleOf(grid, inside),
  };
}

const whole: Span = { left: 0, right: 1, top: 0, bottom: 1 };

function sharesOf({ left, right, top, bottom }: Span, { rows, columns }: Grid): Span {
  return { left: left / columns, right: right / columns, top: top / rows, bottom: bottom / rows };
}

/** The sampled values, row by row. */
interface Grid {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
}

function gridOf(picture: GreySource): Grid {
  const width = reducedSide(picture.width, picture.reduction);
  const places = evenly(width);
  const lines = evenly(reducedSide(picture.height, picture.reduction));
  const values = new Float32Array(lines.length * places.length);
  for (const [row, line] of lines.entries())
    for (let column = 0; column < places.length; column++)
      values[row * places.length + column] = valueAt(picture, line * width + (places[column] as number));
  return { values, rows: lines.length, columns: places.length };
}

function valueAt(picture: GreySource, at: number): number {
  return ('data' in picture ? picture.data[at] : picture.table[picture.indices[at] as number]) as number;
}

/** Indices from 0 to the last, in equal steps. */
function evenly(length: number): number[] {
  const count = Math.min(length, LOOKED_AT);
  const step = count > 1 ? (length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, index) => Math.round(index * step));
}

/** Air around a patient is black, so the middle of a picture is brighter than its corners (a tenth of each side). */
function middleOf(grid: Grid, inside: Span): number {
  const [across, down] = [inside.right - inside.left, inside.bottom - inside.top];
  const mean = (left: number, top: number, width: number, height: number) =>
    meanIn(grid, inside.left + left * across, inside.top + top * down, width * across, height * down);
  const corners = [0, 0.9].flatMap((top) => [0, 0.9].map((left) => mean(left, top, 0.1, 0.1)));
  return mean(0.4, 0.3, 0.2, 0.4) - corners.reduce((sum, one) => sum + one, 0) / corners.length;
}

/** @param left, top, width, height as shares of the picture */
function meanIn(
  { values, rows, columns }: Grid,
  left: number,
  top: number,
  width: number,
  height: number,
): number {
  const [x, y] = [Math.floor(left * columns), Math.floor(top * rows)];
  const right = Math.max(x + 1, Math.floor((left + width) * columns));
  const bottom = Math.max(y + 1, Math.floor((top + height) * rows));
  let sum = 0;
  for (let row = y; row < bottom; row++)
    for (let at = row * columns + x; at < row * columns + right; at++) sum += values[at] as number;
  return sum / ((right - x) * (bottom - y));
}

function contrastOf({ values }: Grid): number {
  const counts = new Uint32Array(LEVELS + 1);
  for (let at = 0; at < values.length; at++) {
    const value = values[at] as number;
    const level = value <= 0 ? 0 : value >= 1 ? LEVELS : Math.round(LEVELS * value);
    counts[level] = (counts[level] as number) + 1;
  }
  const total = values.length;
  return (levelBelow(counts, 0.995 * total) - levelBelow(counts, 0.005 * total)) / LEVELS;
}

/** The level at or below which `rank` samples lie. */
function levelBelow(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let level = 0; level < counts.length; level++) {
    seen += counts[level] as number;
    if (seen > rank) return level;
  }
  return counts.length - 1;
}

/** A rectangle: from left to right and from top to bottom. */
export interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What remains between the top and bottom borders, and between the side borders of that. */
function contentOf({ values, rows, columns }: Grid): Span {
  const row = (y: number) => rangeOf(values, y * columns, 1, columns);
  const [top, bottom] = betweenBorders(rows, row);
  const column = (x: number) => rangeOf(values, top * columns + x, columns, bottom - top);
  const [left, right] = betweenBorders(columns, column);
  return { left, right, top, bottom };
}

/** The border consists of the lines from an edge inwards that are even and as bright as the outermost one. */
function betweenBorders(length: number, range: (line: number) => Range): [start: number, end: number] {
  const [first, last] = [range(0), range(length - 1)];
  let start = 0;
  while (start < length && isEven(joined(range(start), first))) start++;
  let end = length;
  while (end > start && isEven(joined(range(end - 1), last))) end--;
  return [start, end];
}

type Range = readonly [low: number, high: number];

/** The least and the greatest of `count` values, `step` apart; for none, an empty range, which counts as even. */
function rangeOf(values: Float32Array, first: number, step: number, count: number): Range {
  let [low, high] = [Infinity, -Infinity];
  for (let at = first; at < first + step * count; at += step) {
    const value = values[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

function joined([a, b]: Range, [c, d]: Range): Range {
  return [Math.min(a, c), Math.max(b, d)];
}

function isEven([low, high]: Range): boolean {
  return !(high - low >= EVEN);
}

function extremesIn(
  { values, columns }: Grid,
  { left, right, top, bottom }: Span,
): { black: number; white: number } {
  let [black, white] = [0, 0];
  for (let row = top; row < bottom; row++)
    for (let at = row * columns + left; at < row * columns + right; at++) {
      const value = values[at] as number;
      if (value <= 0.5 / LEVELS) black++;
      if (value >= 1 - 0.5 / LEVELS) white++;
    }
  const area = (right - left) * (bottom - top);
  return { black: black / area, white: white / area };
}
