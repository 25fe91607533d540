import type { ImageDescription } from '../../domain/image/imageDescription';
import { frameDescription } from '../../domain/image/singleFrame';
import type { StoredImage } from '../../domain/image/storedImage';
import type { CodestreamDecoder, ImagesPort } from '../ports';
import { storedFrame } from './storedImages';

/** An image's description, and stored values that match it. */
export interface DescribedPixels {
  readonly description: ImageDescription;
  readonly pixels: Uint8Array;
}

/** Whether a frame's stored values at full resolution are among the pixels of its image. @param frame from 0 */
export function isInPixels(
  { reduction, codedFrames }: Pick<ImageDescription, 'reduction' | 'codedFrames'>,
  frame: number,
): boolean {
  return reduction === undefined && (codedFrames === undefined || frame === 0);
}

/**
 * The full picture of a frame that is not among the pixels, as an image of its own.
 *
 * @param frame from 0
 * @throws RefusedError if the frame is damaged where nobody looked when it was read
 */
export async function decodeFull(
  decode: CodestreamDecoder,
  image: ImageDescription,
  codestream: Uint8Array,
  frame = 0,
): Promise<DescribedPixels> {
  const { codedFrames } = image;
  const { reduction: _, ...description } = frameDescription(image, frame);
  const coded = codedFrames === undefined ? description : { ...description, codedFrames };
  return { description, pixels: await decode(coded, codestream) };
}

/**
 * One frame of a stored image at full resolution, as an image of its own. Most are stored that way; of one
 * stored reduced, or as it was compressed, it is decoded now.
 *
 * @param frame from 0; the frame must exist
 * @throws RefusedError see `decodeFull`
 * @throws Error if a part is missing from storage
 */
export async function fullFrame(
  images: Pick<ImagesPort, 'frame' | 'codestream'>,
  decode: CodestreamDecoder,
  image: StoredImage,
  frame: number,
): Promise<DescribedPixels> {
  if (isInPixels(image, frame))
    return { description: frameDescription(image, frame), pixels: await storedFrame(images, image, frame) };
  const codestream = await images.codestream(image, frame);
  if (!codestream)
    throw new Error(`the codestream of image ${image.imageId} is missing from the images container`);
  return decodeFull(decode, image, codestream, frame);
}
