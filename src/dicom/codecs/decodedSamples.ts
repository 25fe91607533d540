import { keepStoredBits } from '../pixels/sampleBits';
import { contradicts } from './refusals';
import type { CodecReport, FrameFormat } from './transferSyntax';

/** The interleaved samples as the decoder returns them. */
export type DecodedSamples = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** What the compressed stream states about its samples. */
export interface StreamSamples {
  /** Bits per sample. */
  readonly precision: number;
  /** Undefined if the stream holds bit patterns without stating what they mean. */
  readonly signed: boolean | undefined;
  /** Rounding may have carried values outside the range of the acquired ones. */
  readonly lossy: boolean;
}

/**
 * Converts decoded samples to the form of `DecodedFrame.pixels`: the width of Bits Allocated and the range of
 * the stored bits. The stored values are the same as in an uncompressed file (PS3.5 8.1.1): if the stream has
 * more bits than are stored, the upper ones hold overlays and are cleared; an unsigned bit pattern gets the
 * sign that Pixel Representation asks for.
 *
 * @param samples are modified; the result shares their memory if they have the right width
 * @throws RefusedError `inconsistent-attributes` if the stream's samples do not fit
 */
export function settleSamples(
  samples: DecodedSamples,
  stream: StreamSamples,
  format: FrameFormat,
  report: CodecReport,
): Uint8Array {
  const { precision, lossy } = stream;
  const { bitsAllocated, bitsStored } = format;
  if (precision > Math.max(bitsAllocated, 8)) throw contradicts('(0028,0100)', precision);
  if (precision !== bitsStored) report.add('bits-stored-contradicts');
  const wanted = format.pixelRepresentation === 1;
  if (stream.signed === !wanted) report.add('sign-contradicts');
  if (stream.signed === true && !wanted && hasNegative(samples)) throw contradicts('(0028,0103)', 0);
  if (precision > bitsStored && lossy) clamp(samples, stream, format, report);
  else if (precision > bitsStored || wanted !== (stream.signed ?? false)) cut(samples, format, report);
  return widen(samples, bitsAllocated, wanted);
}

function hasNegative(samples: DecodedSamples): boolean {
  return samples.some((value) => value < 0);
}

/** Keeps only the stored bits, sign-extended from the highest of them, if the samples have others above. */
function cut(samples: DecodedSamples, format: FrameFormat, report: CodecReport): void {
  const { bitsStored, pixelRepresentation } = format;
  const width = 8 * samples.BYTES_PER_ELEMENT;
  if (bitsStored >= width) return;
  const bits = { bitsAllocated: width, bitsStored, highBit: bitsStored - 1, pixelRepresentation };
  if (keepStoredBits(bytesOf(samples), bits)) report.add('bits-above-stored');
}

/**
 * Clamps values that lossy compression carried outside the range of the stored bits: cutting bits off would
 * turn the brightest pixels dark.
 */
function clamp(
  samples: DecodedSamples,
  stream: StreamSamples,
  format: FrameFormat,
  report: CodecReport,
): void {
  const { bitsStored, pixelRepresentation } = format;
  const signed = pixelRepresentation === 1;
  const span = 2 ** bitsStored;
  const least = signed ? -span / 2 : 0;
  const greatest = least + span - 1;
  const shift = 32 - signBit(samples, stream, format);
  const unsign = signed && stream.signed !== true;
  const result = unsign ? asSigned(samples) : samples;
  let outside = false;
  for (let index = 0; index < samples.length; index += 1) {
    const stored = samples[index] ?? 0;
    const value = unsign ? (stored << shift) >> shift : stored;
    outside ||= value < least || value > greatest;
    result[index] = Math.min(Math.max(value, least), greatest);
  }
  if (outside) report.add('values-clamped');
}

/** For bit patterns: writers compress either the stored bits alone or a whole word with the sign extended into it. */
function signBit(samples: DecodedSamples, { precision }: StreamSamples, { bitsStored }: FrameFormat): number {
  const span = 2 ** bitsStored;
  return samples.some((value) => value >= span) ? precision : bitsStored;
}

/** The same values in 8, 16 or 32 bits each; a single bit gets a byte, as in uncompressed data. */
function widen(samples: DecodedSamples, bitsAllocated: number, signed: boolean): Uint8Array {
  const bytes = Math.max(1, bitsAllocated / 8);
  if (samples.BYTES_PER_ELEMENT === bytes) return bytesOf(samples);
  const narrow = signed ? asSigned(samples) : samples;
  if (bytes === 4) return bytesOf(new Int32Array(narrow));
  return bytesOf(signed ? new Int16Array(narrow) : new Uint16Array(narrow));
}

function asSigned({ buffer, byteOffset, length, BYTES_PER_ELEMENT }: DecodedSamples): Int8Array | Int16Array {
  return BYTES_PER_ELEMENT === 1
    ? new Int8Array(buffer, byteOffset, length)
    : new Int16Array(buffer, byteOffset, length);
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
