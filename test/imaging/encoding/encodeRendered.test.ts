import sharp from 'sharp';
import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import { type Rendering, renderedPlace, type Viewport } from '../../../src/domain/image/rendering';
import { encodeRendered } from '../../../src/imaging/encoding/encodeRendered';
import { greyDescription } from '../../support/greyDescription';

const png: Rendering = { type: 'image/png', quality: 90 };
const viewport = (more: Partial<Viewport>): Viewport => ({
  width: 1,
  height: 1,
  left: 0,
  top: 0,
  mirrored: false,
  upsideDown: false,
  ...more,
});

async function shown(description: ImageDescription, pixels: ArrayLike<number>, rendering: Rendering = png) {
  const file = await encodeRendered(description, Uint8Array.from(pixels), rendering);
  const { format, width, height, channels } = await sharp(file).metadata();
  const data = await sharp(file)
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .raw()
    .toBuffer();
  return { format, width, height, channels, values: [...data] };
}

const colour = (photometricInterpretation: string): ImageDescription => ({
  ...greyDescription(1, 2),
  samplesPerPixel: 3,
  photometricInterpretation,
});

describe('grey', () => {
  const six = greyDescription(2, 3);

  it('is what is stored, in one channel', async () => {
    expect(await shown(six, [0, 1, 2, 3, 4, 255])).toEqual({
      format: 'png',
      width: 3,
      height: 2,
      channels: 1,
      values: [0, 1, 2, 3, 4, 255],
    });
  });

  it('takes the window that is asked for, and turns MONOCHROME1 round after it', async () => {
    const rendering: Rendering = { ...png, window: { centre: 2, width: 4, function: 'LINEAR_EXACT' } };
    expect((await shown(six, [0, 1, 2, 3, 4, 5], rendering)).values).toEqual([0, 64, 128, 191, 255, 255]);
    const turned = { ...six, photometricInterpretation: 'MONOCHROME1' };
    expect((await shown(turned, [0, 1, 2, 3, 4, 5], rendering)).values).toEqual([255, 191, 128, 64, 0, 0]);
  });

  it('shows a part, mirrored and upside down', async () => {
    const part = { ...png, viewport: viewport({ width: 2, height: 2, left: 1, across: 2, down: 2 }) };
    expect((await shown(six, [0, 1, 2, 3, 4, 5], part)).values).toEqual([1, 2, 4, 5]);
    const turned = { ...part, viewport: { ...part.viewport, mirrored: true, upsideDown: true } };
    expect((await shown(six, [0, 1, 2, 3, 4, 5], turned)).values).toEqual([5, 4, 2, 1]);
  });

  it('is JPEG where that is asked for', async () => {
    const { format, channels, values } = await shown(six, Array(6).fill(77), { ...png, type: 'image/jpeg' });
    expect([format, channels, values]).toEqual(['jpeg', 1, Array(6).fill(77)]);
  });
});

describe('colour', () => {
  it('is red, green and blue', async () => {
    const { channels, values } = await shown(colour('RGB'), [255, 0, 10, 1, 2, 3]);
    expect([channels, values]).toEqual([3, [255, 0, 10, 1, 2, 3]]);
  });

  it('is converted from YBR', async () => {
    // Pure red and pure blue by PS3.3 C.7.6.3.1.2, rounded.
    const { values } = await shown(colour('YBR_FULL'), [76, 85, 255, 29, 255, 107]);
    for (const [at, value] of [255, 0, 0, 0, 0, 255].entries())
      expect(Math.abs((values[at] ?? 99) - value)).toBeLessThanOrEqual(1);
  });

  it('goes through a palette', async () => {
    const table = (...values: number[]) => ({ firstMapped: 0, bits: 8, values });
    const description = {
      ...greyDescription(1, 2),
      photometricInterpretation: 'PALETTE COLOR',
      palette: { red: table(1, 2), green: table(3, 4), blue: table(5, 6) },
    };
    expect((await shown(description, [1, 0])).values).toEqual([2, 4, 6, 1, 3, 5]);
  });

  it('has no window', async () => {
    const rendering: Rendering = { ...png, window: { centre: 1, width: 2, function: 'LINEAR' } };
    await expect(encodeRendered(colour('RGB'), new Uint8Array(6), rendering)).rejects.toThrow(RangeError);
  });
});

describe('its size', () => {
  const image = { rows: 100, columns: 200 };
  const size = (...args: Parameters<typeof renderedPlace>) => {
    const { width, height } = renderedPlace(...args) ?? {};
    return [width, height];
  };

  it('fits into the viewport in true proportions', () => {
    expect(size(image, viewport({ width: 50, height: 50 }))).toEqual([50, 25]);
    expect(size(image, viewport({ width: 4000, height: 50 }))).toEqual([100, 50]);
    expect(size(image, viewport({ width: 50, height: 50, across: 10, down: 20 }))).toEqual([25, 50]);
    expect(size({ ...image, pixelAspect: [2] })).toEqual([200, 200]);
    expect(size({ ...image, pixelAspect: [0.5] }, viewport({ width: 80, height: 80 }))).toEqual([80, 20]);
  });

  it.each([{ left: 200 }, { left: 190, across: 11 }, { top: 1, down: 100 }])(
    'is none where %j reaches beyond the image',
    (beyond) => {
      expect(renderedPlace(image, viewport(beyond))).toBeUndefined();
    },
  );
});
