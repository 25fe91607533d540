import type { ImageDescription } from '../../domain/image/imageDescription';
import type { GreyBytes } from '../encoding/greyBytes';
import type { ResampleRequest } from '../openPicture';
import type { PictureFacts } from '../pictureFacts';
import type { Resampled } from '../resizing/resize';

/** Requests to a picture thread about one of the pictures that it holds. */
export type PictureQuestion =
  | { readonly kind: 'facts' }
  | { readonly kind: 'resample'; readonly request: ResampleRequest }
  | { readonly kind: 'preview'; readonly maxSide: number };

export interface PictureAnswers {
  readonly facts: PictureFacts;
  readonly resample: Resampled;
  readonly preview: GreyBytes;
}

/** To the thread. Picture numbers are never reused. */
export type ToThread =
  | {
      readonly kind: 'open';
      readonly picture: number;
      readonly description: ImageDescription;
      readonly pixels: Uint8Array;
    }
  | { readonly kind: 'close'; readonly picture: number }
  | {
      readonly kind: 'ask';
      readonly picture: number;
      readonly id: number;
      readonly question: PictureQuestion;
    };

/** From the thread: one per request. */
export type FromThread =
  | { readonly id: number; readonly answer: PictureAnswers[keyof PictureAnswers] }
  | { readonly id: number; readonly error: Error };
