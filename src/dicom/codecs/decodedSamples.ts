import { keepStoredBits } from '../pixels/sampleBits';
import { contradicts } from './refusals';
import type { CodecReport, FrameFormat } from './transferSyntax';

/** The samples as a decoder hands them over, interleaved. */
export type DecodedSamples = Uint8Array | Int8Array | Uint16Array | Int16Array;

/** What the compressed stream says of its samples. */
export interface StreamSamples {
  /** Bits of one sample. */
  readonly precision: number;
  /** Undefined where the stream has bit patterns and does not say what they mean. */
  readonly signed: boolean | undefined;
  /** Rounding may have carried values past the range that the acquired ones had. */
  readonly lossy: boolean;
}

/**
 * Brings samples from a decoder into the form that `DecodedFrame.pixels` has: the width of Bits Allocated, the range of
 * the stored bits. The same stored values as in an uncompressed file come out (PS3.5 8.1.1): where the stream has more
 * bits than are stored, those above hold overlays and are cleared; a bit pattern without sign gets the one that Pixel
 * Representation asks for.
 *
 * @param samples are changed; their memory is the result's where they have the right width
 * @throws RefusedError `inconsistent-attributes` where the stream's samples do not fit
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

/** Keeps the stored bits alone, with the sign that the highest of them is, where the samples have others above. */
function cut(samples: DecodedSamples, format: FrameFormat, report: CodecReport): void {
  const { bitsStored, pixelRepresentation } = format;
  const width = 8 * samples.BYTES_PER_ELEMENT;
  if (bitsStored >= width) return;
  const bits = { bitsAllocated: width, bitsStored, highBit: bitsStored - 1, pixelRepresentation };
  if (keepStoredBits(bytesOf(samples), bits)) report.add('bits-above-stored');
}

/**
 * Brings values back that lossy compression carried out of the range of the stored bits: cutting bits off would make
 * the brightest pixels dark.
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

/** Of bit patterns: writers compress either the stored bits alone or a whole word with copies of the sign in it. */
function signBit(samples: DecodedSamples, { precision }: StreamSamples, { bitsStored }: FrameFormat): number {
  const span = 2 ** bitsStored;
  return samples.some((value) => value >= span) ? precision : bitsStored;
}

/** The same values in 8, 16 or 32 bits each; a lone bit gets a byte, as it does uncompressed. */
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
