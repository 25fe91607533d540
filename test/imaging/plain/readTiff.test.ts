import sharp, { type TiffOptions } from 'sharp';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { sniffFormat } from '../../../src/formats/fileFormat';
import { readPicture } from '../../../src/imaging/plain/readPicture';

const width = 37;
const height = 21;
const read = (bytes: Uint8Array) => readPicture(bytes, defaultReadLimits);
const raw = (channels: 1 | 3 | 4) => ({ raw: { width, height, channels } });
const samples16 = (channels = 1) =>
  Uint16Array.from({ length: channels * width * height }, (_, index) => (index * 1237) % 65_536);
const samples8 = (channels = 1) =>
  Uint8Array.from({ length: channels * width * height }, (_, index) => (index * 37) % 256);
const deep = (options: TiffOptions = {}) =>
  sharp(samples16(), raw(1))
    .toColourspace('grey16')
    .tiff({ compression: 'none', ...options })
    .toBuffer();
const shallow = (options: TiffOptions = {}) =>
  sharp(samples8(), raw(1))
    .toColourspace('b-w')
    .tiff({ compression: 'none', ...options })
    .toBuffer();

test.each<[string, TiffOptions]>([
  ['strips', {}],
  ['LZW', { compression: 'lzw' }],
  ['LZW with differences', { compression: 'lzw', predictor: 'horizontal' }],
  ['deflate', { compression: 'deflate' }],
  ['PackBits', { compression: 'packbits' }],
  ['tiles', { tile: true, tileWidth: 16, tileHeight: 16 }],
])('16 bits in %s keep every value', async (_, options) => {
  const { description, pixels } = await read(await deep(options));
  expect(description).toMatchObject({
    format: 'tiff',
    rows: height,
    columns: width,
    samplesPerPixel: 1,
    bitsAllocated: 16,
    photometricInterpretation: 'MONOCHROME2',
    lossy: false,
    notes: [],
  });
  expect([...new Uint16Array(pixels.slice().buffer)]).toEqual([...samples16()]);
});

test('8 bits and colour keep every value', async () => {
  expect([...(await read(await shallow())).pixels]).toEqual([...samples8()]);
  const colour = await read(await sharp(samples8(3), raw(3)).tiff({ compression: 'lzw' }).toBuffer());
  expect(colour.description.photometricInterpretation).toBe('RGB');
  expect([...colour.pixels]).toEqual([...samples8(3)]);
  const deepColour = sharp(samples16(3), raw(3)).toColourspace('rgb16').tiff({ compression: 'deflate' });
  const { pixels } = await read(await deepColour.toBuffer());
  expect([...new Uint16Array(pixels.slice().buffer)]).toEqual([...samples16(3)]);
});

/** The clinical bug: a radiograph whose white is 0 shown as its negative, or inverted twice. */
test('white is zero: inverted once', async () => {
  const { pixels } = await read(edited(await deep(), 262, 0));
  expect([...new Uint16Array(pixels.slice().buffer)]).toEqual(
    [...samples16()].map((value) => 65_535 - value),
  );
});

test('the orientation is applied, and said', async () => {
  const { description } = await read(edited(await shallow({}), 274, 6));
  expect(description).toMatchObject({ rows: width, columns: height, notes: ['orientation-applied'] });
});

/** The field of a tag in the directory of a little endian file. */
function fieldOf(tiff: Buffer, tag: number): number {
  const directory = tiff.readUInt32LE(4);
  for (let index = 0; index < tiff.readUInt16LE(directory); index += 1) {
    const field = directory + 2 + 12 * index;
    if (tiff.readUInt16LE(field) === tag) return field;
  }
  throw new Error(`no tag ${tag}`);
}

/** The file with another value for a tag that has one. */
function edited(tiff: Buffer, tag: number, value: number): Buffer {
  const field = fieldOf(tiff, tag);
  if (tiff.readUInt16LE(field + 2) === 3) tiff.writeUInt16LE(value, field + 8);
  else tiff.writeUInt32LE(value, field + 8);
  return tiff;
}

function withNext(tiff: Buffer): Buffer {
  const directory = tiff.readUInt32LE(4);
  tiff.writeUInt32LE(directory, directory + 2 + 12 * tiff.readUInt16LE(directory));
  return tiff;
}

describe('refused', () => {
  const cases: [what: string, make: () => Promise<Uint8Array>, code: string][] = [
    [
      'several pages, or a directory that leads to itself',
      async () => withNext(await deep()),
      'unsupported-pixel-format',
    ],
    ['BigTIFF', () => deep({ bigtiff: true }), 'unsupported-pixel-format'],
    ['JPEG inside', () => shallow({ compression: 'jpeg' }), 'unsupported-pixel-format'],
    ['floats', async () => edited(await deep(), 339, 3), 'unsupported-pixel-format'],
    ['signed samples', async () => edited(await deep(), 339, 2), 'unsupported-pixel-format'],
    ['12 bits', async () => edited(await deep(), 258, 12), 'unsupported-pixel-format'],
    ['one bit', () => shallow({ bitdepth: 1 }), 'unsupported-pixel-format'],
    ['CMYK', async () => edited(await shallow(), 262, 5), 'unsupported-pixel-format'],
    [
      'a fourth sample',
      () => sharp(samples8(4), raw(4)).tiff({ compression: 'lzw' }).toBuffer(),
      'unsupported-pixel-format',
    ],
    ['a width of 0', async () => edited(await deep(), 256, 0), 'corrupt-pixel-data'],
    ['rows that no strip holds', async () => edited(await deep(), 257, 60_000), 'corrupt-pixel-data'],
    [
      'a picture of 65535 x 65535',
      async () => edited(edited(await deep(), 256, 65_535), 257, 65_535),
      'too-large',
    ],
    [
      'tiles of 2 GB',
      async () =>
        edited(edited(await deep({ tile: true, tileWidth: 16, tileHeight: 16 }), 322, 32_768), 323, 32_768),
      'too-large',
    ],
    ['a strip outside the file', async () => edited(await shallow(), 273, 0x7fffffff), 'truncated'],
    ['a file that was cut', async () => (await deep()).subarray(0, -50), 'truncated'],
    ['a directory outside the file', async () => (await deep()).subarray(0, 9), 'truncated'],
  ];

  test.each(cases)('%s', async (_, make, code) => {
    await expect(read(await make())).rejects.toMatchObject({ code });
  });
});

test('sniffed in both byte orders', () => {
  const rest = Buffer.alloc(200);
  expect(sniffFormat(Buffer.concat([Buffer.from('II*\0', 'latin1'), rest]))).toBe('tiff');
  expect(sniffFormat(Buffer.concat([Buffer.from('MM\0*', 'latin1'), rest]))).toBe('tiff');
});
