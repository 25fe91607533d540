import type { CodedFrames } from '../../domain/image/codedFrames';
import type { Reduction } from '../../domain/image/reduction';
import { RefusedError } from '../../domain/reasons/refusals';
import type { Notes } from '../notes';
import { type DataSet, type Element, formatTag } from '../parsing/dataSet';
import { tags } from '../tags';
import { expandHalvedColour, interleavePlanes } from './colourLayout';
import type { PixelFormat } from './pixelFormat';
import { hasBitsToSettle, keepStoredBits, swapBytes, unpackBits } from './sampleBits';
import { noteSurplus, severalFrames } from './surplus';

/** All frames' stored values with their present format. */
export interface DecodedPixels {
  /** Little endian, `format.bitsAllocated` / 8 bytes per sample, samples interleaved, frame by frame. */
  readonly pixels: Uint8Array;
  readonly format: PixelFormat;
  /** If that is not everything: what it is of, and the streams of all frames. */
  readonly kept?: Kept;
}

type Kept = { readonly codestreams: readonly Uint8Array[] } & (
  | { readonly reduction: Reduction }
  | { readonly codedFrames: CodedFrames }
);

/**
 * Uncompressed pixels, PS3.5 8.1 and A.1–A.3: byte order, planes, subsampled colour, single bits, and bits
 * outside the stored ones are all resolved here, so that later code need not know about them.
 * @throws RefusedError `truncated`, `unsupported-pixel-format`
 */
export function decodeNative(
  dataSet: DataSet,
  element: Element,
  format: PixelFormat,
  notes: Notes,
): DecodedPixels {
  const { photometricInterpretation: photometric } = format;
  if (photometric === 'YBR_RCT' || photometric === 'YBR_ICT') {
    throw new RefusedError('unsupported-pixel-format', { tag: formatTag(tags.photometricInterpretation) });
  }
  const stored = dataSet.value(element);
  const halved = isHalved(stored.length, format, notes);
  const size = nativeSize(format, halved);
  if (stored.length < size) {
    throw new RefusedError('truncated', { tag: formatTag(element.tag), value: stored.length });
  }
  if (stored.length > size + 1) noteSurplus(stored, size, format.frames, notes);
  const ordered = toLittleEndian(stored, size, dataSet, element, format);
  if (format.bitsAllocated === 1) return unpackOneBit(ordered, format, notes);
  if (halved) return expandColour(ordered, format, notes);
  const pixels = settleBits(arrange(ordered, format), stored, format, notes);
  const full = photometric === 'YBR_FULL_422' ? 'YBR_FULL' : photometric;
  return { pixels, format: { ...format, planarConfiguration: 0, photometricInterpretation: full } };
}

/** Samples interleaved, aligned to their size. */
function arrange(ordered: Uint8Array, format: PixelFormat): Uint8Array {
  const aligned = ordered.byteOffset % (format.bitsAllocated / 8) === 0 ? ordered : ordered.slice();
  return format.planarConfiguration === 1 ? interleavePlanes(aligned, format) : aligned;
}

/** Most pictures need no change: their samples stay in the bytes of the file, which must not be modified. */
function settleBits(pixels: Uint8Array, stored: Uint8Array, format: PixelFormat, notes: Notes): Uint8Array {
  if (!hasBitsToSettle(pixels, format)) return pixels;
  const own = pixels.buffer === stored.buffer ? pixels.slice() : pixels;
  if (keepStoredBits(own, format)) notes.add('bits-above-stored');
  return own;
}

/** The size of the frames in bytes, PS3.5 8.1.1; `halved` for proper YBR_FULL_422. */
export function nativeSize(format: PixelFormat, halved: boolean): number {
  const samples = format.rows * format.columns * format.frames * (halved ? 2 : format.samplesPerPixel);
  return Math.ceil((samples * format.bitsAllocated) / 8);
}

function isHalved(length: number, format: PixelFormat, notes: Notes): boolean {
  if (format.photometricInterpretation !== 'YBR_FULL_422') return false;
  const full = nativeSize(format, false);
  if (length >= full) {
    refuseHalvedFrames(length, full, format);
    notes.add('ybr-422-is-full');
    return false;
  }
  if (format.bitsAllocated !== 8 || format.columns % 2 !== 0 || format.planarConfiguration !== 0) {
    throw new RefusedError('inconsistent-attributes', { tag: formatTag(tags.photometricInterpretation) });
  }
  return true;
}

/**
 * More bytes than full colour needs, and as many as a whole number of further frames of halved colour has: nobody can
 * tell which of the two they are.
 * @throws RefusedError `inconsistent-attributes`
 */
function refuseHalvedFrames(length: number, full: number, format: PixelFormat): void {
  const frame = nativeSize({ ...format, frames: 1 }, true);
  if (length > full + 1 && length % frame <= 1)
    throw severalFrames(Math.floor(length / frame), format.frames);
}

/** Big endian swaps whole samples; bytes and bits written as words (VR OW) are swapped within the word. */
function toLittleEndian(
  stored: Uint8Array,
  size: number,
  dataSet: DataSet,
  element: Element,
  format: PixelFormat,
): Uint8Array {
  const inWords = element.vr === 'OW' ? 2 : 1;
  const width = Math.max(format.bitsAllocated / 8, inWords);
  if (dataSet.source.littleEndian || width === 1) return stored.subarray(0, size);
  return swapBytes(stored.slice(0, size + (size % 2)), width).subarray(0, size);
}

function unpackOneBit(bytes: Uint8Array, format: PixelFormat, notes: Notes): DecodedPixels {
  notes.add('one-bit-unpacked');
  const pixels = unpackBits(bytes, format.rows * format.columns * format.frames);
  return { pixels, format: { ...format, bitsAllocated: 8 } };
}

function expandColour(bytes: Uint8Array, format: PixelFormat, notes: Notes): DecodedPixels {
  notes.add('ybr-422-expanded');
  return { pixels: expandHalvedColour(bytes), format: { ...format, photometricInterpretation: 'YBR_FULL' } };
}
