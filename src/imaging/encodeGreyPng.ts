import { reducedSide } from '../domain/image/reduction';
import type { GreyPicture } from './picture';
import { resizeGrey } from './resize';
import { sharp } from './safeSharp';

/**
 * A display picture as a grey PNG of 8 bits.
 * @param picture values 0…1
 * @param maxSide longest side in pixels of the result; the picture is shrunk to it with its aspect kept
 */
export async function encodeGreyPng(
  picture: GreyPicture,
  maxSide = Number.POSITIVE_INFINITY,
): Promise<Buffer> {
  const { width, height, data } = shrink(picture, maxSide);
  const bytes = new Uint8Array(data.length);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = Math.round(Math.min(1, Math.max(0, data[index] ?? 0)) * 255);
  }
  return sharp(bytes, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

function shrink(picture: GreyPicture, maxSide: number): GreyPicture {
  // A reduced picture is never blown up to the size that it stands for.
  const samples = reducedSide(Math.max(picture.width, picture.height), picture.reduction);
  const factor = Math.min(maxSide, samples) / Math.max(picture.width, picture.height);
  if (factor >= 1) return picture;
  const width = Math.max(1, Math.round(picture.width * factor));
  const height = Math.max(1, Math.round(picture.height * factor));
  const whole = { x: 0, y: 0, width: picture.width, height: picture.height };
  return resizeGrey(picture, whole, width, height).picture;
}
