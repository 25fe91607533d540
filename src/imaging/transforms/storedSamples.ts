import type { ImageDescription } from '../../domain/image/imageDescription';
import { reducedSide } from '../../domain/image/reduction';

export type StoredSamples =
  | Uint8Array
  | Int8Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Int32Array
  | Float32Array
  | Float64Array;

type SampleLayout = Pick<
  ImageDescription,
  | 'rows'
  | 'columns'
  | 'reduction'
  | 'frames'
  | 'samplesPerPixel'
  | 'bitsAllocated'
  | 'pixelRepresentation'
  | 'sampleType'
>;

const integers = {
  8: [Uint8Array, Int8Array],
  16: [Uint16Array, Int16Array],
  32: [Uint32Array, Int32Array],
} as const;
const floats = { 32: Float32Array, 64: Float64Array } as const;

/**
 * The stored values of one frame, `rows × columns × samplesPerPixel` of them (fewer if it is reduced), as
 * numbers.
 *
 * @param pixels all frames, little endian; see `imageDescriptionSchema`
 * @param frame from 0
 * @throws RangeError if there is no such frame, or the size of `pixels` does not match the description
 */
export function storedSamples(layout: SampleLayout, pixels: Uint8Array, frame: number): StoredSamples {
  const { rows, columns, reduction, frames, samplesPerPixel, bitsAllocated } = layout;
  const SampleArray = arrayFor(layout);
  const count = reducedSide(rows, reduction) * reducedSide(columns, reduction) * samplesPerPixel;
  const width = bitsAllocated / 8;
  if (pixels.length !== count * width * frames) throw new RangeError(`${pixels.length} bytes of pixels`);
  if (!(frame >= 0 && frame < frames)) throw new RangeError(`frame ${frame} of ${frames}`);
  const start = frame * count * width;
  const slice = pixels.subarray(start, start + count * width);
  // A typed array must start at a multiple of its element size.
  const bytes = (slice.byteOffset % width === 0 ? slice : new Uint8Array(slice)) as Uint8Array<ArrayBuffer>;
  return new SampleArray(bytes.buffer, bytes.byteOffset, count);
}

function arrayFor({ bitsAllocated, pixelRepresentation, sampleType }: SampleLayout) {
  const found =
    sampleType === 'float'
      ? floats[bitsAllocated as keyof typeof floats]
      : integers[bitsAllocated as keyof typeof integers]?.[pixelRepresentation];
  if (found === undefined) throw new RangeError(`samples of ${bitsAllocated} bits`);
  return found;
}
