import type { FrameFormat } from './codecs/transferSyntax';

/** Reverses the bytes of every group of `width` (2, 4 or 8) in place; a last incomplete group stays. */
export function swapBytes(bytes: Uint8Array, width: number): Uint8Array {
  const whole = bytes.length - (bytes.length % width);
  const groups = Buffer.from(bytes.buffer, bytes.byteOffset, whole);
  if (width === 2) groups.swap16();
  else if (width === 4) groups.swap32();
  else groups.swap64();
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

type Bits = Pick<FrameFormat, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'pixelRepresentation'>;

/**
 * Keeps the stored bits of every sample, in place: moves them down from High Bit, clears what lay outside (overlays,
 * PS3.5 8.1.1), extends the sign.
 *
 * @param pixels little endian, at an address that is a multiple of the sample's size
 * @returns whether bits outside held anything but zeros or copies of the sign
 */
export function keepStoredBits(pixels: Uint8Array, format: Bits): boolean {
  const { bitsAllocated, bitsStored, highBit, pixelRepresentation } = format;
  if (bitsAllocated === bitsStored) return false;
  const low = highBit + 1 - bitsStored;
  if (pixelRepresentation === 1) return keepSigned(signedSamples(pixels, bitsAllocated), bitsStored, low);
  const samples = samplesOf(pixels, bitsAllocated);
  if (low === 0 && !reachesAbove(samples, bitsStored)) return false;
  return keepUnsigned(samples, bitsStored, low);
}

/** Whether any sample has a bit above the stored ones: mostly none has, and nothing is to be done. */
function reachesAbove(samples: Samples, bitsStored: number): boolean {
  let all = 0;
  for (let index = 0; index < samples.length; index += 1) all |= samples[index] ?? 0;
  return all >>> bitsStored !== 0;
}

function keepUnsigned(samples: Samples, bitsStored: number, low: number): boolean {
  const top = 32 - bitsStored;
  const outside = ~(((1 << bitsStored) - 1) << low);
  let foreign = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const before = samples[index] ?? 0;
    foreign |= before & outside;
    samples[index] = (before << (top - low)) >>> top;
  }
  return foreign !== 0;
}

/** Above the stored bits, zeros and copies of the sign are as good as each other; everything else there is foreign. */
function keepSigned(samples: Samples, bitsStored: number, low: number): boolean {
  const top = 32 - bitsStored;
  const below = (1 << low) - 1;
  let foreign = false;
  for (let index = 0; index < samples.length; index += 1) {
    const before = samples[index] ?? 0;
    const kept = (before << (top - low)) >> top;
    const above = ((before >> low) >> (bitsStored - 1)) >> 1;
    foreign ||= (above !== 0 && above !== kept >> 31) || (before & below) !== 0;
    samples[index] = kept;
  }
  return foreign;
}

type Samples = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array;

/** The samples that lie in `pixels`, as unsigned numbers; the platform is little endian, as everywhere that Node runs. */
export function samplesOf(pixels: Uint8Array, bitsAllocated: number): Samples {
  const { buffer, byteOffset, byteLength } = pixels;
  if (bitsAllocated === 8) return pixels;
  if (bitsAllocated === 16) return new Uint16Array(buffer, byteOffset, byteLength >> 1);
  return new Uint32Array(buffer, byteOffset, byteLength >> 2);
}

function signedSamples(pixels: Uint8Array, bitsAllocated: number): Samples {
  const { buffer, byteOffset, byteLength } = pixels;
  if (bitsAllocated === 8) return new Int8Array(buffer, byteOffset, byteLength);
  if (bitsAllocated === 16) return new Int16Array(buffer, byteOffset, byteLength >> 1);
  return new Int32Array(buffer, byteOffset, byteLength >> 2);
}
