import type { GreyPicture } from '../../imaging/picture';
import { addSpot, doubled, smoothStep } from './canvas';
import {
  bodyHalfWidth,
  type ChestShape,
  diaphragm,
  drawShape,
  lungInside,
  lungOutside,
  lungTop,
} from './chestShape';
import { createRandom, type Random } from './random';
import { type RibOffsets, ribDensity, ribOffsets } from './ribs';
import { addVessels } from './vessels';

/** Something that does not belong in a lung: a round opacity. Positions are fractions of the picture. */
export interface Opacity {
  readonly x: number;
  readonly y: number;
  /** Radius as a fraction of the picture's width. */
  readonly radius: number;
  /** 0.05 is faint, 0.3 is plain. */
  readonly strength: number;
}

export interface ChestOptions {
  readonly width?: number;
  readonly height?: number;
  readonly opacity?: Opacity;
}

/**
 * Draws a synthetic frontal chest X-ray from a seed. Values 0 (nothing in the way of the beam) … 1 (dense),
 * as a display picture.
 * @param options even width and height in pixels
 */
export function drawChest(seed: number, options: ChestOptions = {}): GreyPicture {
  const { width = 1024, height = 1200, opacity } = options;
  const random = createRandom(seed);
  const shape = drawShape(random);
  const half = { width: width >> 1, height: height >> 1 };
  const density = { ...half, data: new Float32Array(half.width * half.height) };
  const columns = Array.from({ length: half.width }, (_, x) => drawColumn(shape, acrossOf(x, half.width)));
  for (let y = 0; y < half.height; y += 1) drawRow(density, shape, columns, y);
  addVessels(density, random);
  if (opacity !== undefined) addOpacity(density, opacity, random);
  const data = doubled(density, width, height);
  addNoise(data, random);
  return { width, height, data };
}

/** −1 … 1 from the left to the right edge. */
function acrossOf(x: number, width: number): number {
  return ((x + 0.5) / width) * 2 - 1;
}

/** Values that are constant down the column. */
interface Column {
  readonly across: number;
  readonly from: number;
  readonly ribs: RibOffsets;
}

function drawColumn(shape: ChestShape, across: number): Column {
  const from = Math.abs(across);
  return { across, from, ribs: ribOffsets(shape, from) };
}

function drawRow(picture: GreyPicture, shape: ChestShape, columns: readonly Column[], y: number): void {
  const down = (y + 0.5) / picture.height;
  const row = {
    body: bodyHalfWidth(down),
    outside: lungOutside(shape, down),
    inside: lungInside(down),
  };
  for (const [x, column] of columns.entries()) {
    const outsideBody = column.from > row.body;
    picture.data[y * picture.width + x] = outsideBody ? 0.015 : densityAt(shape, column, down, row);
  }
}

interface RowBorders {
  readonly body: number;
  readonly outside: number;
  readonly inside: number;
}

function densityAt(shape: ChestShape, column: Column, down: number, row: RowBorders): number {
  const { across, from } = column;
  const round = Math.sqrt(Math.max(0, 1 - (from / row.body) ** 2));
  const soft = 0.26 + 0.34 * round + 0.1 * smoothStep(0.6, 0.85, down);
  const air =
    lungDepth(shape, across, down, row) * (0.42 + 0.12 * (1 - Math.abs(from - 0.45))) +
    windpipe(across, down) +
    stomach(shape, across, down);
  const bones = ribs(shape, column, down) + clavicle(from, down) + spine(from, down);
  return Math.min(1, Math.max(0.02, soft - air + middle(shape, across, down) + bones));
}

/** 0 outside a lung, up to 1 where it is deepest. */
function lungDepth(shape: ChestShape, across: number, down: number, row: RowBorders): number {
  const from = Math.abs(across);
  const dome = across < 0 ? shape.domes.right : shape.domes.left;
  const sides =
    smoothStep(row.inside - 0.01, row.inside + 0.03, from) *
    smoothStep(row.outside, row.outside - 0.025, from);
  if (sides === 0) return 0;
  const top = lungTop(shape, from);
  const bottom = diaphragm(dome, from);
  const ends = smoothStep(top, top + 0.022, down) * smoothStep(bottom, bottom - 0.08, down);
  if (ends === 0) return 0;
  const span = (2 * from - row.inside - row.outside) / (row.outside - row.inside);
  return sides * ends * (0.3 + 0.7 * Math.sqrt(Math.max(0, 1 - span * span))) * heartGap(shape, across, down);
}

/** The heart displaces lung in front of the spine and to the patient's left. */
function heartGap(shape: ChestShape, across: number, down: number): number {
  return 1 - 0.8 * heart(shape, across, down);
}

/** Its left part is an egg with the tip pointing down and outwards, its right part a gentler curve. */
function heart({ heart: place }: ChestShape, across: number, down: number): number {
  const dx = across - place.x;
  const dy = (down - place.y) * 1.7;
  const along = 0.75 * dx + 0.66 * dy;
  const aside = -0.66 * dx + 0.75 * dy;
  const left = (along / place.across) ** 2 + (aside / (place.down * 1.55)) ** 2;
  const right = ((across + 0.03) / 0.19) ** 2 + ((down - place.y - 0.005) / place.down) ** 2;
  const waist = smoothStep(place.y - 0.19, place.y - 0.09, down);
  return Math.max(smoothStep(1.15, 0.85, left), smoothStep(1.25, 0.85, right) * waist);
}

/** Heart, great vessels and the tissue between the lungs. */
function middle(shape: ChestShape, across: number, down: number): number {
  const band = 0.1 * smoothStep(0.17, 0.1, Math.abs(across));
  const arch = 0.09 * smoothStep(1.15, 0.85, ((across - 0.1) / 0.085) ** 2 + ((down - 0.335) / 0.05) ** 2);
  return band + arch + 0.08 * heart(shape, across, down);
}

function ribs(shape: ChestShape, { from, ribs: offsets }: Column, down: number): number {
  const cage = smoothStep(shape.chestHalfWidth + 0.07, shape.chestHalfWidth + 0.02, from);
  return cage === 0 ? 0 : 0.12 * cage * ribDensity(shape, offsets, down);
}

function clavicle(from: number, down: number): number {
  if (from < 0.09 || from > 0.8 || down > 0.3) return 0;
  const line = 0.185 - 0.075 * smoothStep(0.08, 0.75, from) + 0.012 * Math.sin(9 * from);
  return 0.15 * smoothStep(0.02, 0.013, Math.abs(down - line)) * smoothStep(0.8, 0.72, from);
}

/** Vertebrae with the discs between them. */
function spine(from: number, down: number): number {
  if (from > 0.11) return 0;
  const body = smoothStep(0.1, 0.075, from);
  const disc = smoothStep(0.75, 0.98, Math.cos(2 * Math.PI * (down / 0.056)));
  return body * (0.06 - 0.03 * disc);
}

function windpipe(across: number, down: number): number {
  return 0.1 * smoothStep(0.05, 0.03, Math.abs(across + 0.01)) * smoothStep(0.4, 0.36, down);
}

/** Air in the stomach, under the patient's left dome. */
function stomach({ domes }: ChestShape, across: number, down: number): number {
  const place = ((across - 0.36) / 0.16) ** 2 + ((down - domes.left - 0.065) / 0.045) ** 2;
  return 0.16 * smoothStep(1.1, 0.6, place);
}

function addOpacity(picture: GreyPicture, opacity: Opacity, random: Random): void {
  const reach = opacity.radius * picture.width;
  const x = opacity.x * picture.width;
  const y = opacity.y * picture.height;
  addSpot(picture, x, y, reach, 0.6 * opacity.strength);
  for (let part = 0; part < 14; part += 1) {
    const away = { x: random.normal() * reach * 0.45, y: random.normal() * reach * 0.45 };
    addSpot(picture, x + away.x, y + away.y, reach * random.between(0.25, 0.5), 0.07 * opacity.strength);
  }
}

const noiseValues = 4096;

/** The beam consists of single quanta: where less comes through, the picture is noisier. */
function addNoise(data: Float32Array<ArrayBuffer>, random: Random): void {
  const bell = Float32Array.from({ length: noiseValues }, () => random.normal());
  for (let index = 0; index < data.length; index += 1) {
    const value = data[index] ?? 0;
    const noise = bell[Math.floor(random.next() * noiseValues)] ?? 0;
    data[index] = Math.min(1, Math.max(0, value + noise * (0.006 + 0.012 * value)));
  }
}
