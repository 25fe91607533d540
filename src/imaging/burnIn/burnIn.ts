import { eachDot, letterCell } from './capitals';

/** Red, green and blue, a byte each, row-major. */
export interface ColourPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/** About this many letters fit into the width of a picture. */
const lettersAcross = 64;

/**
 * The preview with a heat map over it, and lines of text on a black strip above, so that no viewer can show the one
 * without the other.
 *
 * @param heat a PNG with transparency, of any size
 * @param lines in capitals; what is longer than the picture is wide is cut
 */
export async function burnIn(
  preview: Uint8Array,
  heat: Uint8Array | undefined,
  lines: readonly string[],
): Promise<ColourPicture> {
  const { sharp } = await import('../plain/safeSharp.ts');
  const { width, height } = await sharp(preview).metadata();
  const over =
    heat === undefined
      ? []
      : [{ input: await sharp(heat).resize(width, height, { fit: 'fill' }).toBuffer() }];
  const { data } = await sharp(preview)
    .toColourspace('srgb')
    .composite(over)
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return withStrip({ width, height, rgb: new Uint8Array(data) }, lines);
}

function withStrip({ width, height, rgb }: ColourPicture, lines: readonly string[]): ColourPicture {
  const scale = Math.max(1, Math.floor(width / (lettersAcross * letterCell.width)));
  const strip = lines.length * letterCell.height * scale;
  const drawn = new Uint8Array(3 * width * (height + strip));
  drawn.set(rgb, 3 * width * strip);
  lines.forEach((line, index) => {
    eachDot(line, (column, row) => {
      for (let y = 0; y < scale; y += 1)
        for (let x = 0; x < scale; x += 1) {
          const at = (column + 1) * scale + x;
          if (at < width)
            drawn.fill(0xff, ...pixel(width, at, (index * letterCell.height + row) * scale + y));
        }
    });
  });
  return { width, height: height + strip, rgb: drawn };
}

function pixel(width: number, x: number, y: number): [number, number] {
  const at = 3 * (y * width + x);
  return [at, at + 3];
}
