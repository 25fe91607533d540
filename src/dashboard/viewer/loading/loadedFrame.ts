import type { GreyView, ImageView } from '../../../domain/image/imageView';
import type { Statistics } from '../window/statistics';
import type { Samples } from './samples';

/** One frame, ready to be shown. */
export interface LoadedFrame {
  readonly view: ImageView;
  /** From 0. */
  readonly frame: number;
  /** For the stored values, or for the server's picture if the stored values are not available. */
  readonly grey: GreyView;
  readonly samples: Samples;
  readonly statistics: Statistics;
}
