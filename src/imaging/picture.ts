import type { ImageDescription } from '../domain/image/imageDescription';
import type { Reduction } from '../domain/image/reduction';

/**
 * One grey picture of `width` × `height` pixels, row-major.
 *
 * A *display* picture holds 0 (black) … 1 (white), after modality LUT, VOI LUT and MONOCHROME1 inversion.
 * A *modality* picture holds the values after the modality LUT alone, in their own unit (HU for CT).
 */
export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** One value a pixel; of a reduced picture `reducedSide(width) × reducedSide(height)` samples. */
  readonly data: Float32Array;
  /** See `ImageDescription.reduction`; width, height and all rectangles stay those of the full picture. */
  readonly reduction?: Reduction;
}

/** Everything of a picture but its values. */
export function sizeOf({ rows, columns, reduction }: ImageDescription): Omit<GreyPicture, 'data'> {
  return { width: columns, height: rows, ...(reduction === undefined ? {} : { reduction }) };
}
