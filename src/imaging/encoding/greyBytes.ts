import { reducedSide } from '../../domain/image/reduction';
import { longestStretched } from '../../domain/image/rendering';
import { dataOf, type GreySource, squareSize } from '../picture';
import { resizeGrey } from '../resizing/resize';

/** An 8-bit grey picture, row-major. */
export interface GreyBytes {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/**
 * A display picture in 256 levels, in its true proportions.
 * @param picture values 0…1
 * @param maxSide longest side of the result in pixels; the picture is shrunk to it
 */
export function greyBytes(picture: GreySource, maxSide = Number.POSITIVE_INFINITY): GreyBytes {
  const { width, height, ...values } = fitted(picture, maxSide);
  return { width, height, bytes: levelsOf(dataOf(values)) };
}

/** Values 0…1 in 256 levels. */
export function levelsOf(data: Float32Array): Uint8Array {
  const bytes = new Uint8Array(data.length);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Math.round(Math.min(1, Math.max(0, data[index] ?? 0)) * 255);
  }
  return bytes;
}

function fitted(picture: GreySource, maxSide: number): GreySource {
  const { width: across, height: down } = squareSize(picture);
  const longest = Math.max(across, down);
  const mostSamples = Math.max(picture.width, picture.height, longestStretched);
  // A reduced picture is never enlarged to the size that it represents.
  const samples = Math.min(reducedSide(longest, picture.reduction), mostSamples);
  const factor = Math.min(1, maxSide / longest, samples / longest);
  if (factor === 1 && (picture.pixelAspect ?? 1) === 1) return picture;
  const width = Math.max(1, Math.round(across * factor));
  const height = Math.max(1, Math.round(down * factor));
  return resizeGrey(picture, { x: 0, y: 0, width: across, height: down }, width, height).picture;
}
