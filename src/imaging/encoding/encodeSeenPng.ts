import type { GreyPicture, PictureSize } from '../picture';
import { sharp } from '../plain/safeSharp';
import type { Box } from '../resizing/resize';
import type { GreyBytes } from './greyBytes';

/** What a network was shown of a picture. */
export interface SeenPart {
  readonly samples: GreyPicture;
  /** 1 where the network was given the picture. */
  readonly counts: Uint8Array;
  /** In squares as `squareSize` counts them; it may extend past the picture's edge. */
  readonly box: Box;
}

type Rgb = readonly [number, number, number];

/** Height of both halves, and the gap between them, in pixels. */
const height = 512;
const gap = 16;
const lineWidth = 3;

const background: Rgb = [0, 0, 0];
/** Where the network was given no picture. */
const padding: Rgb = [24, 40, 96];
const line: Rgb = [255, 150, 0];

interface Panel {
  readonly width: number;
  readonly colourAt: (x: number, y: number) => Rgb;
}

/**
 * Two pictures side by side as a colour PNG. Left: the picture with the rectangle that the network was shown,
 * drawn in orange. Right: the samples that it was shown, from the least (black) to the greatest (white) of
 * those that count. Blue is padding: it lies outside the picture or the region, and the network was given no
 * picture there.
 *
 * @param preview the whole picture, shrunk. @param size its full size, as `squareSize` gives it
 */
export async function encodeSeenPng(preview: GreyBytes, size: PictureSize, seen: SeenPart): Promise<Buffer> {
  const panels = [placePanel(preview, size, seen.box), samplesPanel(seen)];
  const width = panels.reduce((sum, panel) => sum + panel.width, gap);
  const pixels = new Uint8Array(3 * width * height);
  let left = 0;
  for (const panel of panels) {
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < panel.width; x += 1) pixels.set(panel.colourAt(x, y), 3 * (y * width + left + x));
    left += panel.width + gap;
  }
  return sharp(pixels, { raw: { width, height, channels: 3 }, limitInputPixels: false })
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** The picture and the rectangle, which may be larger. */
function placePanel(preview: GreyBytes, size: PictureSize, box: Box): Panel {
  const around = union({ x: 0, y: 0, width: size.width, height: size.height }, box);
  const scale = around.height / height;
  const width = Math.max(1, Math.round(around.width / scale));
  const colourAt = (x: number, y: number): Rgb => {
    const [at, down] = [around.x + (x + 0.5) * scale, around.y + (y + 0.5) * scale];
    if (isOnEdge(at, down, box, lineWidth * scale)) return line;
    const grey = valueAt(preview, at / size.width, down / size.height);
    if (grey === undefined) return contains(box, at, down) ? padding : background;
    return [grey, grey, grey];
  };
  return { width, colourAt };
}

function samplesPanel({ samples, counts }: SeenPart): Panel {
  const scale = samples.height / height;
  const width = Math.max(1, Math.round(samples.width / scale));
  const shown = samples.data.filter((_, at) => counts[at] === 1);
  const low = shown.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
  const high = shown.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY);
  const colourAt = (x: number, y: number): Rgb => {
    const column = Math.min(samples.width - 1, Math.floor((x + 0.5) * scale));
    const at = Math.floor((y + 0.5) * scale) * samples.width + column;
    if (counts[at] !== 1) return padding;
    const grey = high > low ? Math.round((255 * ((samples.data[at] ?? low) - low)) / (high - low)) : 128;
    return [grey, grey, grey];
  };
  return { width, colourAt };
}

function union(a: Box, b: Box): Box {
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const width = Math.max(a.x + a.width, b.x + b.width) - x;
  return { x, y, width, height: Math.max(a.y + a.height, b.y + b.height) - y };
}

function contains(box: Box, x: number, y: number): boolean {
  return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height;
}

function isOnEdge(x: number, y: number, box: Box, thickness: number): boolean {
  const inner = {
    x: box.x + thickness,
    y: box.y + thickness,
    width: box.width - 2 * thickness,
    height: box.height - 2 * thickness,
  };
  return contains(box, x, y) && !contains(inner, x, y);
}

/** @param u,v 0…1 inside the picture */
function valueAt({ width, height: rows, bytes }: GreyBytes, u: number, v: number): number | undefined {
  if (u < 0 || u >= 1 || v < 0 || v >= 1) return undefined;
  return bytes[Math.floor(v * rows) * width + Math.floor(u * width)];
}
