import type { StoredImage } from '../../domain/image/storedImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';
import { fullImage } from './fullImage';

/** Where stored values are kept, whole in gzip or as ranges. */
export interface SamplesPort extends ImagesPort {
  packedPixels(imageId: string): Promise<Uint8Array | undefined>;
  pixelRange(imageId: string, start: number, length: number): Promise<Uint8Array | undefined>;
  packedFull(imageId: string): Promise<Uint8Array | undefined>;
  storeFull(imageId: string, pixels: Uint8Array): Promise<void>;
}

export interface FrameSamplesDeps {
  readonly images: SamplesPort;
  readonly decodeCodestream: CodestreamDecoder;
  /** Called if a full picture could not be stored: it is then made again next time. */
  readonly warn: (message: string) => void;
}

/**
 * Bytes, and how to send them: already gzip, worth compressing, or so slow to make that they are sent
 * uncompressed.
 */
export interface FrameSamples {
  readonly bytes: Uint8Array;
  readonly packing: 'packed' | 'may-be-packed' | 'urgent';
}

/**
 * The stored values of one frame at full resolution, at the lowest cost. Those of a single-frame image are
 * sent as stored. For a reduced image they are made when it is first opened, and stored; the first viewer
 * does not wait for the storing.
 *
 * @param frame from 0; the frame must exist
 * @throws RefusedError if the finer details of a reduced image are damaged
 * @throws Error if a part is missing from the storage
 */
export function createFrameSamples(deps: FrameSamplesDeps) {
  const { images } = deps;
  return async (image: StoredImage, frame: number): Promise<FrameSamples> => {
    const { imageId, frames, reduction } = image;
    if (reduction !== undefined) return fullSamples(deps, image);
    if (frames === 1) return { bytes: present(image, await images.packedPixels(imageId)), packing: 'packed' };
    const length = frameBytes(image);
    const bytes = present(image, await images.pixelRange(imageId, frame * length, length));
    if (bytes.length !== length)
      throw new Error(`the pixels of image ${imageId} end before frame ${frame + 1} does`);
    return { bytes, packing: 'may-be-packed' };
  };
}

function frameBytes({ rows, columns, samplesPerPixel, bitsAllocated }: StoredImage): number {
  return (rows * columns * samplesPerPixel * bitsAllocated) / 8;
}

async function fullSamples(
  { images, decodeCodestream, warn }: FrameSamplesDeps,
  image: StoredImage,
): Promise<FrameSamples> {
  const { imageId } = image;
  const known = await images.packedFull(imageId);
  if (known !== undefined) return { bytes: known, packing: 'packed' };
  const { pixels } = await fullImage(images, decodeCodestream, image);
  images.storeFull(imageId, pixels).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message : String(error);
    warn(`the full picture of image ${imageId} could not be kept: ${reason}`);
  });
  return { bytes: pixels, packing: 'urgent' };
}

function present({ imageId }: StoredImage, bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error(`the pixels of image ${imageId} are missing from the images container`);
  return bytes;
}
