import { keepStoredBits, unpackBits } from '../pixels/sampleBits';
import { contradicts, corrupt, truncated, unsupported } from './refusals';
import type { CodecReport, DecodedFrame, FrameCodec, FrameFormat } from './transferSyntax';

const headerBytes = 64;
const maxSegments = 15;

/**
 * RLE Lossless, PS3.5 annex G. Our own decoder: others do not report whether a segment gave exactly one byte
 * plane of the picture, which is the only sign of damage.
 */
export const rleLossless: FrameCodec = {
  decoder: 'own code',
  lossy: false,
  decodeFrame: async (compressed, format, report) => decodeFrame(compressed, format, report),
  bareStream: (compressed, format, report) => {
    settlePhotometric(format, report);
    presentBytes(readSegments(compressed), format, report);
    return compressed;
  },
};

function decodeFrame(compressed: Uint8Array, format: FrameFormat, report: CodecReport): DecodedFrame {
  const photometricInterpretation = settlePhotometric(format, report);
  const segments = readSegments(compressed);
  if (format.bitsAllocated === 1) {
    if (segments.length !== 1) throw contradicts('(0028,0100)', segments.length);
    return { pixels: decodeBits(segments, format), photometricInterpretation };
  }
  const pixels = decodePlanes(segments, format, report);
  if (keepStoredBits(pixels, format)) report.add('bits-above-stored');
  return { pixels, photometricInterpretation };
}

/** One plane per sample means that none was subsampled. */
function settlePhotometric(
  { photometricInterpretation: photometric }: FrameFormat,
  report: CodecReport,
): string {
  if (photometric === 'YBR_RCT' || photometric === 'YBR_ICT') throw unsupported(photometric);
  if (photometric !== 'YBR_FULL_422') return photometric;
  report.add('ybr-422-is-full');
  return 'YBR_FULL';
}

/** The header: the number of segments and the start of each; they are contiguous up to the end. */
function readSegments(bytes: Uint8Array): Uint8Array[] {
  if (bytes.length < headerBytes) throw truncated(bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(0, true);
  if (count === 0 || count > maxSegments) throw corrupt(0);
  const starts = Array.from({ length: count }, (_, index) => view.getUint32(4 + 4 * index, true));
  return starts.map((start, index) => {
    const end = starts[index + 1] ?? bytes.length;
    if (Math.max(start, end) > bytes.length) throw truncated(bytes.length);
    if (start < headerBytes || end < start) throw corrupt(4 + 4 * index);
    return bytes.subarray(start, end);
  });
}

/** How many bytes of each sample have a segment. */
function presentBytes(
  segments: readonly Uint8Array[],
  { samplesPerPixel, bitsAllocated, bitsStored }: FrameFormat,
  report: CodecReport,
): number {
  const width = bitsAllocated / 8;
  const present = segments.length / samplesPerPixel;
  if (!Number.isInteger(present) || present > width || 8 * present < bitsStored) {
    throw contradicts('(0028,0100)', segments.length);
  }
  if (present < width) report.add('bits-stored-contradicts');
  return present;
}

/**
 * Each segment holds one byte of every sample, the most significant first; a writer may omit those above the
 * stored bits.
 */
function decodePlanes(segments: readonly Uint8Array[], format: FrameFormat, report: CodecReport): Uint8Array {
  const { rows, columns, samplesPerPixel, bitsAllocated } = format;
  const width = bitsAllocated / 8;
  const present = presentBytes(segments, format, report);
  const count = rows * columns;
  const stride = samplesPerPixel * width;
  const pixels = new Uint8Array(count * stride);
  for (const [index, segment] of segments.entries()) {
    const sample = Math.floor(index / present);
    const byte = present - 1 - (index % present);
    decodeSegment(segment, pixels, sample * width + byte, stride, count);
  }
  return pixels;
}

/** One-bit pixels are packed as in uncompressed data, and the bytes compressed. */
function decodeBits([segment]: readonly Uint8Array[], { rows, columns }: FrameFormat): Uint8Array {
  const count = rows * columns;
  const packed = new Uint8Array(Math.ceil(count / 8));
  decodeSegment(segment ?? packed, packed, 0, 1, packed.length);
  return unpackBits(packed, count);
}

/**
 * Unpacks one segment, PS3.5 G.3.2, into every `stride`-th byte of `target`.
 * @throws RefusedError if it does not give exactly `count` bytes; one more is the padding of an odd picture
 */
function decodeSegment(
  segment: Uint8Array,
  target: Uint8Array,
  first: number,
  stride: number,
  count: number,
): void {
  const end = first + count * stride;
  let at = first;
  let from = 0;
  while (at < end) {
    if (from >= segment.length) throw truncated(from);
    const control = segment[from] ?? 0;
    from += 1;
    if (control === 128) continue;
    const run = control > 128;
    const length = run ? 257 - control : control + 1;
    const stop = Math.min(at + length * stride, end);
    if (from + (run ? 1 : length) > segment.length) throw truncated(from);
    if (at + length * stride > end + stride) throw corrupt(from);
    if (run) {
      const value = segment[from] ?? 0;
      for (; at < stop; at += stride) target[at] = value;
      from += 1;
    } else {
      for (let next = from; at < stop; at += stride) target[at] = segment[next++] ?? 0;
      from += length;
    }
  }
  checkRest(segment, from);
}

/** After the last byte there may be one padding byte, or filling. Anything else is picture data without a place. */
function checkRest(segment: Uint8Array, from: number): void {
  if (segment.length - from <= 1) return;
  const foreign = segment.subarray(from).findIndex((byte) => byte !== 0 && byte !== 128);
  if (foreign >= 0) throw corrupt(from + foreign);
}
