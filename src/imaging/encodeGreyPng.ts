import { type GreyBytes, greyBytes } from './greyBytes';
import type { GreySource } from './picture';
import { sharp } from './safeSharp';

/** Encodes an 8-bit grey picture as a PNG. */
export async function encodeGreyBytes({ width, height, bytes }: GreyBytes): Promise<Buffer> {
  return sharp(bytes, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** Encodes a display picture as an 8-bit grey PNG of the same size, or larger if its pixels are not square. */
export async function encodeGreyPng(picture: GreySource): Promise<Buffer> {
  return encodeGreyBytes(greyBytes(picture));
}
