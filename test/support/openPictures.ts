import type { ImageDescription } from '../../src/domain/image/imageDescription';
import { greyBytes } from '../../src/imaging/encoding/greyBytes';
import type { OpenPicture } from '../../src/imaging/openPicture';
import { type GreyPicture, sizeOf, squareSize } from '../../src/imaging/picture';
import { factsOfPicture } from '../../src/imaging/pictureFacts';
import { resizeGrey } from '../../src/imaging/resizing/resize';
import { StoredPicture } from '../../src/imaging/storedPicture';

/**
 * A picture of these values, opened in the test itself; a model that asks for modality values gets the same.
 */
export function openGrey(picture: GreyPicture): OpenPicture {
  return {
    ...squareSize(picture),
    facts: async () => factsOfPicture(picture),
    resample: async ({ box, width, height, resampling }) =>
      resizeGrey(picture, box, width, height, resampling),
    preview: async (maxSide) => greyBytes(picture, maxSide),
    close: () => {},
  };
}

/** Like a picture opened by a picture thread, but in the test itself. */
export function openHere(description: ImageDescription, pixels: Uint8Array): OpenPicture {
  const picture = new StoredPicture(description, pixels);
  return {
    ...squareSize(sizeOf(description)),
    facts: async () => picture.facts(),
    resample: async (request) => picture.resample(request),
    preview: async (maxSide) => picture.preview(maxSide),
    close: () => {},
  };
}
