import type { ImageDescription } from '../domain/image/imageDescription';
import { type GreyBytes, greyBytes } from './encoding/greyBytes';
import type { ResampleRequest } from './openPicture';
import type { GreySource } from './picture';
import { factsOfPicture, type PictureFacts } from './pictureFacts';
import { type Resampled, resizeGrey } from './resizing/resize';
import { displaySource } from './transforms/displayPicture';
import { modalitySource } from './transforms/modalityPicture';

/** The first frame of an image, from its stored values. Each derived picture is made on first use and kept. */
export class StoredPicture {
  #display: GreySource | undefined;
  #modality: GreySource | undefined;

  /** @param pixels all frames, see `imageDescriptionSchema` */
  constructor(
    private readonly description: ImageDescription,
    private readonly pixels: Uint8Array,
  ) {}

  get display(): GreySource {
    this.#display ??= displaySource(this.description, this.pixels);
    return this.#display;
  }

  get modality(): GreySource {
    this.#modality ??= modalitySource(this.description, this.pixels);
    return this.#modality;
  }

  facts(): PictureFacts {
    return factsOfPicture(this.display);
  }

  resample({ values, box, width, height, resampling }: ResampleRequest): Resampled {
    return resizeGrey(this[values], box, width, height, resampling);
  }

  preview(maxSide: number): GreyBytes {
    return greyBytes(this.display, maxSide);
  }
}
