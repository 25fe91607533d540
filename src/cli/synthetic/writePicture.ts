import type { GreyPicture } from '../../imaging/picture';
import { sharp } from '../../imaging/plain/safeSharp';
import { toLevels } from './levels';

/** A display picture (0…1) as a grey PNG of 8 or 16 bits. */
export async function writePng(picture: GreyPicture, bits: 8 | 16): Promise<Buffer> {
  const { width, height } = picture;
  const raw = { width, height, channels: 1 as const };
  const full = 2 ** bits - 1;
  if (bits === 8)
    return sharp(toLevels(picture.data, full, new Uint8Array(picture.data.length)), { raw })
      .toColourspace('b-w')
      .png()
      .toBuffer();
  const levels = toLevels(picture.data, full, new Uint16Array(picture.data.length));
  return sharp(levels, { raw }).toColourspace('grey16').png().toBuffer();
}

/** A display picture (0…1) as a grey JPEG. */
export async function writeJpeg(picture: GreyPicture, quality = 92): Promise<Buffer> {
  const { width, height } = picture;
  return sharp(toLevels(picture.data, 255, new Uint8Array(picture.data.length)), {
    raw: { width, height, channels: 1 },
  })
    .toColourspace('b-w')
    .jpeg({ quality })
    .toBuffer();
}
