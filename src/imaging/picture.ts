import type { ImageDescription } from '../domain/image/imageDescription';
import { aspectOf, pixelSides } from '../domain/image/pixelAspect';
import type { Reduction } from '../domain/image/reduction';

/** The size of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
  /** The height of a pixel divided by its width. Absent: pixels are square. */
  readonly pixelAspect?: number;
  /** See `ImageDescription.reduction`; width, height and all rectangles refer to the full picture. */
  readonly reduction?: Reduction;
}

/**
 * One grey picture of `width` × `height` pixels, row-major.
 *
 * A *display* picture holds 0 (black) … 1 (white), after modality LUT, VOI LUT and MONOCHROME1 inversion. A
 * *modality* picture holds the values after the modality LUT alone, in their own unit (HU for CT).
 */
export interface GreyPicture extends PictureSize {
  /** One value per pixel; for a reduced picture, `reducedSide(width) × reducedSide(height)` samples. */
  readonly data: Float32Array;
}

/**
 * The same picture as stored samples and a table of the value of each possible sample, which saves a second
 * picture.
 */
export interface TabledPicture extends PictureSize {
  /** For each value of a `GreyPicture`, its position in the table. */
  readonly indices: Uint8Array | Uint16Array;
  readonly table: Float32Array;
}

/** A grey picture in either form; both hold exactly the same values. */
export type GreySource = GreyPicture | TabledPicture;

/** The values of a grey picture, without its size. */
export type GreyValues = Pick<GreyPicture, 'data'> | Pick<TabledPicture, 'indices' | 'table'>;

/** Everything about a frame's picture except its values. @param frame from 0 */
export function sizeOf(description: ImageDescription, frame = 0): PictureSize {
  const { rows, columns, reduction } = description;
  const pixelAspect = aspectOf(description, frame);
  return {
    width: columns,
    height: rows,
    ...(pixelAspect === 1 ? {} : { pixelAspect }),
    ...(reduction === undefined ? {} : { reduction }),
  };
}

/** The size of a picture in its true proportions: in squares as long as a pixel's shorter side. */
export function squareSize({
  width,
  height,
  pixelAspect,
  reduction,
}: PictureSize): Omit<PictureSize, 'pixelAspect'> {
  const pixel = pixelSides({ pixelAspect });
  return {
    width: width * pixel.width,
    height: height * pixel.height,
    ...(reduction === undefined ? {} : { reduction }),
  };
}

/** One value per sample. */
export function dataOf(values: GreyValues): Float32Array {
  if ('data' in values) return values.data;
  const { indices, table } = values;
  const data = new Float32Array(indices.length);
  for (let at = 0; at < data.length; at += 1) data[at] = table[indices[at] as number] as number;
  return data;
}
