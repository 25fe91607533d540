import type { ImageDescription } from '../../domain/image/imageDescription';
import type { StoredImage } from '../../domain/image/storedImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';
import { storedPixels } from './storedImages';

/** An image's description, and stored values that match it. */
export interface DescribedPixels {
  readonly description: ImageDescription;
  readonly pixels: Uint8Array;
}

/** The full picture of a reduced image. @throws RefusedError if its frame is damaged in the finer details */
export async function decodeFull(
  decode: CodestreamDecoder,
  { reduction, ...description }: ImageDescription,
  codestream: Uint8Array,
): Promise<DescribedPixels> {
  return { description, pixels: await decode(description, codestream) };
}

/**
 * A stored image at full resolution. Most are stored that way; for one stored reduced, the frame is decoded
 * now.
 *
 * @throws RefusedError see `decodeFull`
 * @throws Error if a part is missing from storage
 */
export async function fullImage(
  images: Pick<ImagesPort, 'pixels' | 'codestream'>,
  decode: CodestreamDecoder,
  image: StoredImage,
): Promise<DescribedPixels> {
  if (image.reduction === undefined)
    return { description: image, pixels: await storedPixels(images, image.imageId) };
  const codestream = await images.codestream(image.imageId);
  if (!codestream)
    throw new Error(`the codestream of image ${image.imageId} is missing from the images container`);
  return decodeFull(decode, image, codestream);
}
