import type { GreyBytes } from './encoding/greyBytes';
import type { squareSize } from './picture';
import type { PictureFacts } from './pictureFacts';
import type { Box, Resampled, Resampling } from './resizing/resize';

/** The thread that held a picture ended. This says nothing about the picture, which can be opened again. */
export class PictureLostError extends Error {
  override readonly name = 'PictureLostError';
}

/** Which of a picture's values: as a person sees them, or in their own unit. See `GreyPicture`. */
export type PictureValues = 'display' | 'modality';

/** A rectangle of a picture, and the number of samples to make from it. See `resizeGrey`. */
export interface ResampleRequest {
  readonly values: PictureValues;
  readonly box: Box;
  readonly width: number;
  readonly height: number;
  readonly resampling?: Resampling;
}

/**
 * The first frame of an image, in its true proportions, opened for requests for parts of it. The full picture stays in its thread, and
 * no request blocks the event loop. Each request throws RangeError if the image cannot be shown as described,
 * and PictureLostError if the thread that held it ended.
 */
export interface OpenPicture extends ReturnType<typeof squareSize> {
  facts(): Promise<PictureFacts>;
  resample(request: ResampleRequest): Promise<Resampled>;
  /** @param maxSide longest side of the result in pixels */
  preview(maxSide: number): Promise<GreyBytes>;
  /** Frees its memory; no more requests are possible. */
  close(): void;
}
