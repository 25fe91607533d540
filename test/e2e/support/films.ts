import sharp from 'sharp';
import { drawChest, type Opacity } from '../../../src/cli/synthetic/chest';

const opacity: Opacity = { x: 0.75, y: 0.58, radius: 0.12, strength: 0.35 };
export const filmSize = { columns: 512, rows: 600 };
/** So many different ones are drawn. */
const films = 4;
const drawn = new Map<number, Promise<Buffer>>();

/** A drawn chest X-ray as PNG, the same one for the same image; every second one has an opacity. */
export function filmOf(imageId: string): Promise<Buffer> {
  const number = Number.parseInt(imageId.slice(0, 4), 16) % films;
  const known = drawn.get(number) ?? draw(number);
  drawn.set(number, known);
  return known;
}

function draw(number: number): Promise<Buffer> {
  const { columns: width, rows: height } = filmSize;
  const { data } = drawChest(number, { width, height, ...(number % 2 === 0 ? { opacity } : {}) });
  const grey = Buffer.from(Uint8Array.from(data, (value) => Math.round(255 * value)));
  return sharp(grey, { raw: { width, height, channels: 1 } })
    .png()
    .toBuffer();
}
