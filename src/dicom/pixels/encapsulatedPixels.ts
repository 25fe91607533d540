import { levelsToSkip, type Resolution } from '../../domain/image/reduction';
import type { ReadLimits } from '../../domain/kernel/limits';
import type { FrameCodec } from '../codecs/transferSyntax';
import { Notes } from '../notes';
import type { DataSet, Element } from '../parsing/dataSet';
import { tags } from '../tags';
import { splitFrames } from './frames';
import type { DecodedPixels } from './nativePixels';
import { checkDecodedSize, type PixelFormat, samplesOfAll } from './pixelFormat';

/** How much of a picture is needed, and of how much at most it may be all. */
interface Wanted {
  readonly resolution: Resolution;
  readonly limits: ReadLimits;
}

/**
 * Compressed pixels, PS3.5 A.4: all frames in full, one frame at the resolution that models use, or the first one
 * of very many.
 * @throws RefusedError as the codec does, and `corrupt-pixel-data` if the frames cannot be told apart
 */
export async function decodeEncapsulated(
  dataSet: DataSet,
  element: Element,
  format: PixelFormat,
  codec: FrameCodec,
  { resolution, limits }: Wanted,
  notes: Notes,
): Promise<DecodedPixels> {
  const inParts = resolution === 'reduced';
  const firstOnly = inParts && isForFirstFrame(format, limits);
  if (!firstOnly) checkDecodedSize(format, limits);
  const streams = splitFrames(dataSet, element, format.frames, notes);
  if (firstOnly) return decodeFirst(streams, format, codec, notes);
  const [stream] = streams;
  if (inParts && stream !== undefined && mayBeReduced(dataSet, format)) {
    const reduced = await decodeReduced(stream, format, codec, notes);
    if (reduced !== undefined) return reduced;
  }
  return decodeFrames(streams, format, codec, notes);
}

/** Single bits are packed across frames, so such frames are never told apart in the pixels. */
function isForFirstFrame(format: PixelFormat, limits: ReadLimits): boolean {
  return format.frames > 1 && format.bitsAllocated > 1 && samplesOfAll(format) > limits.maxDecodedSamples;
}

/** The first frame in full; of the others, whether each stream is a whole one of the right size. */
async function decodeFirst(
  streams: readonly Uint8Array[],
  format: PixelFormat,
  codec: FrameCodec,
  notes: Notes,
): Promise<DecodedPixels> {
  notes.add('later-frames-not-decoded');
  const codestreams = streams.map((stream) => codec.bareStream(stream, format, notes));
  const first = await decodeFrames(streams.slice(0, 1), format, codec, notes);
  const { photometricInterpretation, highBit } = format;
  return { ...first, kept: { codedFrames: { photometricInterpretation, highBit }, codestreams } };
}

/** One frame at a time: the total budget has been checked, and the decoder has threads of its own. */
async function decodeFrames(
  streams: readonly Uint8Array[],
  format: PixelFormat,
  codec: FrameCodec,
  notes: Notes,
): Promise<DecodedPixels> {
  if (format.bitsAllocated === 1) notes.add('one-bit-unpacked');
  const bitsAllocated = Math.max(format.bitsAllocated, 8);
  const frameBytes = (format.rows * format.columns * format.samplesPerPixel * bitsAllocated) / 8;
  const single = streams.length === 1;
  let pixels: Uint8Array = new Uint8Array(single ? 0 : frameBytes * streams.length);
  let { photometricInterpretation } = format;
  for (const [index, stream] of streams.entries()) {
    const frame = await codec.decodeFrame(stream, format, notes);
    if (single) pixels = frame.pixels;
    else pixels.set(frame.pixels, index * frameBytes);
    photometricInterpretation = frame.photometricInterpretation;
  }
  return { pixels, format: { ...format, bitsAllocated, planarConfiguration: 0, photometricInterpretation } };
}

/**
 * A smaller picture holds means of the stored values. For grey values that stand for themselves, this gives
 * the same result as averaging later; values that mean "no picture here", or that a table maps arbitrarily,
 * must not be mixed.
 */
function mayBeReduced(dataSet: DataSet, format: PixelFormat): boolean {
  return (
    format.frames === 1 &&
    format.photometricInterpretation.startsWith('MONOCHROME') &&
    format.highBit === format.bitsStored - 1 &&
    dataSet.get(tags.pixelPaddingValue) === undefined &&
    dataSet.get(tags.modalityLutSequence) === undefined
  );
}

async function decodeReduced(
  stream: Uint8Array,
  format: PixelFormat,
  codec: FrameCodec,
  notes: Notes,
): Promise<DecodedPixels | undefined> {
  if (codec.reduced === undefined) return undefined;
  const { levels, wavelet } = codec.reduced.reduction(stream);
  const skipped = levelsToSkip(format, levels);
  if (skipped === 0) return undefined;
  const ofFrame = new Notes();
  const { pixels } = await codec.reduced.decodeFrame(stream, format, skipped, ofFrame);
  // Bits above the stored ones, perhaps an overlay, were averaged into the values: only the full picture can
  // tell.
  if (ofFrame.has('values-clamped')) return undefined;
  for (const note of ofFrame.list()) notes.add(note);
  const codestreams = [codec.bareStream(stream, format, notes)];
  return { pixels, format, kept: { reduction: { levels: skipped, wavelet }, codestreams } };
}
