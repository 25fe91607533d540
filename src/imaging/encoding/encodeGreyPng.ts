import type { GreySource } from '../picture';
import { type GreyBytes, greyBytes } from './greyBytes';

/** Encodes an 8-bit grey picture as a PNG. */
export async function encodeGreyBytes({ width, height, bytes }: GreyBytes): Promise<Buffer> {
  // Loaded with the first picture: the app's own process would otherwise load it at every start.
  const { sharp } = await import('../plain/safeSharp.ts');
  return sharp(bytes, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** Encodes a display picture as an 8-bit grey PNG of the same size, or larger if its pixels are not square. */
export async function encodeGreyPng(picture: GreySource): Promise<Buffer> {
  return encodeGreyBytes(greyBytes(picture));
}
