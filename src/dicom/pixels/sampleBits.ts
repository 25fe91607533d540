import type { FrameFormat } from '../codecs/transferSyntax';

/** Reverses the bytes of every group of `width` (2, 4 or 8) in place; an incomplete last group is left alone. */
export function swapBytes(bytes: Uint8Array, width: number): Uint8Array {
  const whole = bytes.length - (bytes.length % width);
  const groups = Buffer.from(bytes.buffer, bytes.byteOffset, whole);
  if (width === 2) groups.swap16();
  else if (width === 4) groups.swap32();
  else groups.swap64();
  return bytes;
}

/** Unpacks one-bit pixels, the first in the lowest bit of the first byte (PS3.5 D), to one byte each: 0 or 1. */
export function unpackBits(bytes: Uint8Array, count: number): Uint8Array {
  const pixels = new Uint8Array(count);
  for (let index = 0; index < count; index += 1) {
    pixels[index] = ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1;
  }
  return pixels;
}

type Bits = Pick<FrameFormat, 'bitsAllocated' | 'bitsStored' | 'highBit' | 'pixelRepresentation'>;

/**
 * Whether `keepStoredBits` would change any sample. Usually it would not, and the copy can be saved.
 * @param pixels little endian, aligned to the sample size
 */
export function hasBitsToSettle(pixels: Uint8Array, format: Bits): boolean {
  const { bitsAllocated, bitsStored, highBit, pixelRepresentation } = format;
  if (bitsAllocated === bitsStored) return false;
  if (highBit !== bitsStored - 1) return true;
  if (pixelRepresentation === 1) return hasSignToExtend(signedSamples(pixels, bitsAllocated), bitsStored);
  return reachesAbove(pixels, bitsAllocated, bitsStored);
}

/**
 * Keeps the stored bits of every sample, in place: shifts them down from High Bit, clears everything else
 * (overlays, PS3.5 8.1.1), extends the sign.
 *
 * @param pixels as for `hasBitsToSettle`
 * @returns whether the other bits held anything but zeros or copies of the sign
 */
export function keepStoredBits(pixels: Uint8Array, format: Bits): boolean {
  if (!hasBitsToSettle(pixels, format)) return false;
  const { bitsAllocated, bitsStored, highBit, pixelRepresentation } = format;
  const low = highBit + 1 - bitsStored;
  return pixelRepresentation === 1
    ? keepSigned(signedSamples(pixels, bitsAllocated), bitsStored, low)
    : keepUnsigned(samplesOf(pixels, bitsAllocated), bitsStored, low);
}

/** Checks two samples of 16 bits or four of 8 at a time, which takes half the time. */
function reachesAbove(pixels: Uint8Array, bitsAllocated: number, bitsStored: number): boolean {
  const { buffer, byteOffset, byteLength } = pixels;
  const head = (4 - (byteOffset & 3)) & 3;
  if (bitsAllocated === 32 || byteLength < 64)
    return anyBits(samplesOf(pixels, bitsAllocated)) >>> bitsStored !== 0;
  const words = new Int32Array(buffer, byteOffset + head, (byteLength - head) >> 2);
  const all = anyBits(words);
  const edges = [pixels.subarray(0, head), pixels.subarray(head + words.byteLength)];
  const folded = bitsAllocated === 16 ? all | (all >>> 16) : all | (all >>> 8) | (all >>> 16) | (all >>> 24);
  const rest = edges.reduce((bits, edge) => bits | anyBits(samplesOf(edge, bitsAllocated)), 0);
  return ((folded | rest) & (2 ** bitsAllocated - 1)) >>> bitsStored !== 0;
}

/** The union of the bits of all samples. */
function anyBits(samples: Samples): number {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  const whole = samples.length - (samples.length & 3);
  for (let index = 0; index < whole; index += 4) {
    first |= samples[index] ?? 0;
    second |= samples[index + 1] ?? 0;
    third |= samples[index + 2] ?? 0;
    fourth |= samples[index + 3] ?? 0;
  }
  for (let index = whole; index < samples.length; index += 1) first |= samples[index] ?? 0;
  return first | second | third | fourth;
}

function hasSignToExtend(samples: Samples, bitsStored: number): boolean {
  const top = 32 - bitsStored;
  let changes = 0;
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index] ?? 0;
    changes |= ((value << top) >> top) ^ value;
  }
  return changes !== 0;
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

/** Above the stored bits, zeros and copies of the sign are equally valid; anything else there is foreign. */
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

/**
 * The samples in `pixels` as unsigned numbers; the platform is little endian, as on every system that Node
 * supports.
 */
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
