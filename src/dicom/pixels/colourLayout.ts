import type { PixelFormat } from './pixelFormat';
import { samplesOf } from './sampleBits';

/** The dimensions of a picture with planar samples. */
export type PlanarLayout = Pick<
  PixelFormat,
  'rows' | 'columns' | 'frames' | 'samplesPerPixel' | 'bitsAllocated'
>;

/** Planar configuration 1 to 0: interleaves the planes of every frame, PS3.3 C.7.6.3.1.3. */
export function interleavePlanes(pixels: Uint8Array, layout: PlanarLayout): Uint8Array {
  const { rows, columns, frames, samplesPerPixel, bitsAllocated } = layout;
  const result = new Uint8Array(pixels.length);
  const from = samplesOf(pixels, bitsAllocated);
  const to = samplesOf(result, bitsAllocated);
  const plane = rows * columns;
  for (let index = 0; index < frames * samplesPerPixel; index += 1) {
    const sample = index % samplesPerPixel;
    const last = (index + 1) * plane;
    let next = (index - sample) * plane + sample;
    for (let at = index * plane; at < last; at += 1, next += samplesPerPixel) to[next] = from[at] ?? 0;
  }
  return result;
}

/** Expands YBR_FULL_422 as stored, Y Y Cb Cr for two pixels, to Y Cb Cr for each, PS3.3 C.7.6.3.1.2. */
export function expandHalvedColour(stored: Uint8Array): Uint8Array {
  const result = new Uint8Array((stored.length / 4) * 6);
  for (let from = 0, to = 0; from + 4 <= stored.length; from += 4, to += 6) {
    const [first = 0, second = 0, blue = 0, red = 0] = stored.subarray(from, from + 4);
    result.set([first, blue, red, second, blue, red], to);
  }
  return result;
}
