import { reducedSide } from '../../domain/image/reduction';
import type { AnalysisNote } from '../../domain/models/analysisNotes';
import type { NotAnalysedReason } from '../../domain/reasons/notAnalysedReason';
import type { GreyPicture } from '../../imaging/picture';

/** What can be said of a display picture by counting, before any network sees it. */
export interface PictureFacts {
  /** Of the full picture, in pixels. */
  readonly shorterSide: number;
  /** Longer side by shorter side, 1 or more. */
  readonly aspect: number;
  /** Between the 0.5th and the 99.5th of a hundred samples: 0 … 1. */
  readonly contrast: number;
  /** Share of the picture that is left when its border is taken away: even rows and columns at its edges: 0 … 1. */
  readonly content: number;
  /** Shares of pure black and pure white samples in what is left: 0 … 1. */
  readonly black: number;
  readonly white: number;
  /** Mean of the middle (a fifth of the width, two fifths of the height) less that of the upper and lower corners. */
  readonly middle: number;
}

/** Why a picture is not analysed, or what to know of it, as codes. */
export interface PictureJudgement {
  readonly reason?: NotAnalysedReason;
  readonly notes: readonly AnalysisNote[];
}

/** The limits, with how they were chosen in docs/gating.md. */
export const pictureLimits = {
  smallestSide: 128,
  longestAspect: 2.5,
  leastContrast: 0.02,
  leastContent: 0.25,
  /** Of white alone, and of black and white together. */
  mostWhite: 0.35,
  mostClipped: 0.75,
  /** Noted, not refused. */
  muchBlack: 0.25,
  muchWhite: 0.05,
  /** How much darker than the corners the middle is. */
  muchDarkerMiddle: 0.1,
} as const;

/** Rows and columns whose samples differ by less than this (display values) are even: lossy compression leaves as much. */
const EVEN = 0.03;
/** About so many rows and columns are looked at, however large the picture is. */
const LOOKED_AT = 512;
const LEVELS = 1024;

/**
 * Blank, tiny, far too long, nothing but border, or black and white without anything between: no network is asked
 * about such a picture, since it would answer all the same.
 */
export function judgePicture(facts: PictureFacts): PictureJudgement {
  const { shorterSide, aspect, contrast, content, black, white, middle } = facts;
  const limits = pictureLimits;
  if (!(contrast >= limits.leastContrast)) return { reason: 'blank-picture', notes: [] };
  if (shorterSide < limits.smallestSide) return { reason: 'picture-too-small', notes: [] };
  if (aspect > limits.longestAspect) return { reason: 'picture-too-narrow', notes: [] };
  if (content < limits.leastContent) return { reason: 'mostly-border', notes: [] };
  if (white > limits.mostWhite || black + white > limits.mostClipped)
    return { reason: 'picture-clipped', notes: [] };
  const notes: AnalysisNote[] = [
    ...(black > limits.muchBlack ? (['much-pure-black'] as const) : []),
    ...(white > limits.muchWhite ? (['much-pure-white'] as const) : []),
    ...(middle < -limits.muchDarkerMiddle ? (['may-be-inverted'] as const) : []),
  ];
  return { notes };
}

/** Counts on a grid of at most about 512 × 512 samples, so that a large picture takes no longer than a small one. */
export function factsOfPicture(picture: GreyPicture): PictureFacts {
  const grid = gridOf(picture);
  const box = contentOf(grid);
  const inside = box.right > box.left && box.bottom > box.top;
  const { black, white } = inside ? extremesIn(grid, box) : { black: 0, white: 0 };
  const sides = [picture.width, picture.height];
  const area = grid.rows.length * grid.columns.length;
  return {
    shorterSide: Math.min(...sides),
    aspect: Math.max(...sides) / Math.min(...sides),
    contrast: contrastOf(grid),
    content: inside ? ((box.right - box.left) * (box.bottom - box.top)) / area : 0,
    black,
    white,
    middle: middleOf(grid),
  };
}

/** Air lies around a patient and is black, so the middle of a picture is brighter than its corners (a tenth each way). */
function middleOf(grid: Grid): number {
  const corners = [0, 0.9].flatMap((top) => [0, 0.9].map((left) => meanIn(grid, left, top, 0.1, 0.1)));
  return meanIn(grid, 0.4, 0.3, 0.2, 0.4) - corners.reduce((sum, one) => sum + one, 0) / corners.length;
}

/** @param left, top, width, height as shares of the picture */
function meanIn(
  { at, rows, columns }: Grid,
  left: number,
  top: number,
  width: number,
  height: number,
): number {
  const [x, y] = [Math.floor(left * columns.length), Math.floor(top * rows.length)];
  const right = Math.max(x + 1, Math.floor((left + width) * columns.length));
  const bottom = Math.max(y + 1, Math.floor((top + height) * rows.length));
  let sum = 0;
  for (let row = y; row < bottom; row++)
    for (let column = x; column < right; column++) sum += at(row, column);
  return sum / ((right - x) * (bottom - y));
}

/** Samples of a picture: the rows and columns that are looked at. */
interface Grid {
  readonly at: (row: number, column: number) => number;
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

function gridOf(picture: GreyPicture): Grid {
  const { data, reduction } = picture;
  const width = reducedSide(picture.width, reduction);
  const height = reducedSide(picture.height, reduction);
  const rows = evenly(height);
  const columns = evenly(width);
  const at = (row: number, column: number) =>
    data[(rows[row] as number) * width + (columns[column] as number)] as number;
  return { at, rows, columns };
}

/** Indices from 0 to the last, at equal steps. */
function evenly(length: number): number[] {
  const count = Math.min(length, LOOKED_AT);
  const step = count > 1 ? (length - 1) / (count - 1) : 0;
  return Array.from({ length: count }, (_, index) => Math.round(index * step));
}

function contrastOf({ at, rows, columns }: Grid): number {
  const counts = new Uint32Array(LEVELS + 1);
  for (let row = 0; row < rows.length; row++)
    for (let column = 0; column < columns.length; column++) {
      const level = Math.round(LEVELS * Math.min(1, Math.max(0, at(row, column))));
      counts[level] = (counts[level] as number) + 1;
    }
  const total = rows.length * columns.length;
  return (levelBelow(counts, 0.995 * total) - levelBelow(counts, 0.005 * total)) / LEVELS;
}

/** The level that `rank` samples lie at or below. */
function levelBelow(counts: Uint32Array, rank: number): number {
  let seen = 0;
  for (let level = 0; level < counts.length; level++) {
    seen += counts[level] as number;
    if (seen > rank) return level;
  }
  return counts.length - 1;
}

interface Span {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What is left between the border above and below, and the border on both sides of that. */
function contentOf({ at, rows, columns }: Grid): Span {
  const row = (y: number) => rangeOf(columns.length, (x) => at(y, x));
  const [top, bottom] = betweenBorders(rows.length, row);
  const column = (x: number) => rangeOf(bottom - top, (y) => at(top + y, x));
  const [left, right] = betweenBorders(columns.length, column);
  return { left, right, top, bottom };
}

/** Border are the lines from an edge on that are even, and as bright as the outermost one. */
function betweenBorders(length: number, range: (line: number) => Range): [start: number, end: number] {
  const inBorder = (line: number, edge: number) => isEven(joined(range(line), range(edge)));
  let start = 0;
  while (start < length && inBorder(start, 0)) start++;
  let end = length;
  while (end > start && inBorder(end - 1, length - 1)) end--;
  return [start, end];
}

type Range = readonly [low: number, high: number];

/** @param length 0 or more; of no sample at all the range is empty, which counts as even. */
function rangeOf(length: number, value: (at: number) => number): Range {
  let [low, high] = [Infinity, -Infinity];
  for (let at = 0; at < length; at++) {
    const sample = value(at);
    if (sample < low) low = sample;
    if (sample > high) high = sample;
  }
  return [low, high];
}

function joined([a, b]: Range, [c, d]: Range): Range {
  return [Math.min(a, c), Math.max(b, d)];
}

function isEven([low, high]: Range): boolean {
  return !(high - low >= EVEN);
}

function extremesIn({ at }: Grid, { left, right, top, bottom }: Span): { black: number; white: number } {
  let [black, white] = [0, 0];
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      const value = at(row, column);
      if (value <= 0.5 / LEVELS) black++;
      if (value >= 1 - 0.5 / LEVELS) white++;
    }
  const area = (right - left) * (bottom - top);
  return { black: black / area, white: white / area };
}
