import type { ImageDescription } from '../../domain/image/imageDescription';
import { displayPicture } from '../../imaging/displayPicture';
import { modalityPicture } from '../../imaging/modalityPicture';
import type { Pictures } from '../ports';

/** The pictures of an image's first frame, from its stored values. */
export function picturesOf(description: ImageDescription, pixels: Uint8Array): Pictures {
  return {
    display: displayPicture(description, pixels),
    // Few models ask for it, and of a radiograph it takes some tens of megabytes.
    get modality() {
      return modalityPicture(description, pixels);
    },
  };
}
