import type { PixelFormat } from './pixelFormat';

/** Reverses the bytes of every group of `width` in place; a last incomplete group stays. */
export function swapBytes(bytes: Uint8Array, width: 2 | 4 | number): Uint8Array {
  for (let start = 0; start + width <= bytes.length; start += width) {
    bytes.subarray(start, start + width).reverse();
  }
  return bytes;
}

/** Pixels of one bit, the first in the lowest bit of the first byte (PS3.5 D), one byte each: 0 or 1. */
export function unpackBits(bytes: Uint8Array, count: number): Uint8Array {
  const pixels = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    pixels[index] = ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1;
  }
  return pixels;
}

/**
 * Keeps the stored bits of every sample, in place: moves them down from High Bit, clears what lay outside (overlays,
 * PS3.5 8.1.1), extends the sign.
 *
 * @param pixels little endian
 * @returns whether bits outside held anything but zeros or copies of the sign
 */
export function keepStoredBits(pixels: Uint8Array, format: PixelFormat): boolean {
  const { bitsAllocated, bitsStored, highBit, pixelRepresentation } = format;
  if (bitsAllocated === bitsStored) return false;
  const low = highBit + 1 - bitsStored;
  const samples = samplesOf(pixels, bitsAllocated);
  const signed = pixelRepresentation === 1;
  const top = 32 - bitsStored;
  let foreign = false;
  for (let index = 0; index < samples.length; index += 1) {
    const before = samples[index] ?? 0;
    const lifted = before << (top - low);
    samples[index] = signed ? lifted >> top : lifted >>> top;
    foreign ||= low > 0 ? (before & ~(((1 << bitsStored) - 1) << low)) !== 0 : samples[index] !== before;
  }
  return foreign;
}

type SampleArray = Uint8Array | Uint16Array | Uint32Array;

/** The unsigned samples that lie in `pixels`; the platform is little endian, as everywhere that Node runs. */
function samplesOf(pixels: Uint8Array, bitsAllocated: number): SampleArray {
  const { buffer, byteOffset, byteLength } = pixels;
  if (bitsAllocated === 8) return pixels;
  if (bitsAllocated === 16) return new Uint16Array(buffer, byteOffset, byteLength >> 1);
  return new Uint32Array(buffer, byteOffset, byteLength >> 2);
}
