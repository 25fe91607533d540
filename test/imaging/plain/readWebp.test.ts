import sharp from 'sharp';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { readPicture } from '../../../src/imaging/plain/readPicture';

const [width, height] = [31, 17];
const read = (bytes: Uint8Array) => readPicture(bytes, defaultReadLimits);
const raw = { width, height, channels: 3 } as const;
const colours = Buffer.from(Array.from({ length: 3 * width * height }, (_, at) => (at * 37) % 256));
const lossless = () => sharp(colours, { raw }).webp({ lossless: true }).toBuffer();
const lossy = () => sharp(colours, { raw }).webp({ quality: 80 }).toBuffer();
const animation = () =>
  sharp(Buffer.concat([colours, colours.map((value) => 255 - value)]), {
    raw: { ...raw, height: 2 * height, pageHeight: height },
  })
    .webp()
    .toBuffer();

test('a lossless WebP keeps every value', async () => {
  const { description, pixels } = await read(await lossless());
  expect(description).toMatchObject({
    format: 'webp',
    rows: height,
    columns: width,
    samplesPerPixel: 3,
    bitsStored: 8,
    lossy: false,
    notes: [],
  });
  expect(Buffer.from(pixels).equals(colours)).toBe(true);
});

test('a lossy WebP is read as it decodes, and counts as lossy', async () => {
  const webp = await lossy();
  const { description, pixels } = await read(webp);
  expect(description.lossy).toBe(true);
  expect(Buffer.from(pixels).equals(await sharp(webp).raw().toBuffer())).toBe(true);
});

test('transparency is laid over black', async () => {
  const see = Buffer.from(Array.from({ length: 4 * width * height }, (_, at) => (at % 4 === 3 ? 51 : 200)));
  const webp = await sharp(see, { raw: { ...raw, channels: 4 } })
    .webp({ lossless: true })
    .toBuffer();
  const { description, pixels } = await read(webp);
  expect(description.notes).toEqual(['alpha-removed', 'grey-as-colour']);
  expect(pixels[0]).toBe(40);
});

test.each([
  ['an animation', animation, 'animation'],
  [
    'other data behind it',
    async () => Buffer.concat([await lossless(), Buffer.from('the comments of an export program')]),
    'other data behind the picture',
  ],
])('a WebP with %s is refused', async (_, make, value) => {
  await expect(read(await make())).rejects.toMatchObject({
    code: 'unsupported-pixel-format',
    detail: { value },
  });
});

test.each([
  ['lossless', lossless],
  ['lossy', lossy],
])('a %s WebP that is cut anywhere is truncated', async (_, make) => {
  const bytes = await make();
  for (let length = 16; length < bytes.length; length += 1)
    await expect(read(bytes.subarray(0, length))).rejects.toMatchObject({ code: 'truncated' });
});

test('a WebP whose chunks do not fit in it, or without a picture, is corrupt', async () => {
  const long = await lossless();
  long.writeUInt32LE(0xffff, 16);
  const none = await lossless();
  none.write('XMP ', 12);
  for (const bytes of [long, none])
    await expect(read(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/corrupt|not-an-image/) });
});
