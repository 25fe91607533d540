import type { PixelFormat } from './pixelFormat';

/** Planar configuration 1 to 0: the planes of every frame become interleaved samples, PS3.3 C.7.6.3.1.3. */
export function interleavePlanes(pixels: Uint8Array, format: PixelFormat): Uint8Array {
  const width = format.bitsAllocated / 8;
  const plane = format.rows * format.columns;
  const frameBytes = plane * format.samplesPerPixel * width;
  const result = new Uint8Array(pixels.length);
  for (let frame = 0; frame < format.frames; frame += 1) {
    let to = frame * frameBytes;
    for (let pixel = 0; pixel < plane; pixel += 1) {
      for (let sample = 0; sample < format.samplesPerPixel; sample += 1) {
        const from = frame * frameBytes + (sample * plane + pixel) * width;
        for (let byte = 0; byte < width; byte += 1) result[to++] = pixels[from + byte] ?? 0;
      }
    }
  }
  return result;
}

/** YBR_FULL_422 as it is stored, Y Y Cb Cr for two pixels, to Y Cb Cr for each, PS3.3 C.7.6.3.1.2. */
export function expandHalvedColour(stored: Uint8Array): Uint8Array {
  const result = new Uint8Array((stored.length / 4) * 6);
  for (let from = 0, to = 0; from + 4 <= stored.length; from += 4, to += 6) {
    const [first = 0, second = 0, blue = 0, red = 0] = stored.subarray(from, from + 4);
    result.set([first, blue, red, second, blue, red], to);
  }
  return result;
}
