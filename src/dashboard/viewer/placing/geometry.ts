import { aspectOf } from '../../../domain/image/pixelAspect';

/** In device pixels: the dots of the screen, not CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Rectangle extends Point, Size {}

/** A picture's matrix, and the ratio of height to width of its pixels. */
export interface Matrix {
  readonly columns: number;
  readonly rows: number;
  readonly aspect: number;
}

/** The placement of a picture: the point of it in the middle of the view, and device pixels per column. */
export interface Placement {
  readonly zoom: number;
  /** In the picture's pixels, from its upper left corner. */
  readonly middle: Point;
}

const maxZoom = 64;
/** A picture can be shrunk to this fraction of the fitted size. */
const leastOfFit = 1 / 4;

/** @param frame from 0 */
export function matrixOf(
  view: {
    readonly rows: number;
    readonly columns: number;
    readonly pixelAspect?: readonly number[];
  },
  frame: number,
): Matrix {
  return { rows: view.rows, columns: view.columns, aspect: aspectOf(view, frame) };
}

/** The whole picture, as large as fits the view. */
export function fit({ rows, columns, aspect }: Matrix, view: Size): Placement {
  const zoom = Math.min(view.width / columns, view.height / (rows * aspect));
  return { zoom: Math.max(zoom, Number.EPSILON), middle: { x: columns / 2, y: rows / 2 } };
}

/** One pixel of the picture per pixel of the screen; the centre stays in place. */
export function oneToOne(placement: Placement): Placement {
  return { ...placement, zoom: 1 };
}

/** Zooms by a factor; the point under `at`, in device pixels of the view, stays in place. */
export function zoomAt(
  placement: Placement,
  factor: number,
  at: Point,
  matrix: Matrix,
  view: Size,
): Placement {
  const least = Math.min(1, leastOfFit * fit(matrix, view).zoom);
  const zoom = Math.min(maxZoom, Math.max(least, placement.zoom * factor));
  const held = toPicture(placement, at, matrix, view);
  const middle = {
    x: held.x - (at.x - view.width / 2) / zoom,
    y: held.y - (at.y - view.height / 2) / (zoom * matrix.aspect),
  };
  return { zoom, middle: inside(middle, matrix) };
}

/**
 * Moves the picture by device pixels. Its edge never passes the middle of the view, so that it cannot get
 * lost.
 */
export function pan({ zoom, middle }: Placement, right: number, down: number, matrix: Matrix): Placement {
  const moved = { x: middle.x - right / zoom, y: middle.y - down / (zoom * matrix.aspect) };
  return { zoom, middle: inside(moved, matrix) };
}

function inside({ x, y }: Point, { rows, columns }: Matrix): Point {
  return { x: Math.min(columns, Math.max(0, x)), y: Math.min(rows, Math.max(0, y)) };
}

/** The point of the picture under a point of the view. */
export function toPicture({ zoom, middle }: Placement, at: Point, matrix: Matrix, view: Size): Point {
  return {
    x: middle.x + (at.x - view.width / 2) / zoom,
    y: middle.y + (at.y - view.height / 2) / (zoom * matrix.aspect),
  };
}

/** The point of the view over a point of the picture. */
export function toView({ zoom, middle }: Placement, at: Point, matrix: Matrix, view: Size): Point {
  return {
    x: view.width / 2 + (at.x - middle.x) * zoom,
    y: view.height / 2 + (at.y - middle.y) * zoom * matrix.aspect,
  };
}

/**
 * The rectangle of the whole picture, in whole device pixels: at 1:1 each of its pixels is exactly one of the
 * screen's.
 */
export function destination({ zoom, middle }: Placement, matrix: Matrix, view: Size): Rectangle {
  const { rows, columns, aspect } = matrix;
  return {
    x: Math.round(view.width / 2 - middle.x * zoom),
    y: Math.round(view.height / 2 - middle.y * zoom * aspect),
    width: Math.max(1, Math.round(columns * zoom)),
    height: Math.max(1, Math.round(rows * zoom * aspect)),
  };
}
