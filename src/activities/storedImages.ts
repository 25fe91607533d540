import type { StoredImage } from '../domain/storedImage';
import { displayPicture } from '../imaging/displayPicture';
import { modalityPicture } from '../imaging/modalityPicture';
import type { ImagesPort, Pictures } from './ports';

/** @throws Error where it is missing: it was admitted, so somebody removed it. */
export async function storedImage(images: ImagesPort, imageId: string): Promise<StoredImage> {
  const image = await images.find(imageId);
  if (!image) throw new Error(`image ${imageId} is missing from the images container`);
  return image;
}

/** The pictures of an image's first frame. */
export async function picturesOf(images: ImagesPort, image: StoredImage): Promise<Pictures> {
  const pixels = await images.pixels(image.imageId);
  if (!pixels) throw new Error(`the pixels of image ${image.imageId} are missing from the images container`);
  return {
    display: displayPicture(image, pixels),
    modality: modalityPicture(image, pixels),
  };
}
