import type { Steps } from '../contract/steps';
import { storedImage, storedPixels } from '../operations/images/storedImages';
import type { ImagesPort, PngRenderer } from '../operations/ports';

export interface PublishStudyDeps {
  readonly images: ImagesPort;
  readonly renderPng: PngRenderer;
}

/** Longest side of a preview, in pixels: enough to recognise a study by, not to read it. */
export const previewSide = 1024;

/** Makes what others look at: the preview of the image's first frame. An object without pixels has none. */
export function createPublishStudy({ images, renderPng }: PublishStudyDeps): Steps['publishStudy'] {
  return async ({ imageId }) => {
    const image = await storedImage(images, imageId);
    if (image.frames === 0) return;
    const png = await renderPng(image, await storedPixels(images, imageId), 0, previewSide);
    await images.storePng(imageId, 'preview', png);
  };
}
