import type { Samples } from '../loading/samples';
import type { Rectangle } from '../placing/geometry';
import type { Affine } from '../placing/orientation';

/** A picture at its own size, into which grey levels are written when the window changes. */
export interface Slide {
  readonly canvas: HTMLCanvasElement;
  readonly paint: (samples: Samples, levels: Uint8Array) => void;
}

export function createSlide(columns: number, rows: number): Slide {
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
  const image = context.createImageData(columns, rows);
  const pixels = new Uint32Array(image.data.buffer);
  return {
    canvas,
    paint: (samples, levels) => {
      const colours = coloursOf(levels);
      const mask = colours.length - 1;
      for (let index = 0; index < pixels.length; index += 1) {
        pixels[index] = colours[(samples[index] as number) & mask] as number;
      }
      context.putImageData(image, 0, 0);
    },
  };
}

/**
 * Opaque grey as one number. Red, green and blue are equal, so only the position of alpha depends on the byte
 * order.
 */
function coloursOf(levels: Uint8Array): Uint32Array {
  const [opaque, grey] = isLittleEndian ? [0xff000000, 0x00010101] : [0x000000ff, 0x01010100];
  return Uint32Array.from(levels, (level) => opaque + level * grey);
}

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** From this many device pixels per pixel of the picture, its pixels are drawn as squares. */
export const squaresFrom = 4;

const identity: Affine = [1, 0, 0, 1, 0, 0];

export interface Scene {
  readonly slide: HTMLCanvasElement | ImageBitmap;
  readonly destination: Rectangle;
  /** From the view of an upright picture to the canvas; absent: the picture is upright. */
  readonly way?: Affine | undefined;
  readonly heatMap?: { readonly bitmap: ImageBitmap; readonly opacity: number } | undefined;
}

/**
 * Draws a picture into the view. At 1:1 every pixel is shown exactly. A shrunk picture is averaged, since
 * dropping pixels would create patterns and lose fine lines. A magnified one is interpolated linearly, as on
 * reading workstations: edges of squares would hide faint shapes, and linear interpolation creates nothing
 * brighter or darker than its neighbours. At high magnification single pixels are squares again, so that
 * nobody mistakes interpolation for detail.
 */
export function drawScene(
  canvas: HTMLCanvasElement,
  { slide, destination, heatMap, way = identity }: Scene,
): void {
  const context = canvas.getContext('2d', { alpha: false }) as CanvasRenderingContext2D;
  context.setTransform(...identity);
  context.fillStyle = '#000';
  context.fillRect(0, 0, canvas.width, canvas.height);
  const { x, y, width, height } = destination;
  const magnified = Math.max(width / slide.width, height / slide.height);
  context.imageSmoothingEnabled = magnified < squaresFrom;
  context.imageSmoothingQuality = magnified < 1 ? 'high' : 'low';
  context.setTransform(...way);
  context.drawImage(slide, x, y, width, height);
  if (heatMap === undefined) return;
  context.imageSmoothingEnabled = true;
  context.imageSmoothingQuality = 'high';
  context.globalAlpha = heatMap.opacity;
  context.drawImage(heatMap.bitmap, x, y, width, height);
  context.globalAlpha = 1;
}
