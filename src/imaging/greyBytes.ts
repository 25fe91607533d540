import { reducedSide } from '../domain/image/reduction';
import { dataOf, type GreySource } from './picture';
import { resizeGrey } from './resize';

/** An 8-bit grey picture, row-major. */
export interface GreyBytes {
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/**
 * A display picture in 256 levels.
 * @param picture values 0…1
 * @param maxSide longest side of the result in pixels; the picture is shrunk to it, keeping its aspect ratio
 */
export function greyBytes(picture: GreySource, maxSide = Number.POSITIVE_INFINITY): GreyBytes {
  const { width, height, ...values } = shrink(picture, maxSide);
  const data = dataOf(values);
  const bytes = new Uint8Array(data.length);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Math.round(Math.min(1, Math.max(0, data[index] ?? 0)) * 255);
  }
  return { width, height, bytes };
}

function shrink(picture: GreySource, maxSide: number): GreySource {
  // A reduced picture is never enlarged to the size that it represents.
  const samples = reducedSide(Math.max(picture.width, picture.height), picture.reduction);
  const factor = Math.min(maxSide, samples) / Math.max(picture.width, picture.height);
  if (factor >= 1) return picture;
  const width = Math.max(1, Math.round(picture.width * factor));
  const height = Math.max(1, Math.round(picture.height * factor));
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  return resizeGrey(picture, whole, width, height).picture;
}
