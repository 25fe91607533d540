import type { ReadImage } from '../../domain/image/imageDescription';
import type { ReadLimits } from '../../domain/kernel/limits';
import type { ReadNote } from '../../domain/reasons/readNotes';
import { RefusedError } from '../../domain/reasons/refusals';
import { type BitmapHeader, readBitmapHeader } from './bitmapHeader';
import { pictureImage } from './pictureImage';
import { keepOneOfEqual, type PictureSamples } from './pictureSamples';

/** Writes red, green and blue of one pixel of a row. @throws RefusedError `corrupt-pixel-data` */
type PixelReader = (row: Uint8Array, column: number, to: Uint8Array, at: number) => void;

/**
 * Reads a Windows bitmap that is not compressed: 1, 4 or 8 bits through its palette, or 24 or 32 bits of blue, green
 * and red. The picture library has no loader for it. A grey picture becomes grey; the fourth byte of 32 bits means
 * nothing.
 *
 * @throws RefusedError `unsupported-pixel-format`, `too-large`, `truncated`, `corrupt-pixel-data`
 */
export function readBmp(bytes: Uint8Array, limits: ReadLimits): ReadImage {
  if (bytes.length > limits.maxFileBytes) throw new RefusedError('too-large', { value: bytes.length });
  const header = readBitmapHeader(bytes, limits);
  const { width, height } = header;
  const decoded: PictureSamples = { pixels: colours(bytes, header), width, height, channels: 3, bits: 8 };
  const samples = keepOneOfEqual(decoded);
  const notes: ReadNote[] = [];
  if (header.bits <= 8) notes.push('palette-expanded');
  if (samples !== decoded) notes.push('grey-as-colour');
  return pictureImage(samples, { format: 'bmp', lossy: false, notes });
}

function colours(bytes: Uint8Array, header: BitmapHeader): Uint8Array {
  const { width, height, rowBytes, pixelsAt, fromTop } = header;
  const pixels = new Uint8Array(3 * width * height);
  const readPixel = header.bits <= 8 ? throughPalette(bytes, header) : directly(header.bits / 8);
  for (let row = 0; row < height; row += 1) {
    const start = pixelsAt + rowBytes * (fromTop ? row : height - 1 - row);
    const stored = bytes.subarray(start, start + rowBytes);
    for (let column = 0; column < width; column += 1)
      readPixel(stored, column, pixels, 3 * (row * width + column));
  }
  return pixels;
}

/** Blue, green, red, and in 32 bits one byte more. */
function directly(size: number): PixelReader {
  return (row, column, to, at) => {
    to[at] = row[size * column + 2] ?? 0;
    to[at + 1] = row[size * column + 1] ?? 0;
    to[at + 2] = row[size * column] ?? 0;
  };
}

/** The first pixel lies in the highest bits of a byte. Entries are blue, green, red, and one byte more. */
function throughPalette(bytes: Uint8Array, { bits, paletteAt, colours: entries }: BitmapHeader): PixelReader {
  const perByte = 8 / bits;
  const palette = bytes.subarray(paletteAt, paletteAt + 4 * entries);
  const fromPalette = directly(4);
  return (row, column, to, at) => {
    const byte = row[Math.floor(column / perByte)] ?? 0;
    const index = (byte >> (8 - bits * ((column % perByte) + 1))) & ((1 << bits) - 1);
    if (index >= entries) throw new RefusedError('corrupt-pixel-data', { value: index });
    fromPalette(palette, index, to, at);
  };
}
