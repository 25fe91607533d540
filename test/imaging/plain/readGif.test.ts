import sharp from 'sharp';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { countLzwPixels } from '../../../src/imaging/plain/gifLzw';
import { readPicture } from '../../../src/imaging/plain/readPicture';
import { type GifSpec, gifFile } from './gifFile';

const [width, height] = [31, 17];
const count = width * height;
const read = (bytes: Uint8Array) => readPicture(bytes, defaultReadLimits);

type Colour = [number, number, number];
const palette = Array.from({ length: 256 }, (_, at): Colour => [at, 255 - at, (at * 5) % 256]);
const greyPalette = Array.from({ length: 256 }, (_, at): Colour => [at, at, at]);
const indices = Array.from({ length: count }, (_, at) => (at * 7) % 256);
const picture = { width, height, palette, indices };
const small: GifSpec = {
  width: 2,
  height: 2,
  palette: greyPalette.filter((_, at) => at % 85 === 0),
  indices: [0, 1, 2, 3],
};
/** As an ordinary program compresses it. */
const compressed = (frames = 1) => {
  const raw = { width, height: frames * height, channels: 3 as const, pageHeight: height };
  const colours = Array.from({ length: frames * count }, (_, at) => palette[(at * 3) % 251] as Colour);
  return sharp(Buffer.from(colours.flat()), { raw }).gif({ dither: 0 }).toBuffer();
};

test('a GIF has the colours of its palette', async () => {
  const { description, pixels } = await read(gifFile(picture));
  expect(description).toMatchObject({
    format: 'gif',
    rows: height,
    columns: width,
    samplesPerPixel: 3,
    bitsStored: 8,
    photometricInterpretation: 'RGB',
    lossy: false,
    notes: ['palette-expanded'],
  });
  expect([...pixels]).toEqual(indices.flatMap((index) => palette[index] as Colour));
});

test.each([
  ['eight bits', { ...picture, palette: greyPalette }, indices],
  ['two bits', small, [0, 85, 170, 255]],
])('a GIF of greys of %s is grey, with every value', async (_, spec, values) => {
  const { description, pixels } = await read(gifFile(spec));
  expect(description).toMatchObject({
    photometricInterpretation: 'MONOCHROME2',
    notes: ['grey-as-colour', 'palette-expanded'],
  });
  expect([...pixels]).toEqual(values);
});

test('a compressed one is read too, whatever the length of its codes', async () => {
  await expect(read(await compressed())).resolves.toMatchObject({ description: { rows: height } });
});

const dear = Buffer.from('Dear colleague, thank you for this patient.');

test.each<[string, () => Buffer | Promise<Buffer>, string]>([
  ['two pictures', () => compressed(2), 'several pictures'],
  ['other data behind it', () => Buffer.concat([gifFile(small), dear]), 'other data behind the picture'],
  [
    'a picture smaller than its screen',
    () => gifFile({ ...small, frame: [0, 0, 2, 1] }),
    'a picture smaller than its screen',
  ],
  ['no colours', () => gifFile({ ...small, withoutPalette: true }), 'no colours'],
])('a GIF with %s is refused as that', async (_, make, value) => {
  await expect(read(await make())).rejects.toMatchObject({
    code: 'unsupported-pixel-format',
    detail: { value },
  });
});

test.each([
  ['too few pixels', { ...small, indices: [0, 1, 2] }],
  ['too many pixels', { ...small, indices: [0, 1, 2, 3, 0] }],
  ['a block that no GIF has', { ...small, end: [0x17, 0x3b] }],
])('a GIF with %s is corrupt', async (_, spec) => {
  await expect(read(gifFile(spec))).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
});

test('a GIF without a picture is corrupt', async () => {
  const bytes = Buffer.from('GIF89a\x02\0\x02\0\0\0\0;', 'latin1');
  await expect(read(bytes)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
});

test('a GIF that is cut anywhere is truncated', async () => {
  for (const bytes of [gifFile(small), await compressed()])
    for (let length = 13; length < bytes.length; length += 1)
      await expect(read(bytes.subarray(0, length))).rejects.toMatchObject({ code: 'truncated' });
});

test('a GIF of a size beyond the limits is refused before it is decoded', async () => {
  const bytes = gifFile(small);
  bytes.writeUInt16LE(65_535, 6);
  bytes.writeUInt16LE(65_535, 8);
  await expect(read(bytes)).rejects.toMatchObject({ code: 'too-large' });
});

/** Codes of three bits, the first in the lowest bits. */
const three = (...codes: number[]) => {
  const bits = codes.reduce((sum, code, at) => sum + code * 8 ** at, 0);
  return Uint8Array.from([bits & 0xff, (bits >> 8) & 0xff, (bits >> 16) & 0xff]);
};

test.each([
  ['a code stands for the run before it and one pixel more', three(4, 0, 6, 5), 3],
  ['nothing', new Uint8Array(0), 0],
  ['a pixel that the table lacks', three(4, 3, 5), undefined],
  ['a code before there is one', three(4, 6, 5), undefined],
  ['a code that is not yet given', three(4, 0, 7, 5), undefined],
])('what codes stand for is counted: %s', (_, data, pixels) => {
  expect(countLzwPixels(data, 2, 3)).toBe(pixels);
});

test.each([1, 9])('pixels of %d bits are no GIF', (bits) => {
  expect(countLzwPixels(three(4, 0, 5), bits, 3)).toBeUndefined();
});
