import type { GreyBytes } from './greyBytes';
import type { PictureSize } from './picture';
import type { PictureFacts } from './pictureFacts';
import type { Box, Resampled, Resampling } from './resize';

/** The thread ended that held a picture. It says nothing about the picture, which can be opened again. */
export class PictureLostError extends Error {
  override readonly name = 'PictureLostError';
}

/** Which of a picture's values: as a person sees them, or in their own unit. See `GreyPicture`. */
export type PictureValues = 'display' | 'modality';

/** A rectangle of a picture, and how many samples are to be made of it. See `resizeGrey`. */
export interface ResampleRequest {
  readonly values: PictureValues;
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly resampling?: Resampling;
}

/**
 * The first frame of an image, of which parts can be asked for: the full picture stays where it is, and whoever asks
 * does not wait in the event loop. Each answer throws RangeError where the image cannot be shown as it says, and
 * PictureLostError where the thread ended that held it.
 */
export interface OpenPicture extends PictureSize {
  facts(): Promise<PictureFacts>;
  resample(request: ResampleRequest): Promise<Resampled>;
  /** @param maxSide longest side of the result in pixels */
  preview(maxSide: number): Promise<GreyBytes>;
  /** Frees its memory; nothing can be asked any more. */
  close(): void;
}
