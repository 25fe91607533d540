import type { StoredImage } from '../../domain/image/storedImage';
import type { ImagesPort } from '../ports';

/** @throws Error if it is missing: it was admitted, so somebody removed it. */
export async function storedImage(images: Pick<ImagesPort, 'find'>, imageId: string): Promise<StoredImage> {
  const image = await images.find(imageId);
  if (!image) throw new Error(`image ${imageId} is missing from the images container`);
  return image;
}

/** @throws Error if they are missing, likewise. */
export async function storedPixels(images: Pick<ImagesPort, 'pixels'>, imageId: string): Promise<Uint8Array> {
  const pixels = await images.pixels(imageId);
  if (!pixels) throw new Error(`the pixels of image ${imageId} are missing from the images container`);
  return pixels;
}
