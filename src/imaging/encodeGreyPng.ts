import { type GreyBytes, greyBytes } from './greyBytes';
import type { GreySource } from './picture';
import { sharp } from './safeSharp';

/** A grey picture of 8 bits as a PNG. */
export async function encodeGreyBytes({ width, height, bytes }: GreyBytes): Promise<Buffer> {
  return sharp(bytes, { raw: { width, height, channels: 1 }, limitInputPixels: false })
    .toColourspace('b-w')
    .png({ compressionLevel: 6 })
    .toBuffer();
}

/** A display picture as a grey PNG of 8 bits, in its own size. */
export async function encodeGreyPng(picture: GreySource): Promise<Buffer> {
  return encodeGreyBytes(greyBytes(picture));
}
