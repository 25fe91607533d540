import type { StoredImage } from '../../domain/image/storedImage';
import type { ImagesPort } from '../ports';

/** @throws Error if it is missing: it was admitted, so somebody removed it. */
export async function storedImage(images: Pick<ImagesPort, 'find'>, imageId: string): Promise<StoredImage> {
  const image = await images.find(imageId);
  if (!image) throw new Error(`image ${imageId} is missing from the images container`);
  return image;
}

/** Stored values of one frame. @throws Error if they are missing, likewise. */
export async function storedFrame(
  images: Pick<ImagesPort, 'frame'>,
  image: StoredImage,
  frame: number,
): Promise<Uint8Array> {
  const pixels = await images.frame(image, frame);
  if (!pixels) throw new Error(`the pixels of image ${image.imageId} are missing from the images container`);
  return pixels;
}
