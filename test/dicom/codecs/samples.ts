import { readDicom } from '../../../src/dicom/readDicom';
import type { ReadImage } from '../../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { type ImageSpec, imageFile } from '../dicomBuilder';

export const rows = 23;
export const columns = 31;

/** Waves with noise over the whole range of so many bits: smooth and rough, with both ends of the range. */
export function draw(bits: number, signed = false, samples = 1): number[] {
  const range = 2 ** bits;
  const low = signed ? -range / 2 : 0;
  let seed = 7;
  return Array.from({ length: rows * columns * samples }, (_, index) => {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    if (index < 4) return index % 2 === 0 ? low : low + range - 1;
    const wave = 0.5 + 0.4 * Math.sin(index / 17) * Math.cos(index / 301);
    const noise = ((seed >>> 16) / 65536 - 0.5) * 0.1;
    return low + Math.floor((wave + noise) * (range - 1));
  });
}

/** The values as they lie in uncompressed pixel data. */
export function bytesOf(values: readonly number[], bitsAllocated: number): Buffer {
  const width = bitsAllocated / 8;
  const bytes = Buffer.alloc(values.length * width);
  for (const [index, value] of values.entries()) {
    bytes.writeUIntLE(value < 0 ? value + 2 ** bitsAllocated : value, index * width, width);
  }
  return bytes;
}

/** Reads a file of one frame in that many fragments. */
export function readStream(
  transferSyntax: string,
  fragments: Uint8Array | readonly Uint8Array[],
  spec: Omit<ImageSpec, 'pixels'> = {},
): Promise<ReadImage> {
  const list = fragments instanceof Uint8Array ? [fragments] : fragments;
  const even = list.map((one) => (one.length % 2 === 0 ? one : Buffer.concat([one, Buffer.alloc(1)])));
  const pixels = { fragments: [new Uint8Array(0), ...even] };
  return readDicom(
    imageFile({ rows, columns, pixelVr: 'OB', ...spec, pixels }, transferSyntax),
    defaultReadLimits,
  );
}

export function expectSame(pixels: Uint8Array, expected: Uint8Array): void {
  expect(Buffer.from(pixels.buffer, pixels.byteOffset, pixels.length).equals(expected)).toBe(true);
}
