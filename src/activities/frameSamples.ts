import type { StoredImage } from '../domain/storedImage';
import { fullImage } from './fullImage';
import type { CodestreamDecoder, ImagesPort } from './ports';

/** Where stored values lie, packed by gzip or in stretches. */
export interface SamplesPort extends ImagesPort {
  packedPixels(imageId: string): Promise<Uint8Array | undefined>;
  pixelRange(imageId: string, start: number, length: number): Promise<Uint8Array | undefined>;
  packedFull(imageId: string): Promise<Uint8Array | undefined>;
  storeFull(imageId: string, pixels: Uint8Array): Promise<Uint8Array>;
}

/** Bytes, and whether they are packed by gzip. */
export interface PackedSamples {
  readonly bytes: Uint8Array;
  readonly isPacked: boolean;
}

/**
 * The stored values of one frame at full resolution, as cheaply as they are to be had: those of an image of one frame
 * go out as they lie in the storage. Of a reduced image they are made when it is first opened, and kept.
 *
 * @param frame from 0; there must be such a frame
 * @throws RefusedError where a reduced image is damaged in its finer details
 * @throws Error where a part is missing from the storage
 */
export async function frameSamples(
  images: SamplesPort,
  decode: CodestreamDecoder,
  image: StoredImage,
  frame: number,
): Promise<PackedSamples> {
  const { imageId, frames, reduction } = image;
  if (reduction !== undefined) return { bytes: await packedFull(images, decode, image), isPacked: true };
  if (frames === 1) return { bytes: present(image, await images.packedPixels(imageId)), isPacked: true };
  const length = frameBytes(image);
  const bytes = present(image, await images.pixelRange(imageId, frame * length, length));
  if (bytes.length !== length)
    throw new Error(`the pixels of image ${imageId} end before frame ${frame + 1} does`);
  return { bytes, isPacked: false };
}

function frameBytes({ rows, columns, samplesPerPixel, bitsAllocated }: StoredImage): number {
  return (rows * columns * samplesPerPixel * bitsAllocated) / 8;
}

async function packedFull(
  images: SamplesPort,
  decode: CodestreamDecoder,
  image: StoredImage,
): Promise<Uint8Array> {
  const known = await images.packedFull(image.imageId);
  if (known !== undefined) return known;
  const { pixels } = await fullImage(images, decode, image);
  return images.storeFull(image.imageId, pixels);
}

function present({ imageId }: StoredImage, bytes: Uint8Array | undefined): Uint8Array {
  if (!bytes) throw new Error(`the pixels of image ${imageId} are missing from the images container`);
  return bytes;
}
