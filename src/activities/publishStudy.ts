import { displayPicture } from '../imaging/displayPicture';
import { encodeGreyPng } from '../imaging/encodeGreyPng';
import type { ImagesPort } from './ports';
import { storedImage, storedPixels } from './storedImages';

export interface PublishStudyInput {
  readonly imageId: string;
}

/** Longest side of a preview, in pixels: enough to recognise a study by, not to read it. */
export const previewSide = 1024;

/** Makes what others look at: the preview of the image's first frame. An object without pixels has none. */
export function createPublishStudy({ images }: { readonly images: ImagesPort }) {
  return async ({ imageId }: PublishStudyInput): Promise<void> => {
    const image = await storedImage(images, imageId);
    if (image.frames === 0) return;
    const picture = displayPicture(image, await storedPixels(images, imageId));
    const png = await encodeGreyPng(picture, previewSide);
    await images.storePng(imageId, 'preview', png);
  };
}
