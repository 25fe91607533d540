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
 * @returns the memory of `samples` where it is in that form already
 * @throws RefusedError `inconsistent-attributes` where the stream's samples do not fit
 */
export function settleSamples(
  samples: DecodedSamples,
  stream: StreamSamples,
  format: FrameFormat,
  report: CodecReport,
): Uint8Array {
  if (stream.precision > format.bitsAllocated) throw contradicts('(0028,0100)', stream.precision);
  if (stream.precision !== format.bitsStored) report.add('bits-stored-contradicts');
  const wanted = format.pixelRepresentation === 1;
  if (stream.signed === !wanted) report.add('sign-contradicts');
  const needless = (stream.signed ?? false) === wanted && stream.precision <= format.bitsStored;
  const settled = needless ? samples : keepRange(samples, stream, format, report);
  return widen(settled, format.bitsAllocated, wanted);
}

function keepRange(
  samples: DecodedSamples,
  stream: StreamSamples,
  format: FrameFormat,
  report: CodecReport,
): DecodedSamples {
  const { least, greatest } = rangeOf(format);
  const [low, high] = extremes(samples);
  if (low >= least && high <= greatest) return samples;
  if (low < 0 && format.pixelRepresentation === 0) throw contradicts('(0028,0103)', 0);
  if (stream.lossy && stream.precision > format.bitsStored) {
    report.add('values-clamped');
    for (let index = 0; index < samples.length; index += 1) {
      samples[index] = Math.min(Math.max(samples[index] ?? 0, least), greatest);
    }
    return samples;
  }
  if (stream.precision > format.bitsStored) report.add('bits-above-stored');
  return cutToStored(samples, format);
}

function rangeOf({ bitsStored, pixelRepresentation }: FrameFormat): { least: number; greatest: number } {
  return pixelRepresentation === 1
    ? { least: -(2 ** (bitsStored - 1)), greatest: 2 ** (bitsStored - 1) - 1 }
    : { least: 0, greatest: 2 ** bitsStored - 1 };
}

function extremes(samples: DecodedSamples): [least: number, greatest: number] {
  let least = samples[0] ?? 0;
  let greatest = least;
  for (let index = 1; index < samples.length; index += 1) {
    const value = samples[index] ?? 0;
    if (value < least) least = value;
    if (value > greatest) greatest = value;
  }
  return [least, greatest];
}

/** Keeps the lowest bits, with or without the sign that the highest of them is. */
function cutToStored(
  samples: DecodedSamples,
  { bitsStored, pixelRepresentation }: FrameFormat,
): DecodedSamples {
  const shift = 32 - bitsStored;
  const wide = samples.BYTES_PER_ELEMENT === 2;
  const { buffer, byteOffset, length } = samples;
  if (pixelRepresentation === 0) {
    for (let index = 0; index < length; index += 1)
      samples[index] = ((samples[index] ?? 0) << shift) >>> shift;
    return samples;
  }
  const result = wide
    ? new Int16Array(buffer, byteOffset, length)
    : new Int8Array(buffer, byteOffset, length);
  for (let index = 0; index < length; index += 1) result[index] = ((samples[index] ?? 0) << shift) >> shift;
  return result;
}

/** The same values in 8, 16 or 32 bits each; a lone bit gets a byte, as it does uncompressed. */
function widen(samples: DecodedSamples, bitsAllocated: number, signed: boolean): Uint8Array {
  const bytes = Math.max(1, bitsAllocated / 8);
  const { buffer, byteOffset, byteLength } = samples;
  if (samples.BYTES_PER_ELEMENT === bytes) return new Uint8Array(buffer, byteOffset, byteLength);
  if (bytes === 1) return new Uint8Array(samples);
  const wide =
    bytes === 4 ? new Int32Array(samples) : signed ? new Int16Array(samples) : new Uint16Array(samples);
  return new Uint8Array(wide.buffer);
}
