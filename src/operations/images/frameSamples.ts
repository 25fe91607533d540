import type { StoredImage } from '../../domain/image/storedImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';
import { fullFrame, isInPixels } from './fullImage';

/** Where stored values are kept, each frame in gzip. */
export interface SamplesPort extends ImagesPort {
  packedFrame(image: StoredImage, frame: number): Promise<Uint8Array | undefined>;
  packedFull(imageId: string): Promise<Uint8Array | undefined>;
  storeFull(imageId: string, pixels: Uint8Array): Promise<void>;
}

export interface FrameSamplesDeps {
  readonly images: SamplesPort;
  readonly decodeCodestream: CodestreamDecoder;
  /** Called if a full picture could not be stored: it is then made again next time. */
  readonly warn: (message: string) => void;
}

/** Bytes, and how to send them: already gzip, or so slow to make that they are sent uncompressed. */
export interface FrameSamples {
  readonly bytes: Uint8Array;
  readonly packing: 'packed' | 'urgent';
}

/**
 * The stored values of one frame at full resolution, at the lowest cost: most are sent as stored. For a reduced
 * image they are made when it is first opened, and stored; the first viewer does not wait for the storing. Of
 * frames that are kept compressed they are made each time.
 *
 * @param frame from 0; the frame must exist
 * @throws RefusedError if the frame is damaged where nobody looked when it was read
 * @throws Error if a part is missing from the storage
 */
export function createFrameSamples(deps: FrameSamplesDeps) {
  const { images, decodeCodestream } = deps;
  return async (image: StoredImage, frame: number): Promise<FrameSamples> => {
    if (image.reduction !== undefined) return fullSamples(deps, image);
    if (isInPixels(image, frame))
      return { bytes: present(image, await images.packedFrame(image, frame)), packing: 'packed' };
    const { pixels } = await fullFrame(images, decodeCodestream, image, frame);
    return { bytes: pixels, packing: 'urgent' };
  };
}

async function fullSamples(
  { images, decodeCodestream, warn }: FrameSamplesDeps,
  image: StoredImage,
): Promise<FrameSamples> {
  const { imageId } = image;
  const known = await images.packedFull(imageId);
  if (known !== undefined) return { bytes: known, packing: 'packed' };
  const { pixels } = await fullFrame(images, decodeCodestream, image, 0);
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
