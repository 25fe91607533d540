import sharp from 'sharp';
import { readDicom } from '../../../src/dicom/readDicom';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { type Elements, type ImageSpec, imageFile, syntaxes } from '../dicomBuilder';

const rows = 16;
const columns = 24;
const none = new Uint8Array(0);
const grey = (seed: number) =>
  Buffer.from(Array.from({ length: rows * columns }, (_, index) => (index * 3 + seed * 50) % 256));
const colour = Buffer.from(
  Array.from({ length: rows * columns * 3 }, (_, index) => [200, 40, 90][index % 3] ?? 0),
);
const raw = (channels: 1 | 3) => ({ raw: { width: columns, height: rows, channels } });
const greyJpeg = (seed: number) =>
  sharp(grey(seed), raw(1)).toColourspace('b-w').jpeg({ quality: 100 }).toBuffer();
const colourJpeg = (chromaSubsampling: '4:4:4' | '4:2:0' = '4:4:4') =>
  sharp(colour, raw(3)).jpeg({ quality: 100, chromaSubsampling }).toBuffer();
const even = (bytes: Buffer) => (bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]));

/** The segment that says how colours are meant, taken out or put in. */
const withoutJfif = (jpeg: Buffer) =>
  jpeg.readUInt16BE(2) === 0xffe0
    ? Buffer.concat([jpeg.subarray(0, 2), jpeg.subarray(4 + jpeg.readUInt16BE(4))])
    : jpeg;
const withAdobe = (jpeg: Buffer, transform: number) =>
  Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from([0xff, 0xee, 0, 14, ...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform]),
    jpeg.subarray(2),
  ]);

function read(fragments: readonly Uint8Array[], more: Partial<ImageSpec> = {}) {
  const spec = { rows, columns, bits: [8, 8, 7], pixelVr: 'OB', ...more, pixels: { fragments } } as const;
  return readDicom(imageFile(spec, syntaxes.jpegBaseline), defaultReadLimits);
}

function offsets(...values: number[]): Buffer {
  const table = Buffer.alloc(4 * values.length);
  for (const [index, value] of values.entries()) table.writeUInt32LE(value, 4 * index);
  return table;
}

/** The values that the picture had before it was compressed, within what the best quality loses. */
function expectNear(pixels: Uint8Array, expected: Uint8Array, most = 2): void {
  expect(pixels).toHaveLength(expected.length);
  const worst = pixels.reduce(
    (sum, value, index) => Math.max(sum, Math.abs(value - (expected[index] ?? 0))),
    0,
  );
  expect(worst).toBeLessThanOrEqual(most);
}

test('one frame in one fragment, and in three', async () => {
  const jpeg = even(await greyJpeg(0));
  const one = await read([none, jpeg]);
  expectNear(one.pixels, grey(0));
  expect(one.description).toMatchObject({ lossy: true, photometricInterpretation: 'MONOCHROME2', notes: [] });
  const three = await read([none, jpeg.subarray(0, 100), jpeg.subarray(100, 102), jpeg.subarray(102)]);
  expect(three.pixels).toEqual(one.pixels);
});

describe('three frames', () => {
  const frames = async () =>
    [even(await greyJpeg(0)), even(await greyJpeg(1)), even(await greyJpeg(2))] as const;
  const all = Buffer.concat([grey(0), grey(1), grey(2)]);

  test('without an offset table, a fragment each', async () => {
    const { pixels, description } = await read([none, ...(await frames())], { frames: 3 });
    expectNear(pixels, all);
    expect(description.notes).toEqual([]);
  });

  test('by the basic offset table, in several fragments each', async () => {
    const [a, b, c] = await frames();
    const parts = [a.subarray(0, 50), a.subarray(50), b, c.subarray(0, 90), c.subarray(90)];
    const second = a.length + 16;
    const table = offsets(0, second, second + b.length + 8);
    expectNear((await read([table, ...parts], { frames: 3 })).pixels, all);
  });

  test('by the extended offset table', async () => {
    const [a, b, c] = await frames();
    const parts = [a.subarray(0, 50), a.subarray(50), b, c];
    const table = Buffer.alloc(24);
    table.writeBigUInt64LE(BigInt(a.length + 16), 8);
    table.writeBigUInt64LE(BigInt(a.length + 16 + b.length + 8), 16);
    const more: Elements = [[0x7fe00001, 'UN', table]];
    const { pixels, description } = await read([none, ...parts], { frames: 3, more });
    expectNear(pixels, all);
    expect(description.notes).toEqual([]);
  });

  test('by the markers at which pictures begin, with a note', async () => {
    const [a, b, c] = await frames();
    const { pixels, description } = await read([none, a.subarray(0, 50), a.subarray(50), b, c], {
      frames: 3,
    });
    expectNear(pixels, all);
    expect(description.notes).toEqual(['frames-by-markers']);
  });

  test('an offset table that points elsewhere is not used, with a note', async () => {
    const { pixels, description } = await read([offsets(0, 3, 7), ...(await frames())], { frames: 3 });
    expectNear(pixels, all);
    expect(description.notes).toEqual(['offset-table-ignored']);
  });

  test('fragments that cannot be told apart are refused', async () => {
    const [a, b] = await frames();
    await expect(read([none, a, b], { frames: 3 })).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  });
});

/** The clinical bug: red and blue change places, or a picture turns green, by whom one believes about the colours. */
describe('colour', () => {
  const rgb = { samples: 3, photometric: 'RGB' } as const;
  const ybr = { samples: 3, photometric: 'YBR_FULL_422' } as const;

  test('YBR_FULL_422 comes out as RGB', async () => {
    const { pixels, description } = await read([none, even(await colourJpeg('4:2:0'))], ybr);
    expectNear(pixels, colour, 3);
    expect(description).toMatchObject({ photometricInterpretation: 'RGB', notes: ['colour-converted'] });
  });

  test('a stream without any mark is what the photometric interpretation says', async () => {
    const unmarked = even(withoutJfif(await colourJpeg()));
    expectNear((await read([none, unmarked], ybr)).pixels, colour, 3);
    const asRgb = await read([none, unmarked], rgb);
    const ybrValues = asRgb.pixels.subarray(0, 3);
    expectNear(ybrValues, Uint8Array.from([93, 126, 204]), 3);
    expect(asRgb.description.notes).toEqual([]);
  });

  test('an Adobe mark without a transform means RGB, whatever else is said', async () => {
    const stream = even(withAdobe(withoutJfif(await colourJpeg()), 0));
    const marked = await read([none, stream], ybr);
    const plain = await read([none, even(withoutJfif(await colourJpeg()))], rgb);
    expect(marked.pixels).toEqual(plain.pixels);
    expect(marked.description.notes).toEqual(['jpeg-colour-contradicts']);
  });

  test('a stream with halved colour cannot be RGB', async () => {
    const unmarked = even(withoutJfif(await colourJpeg('4:2:0')));
    const { pixels, description } = await read([none, unmarked], rgb);
    expectNear(pixels, colour, 3);
    expect(description.notes).toEqual(['colour-converted', 'jpeg-colour-contradicts']);
  });
});

test('8 bits in 16 allocated get the wider samples', async () => {
  const jpeg = even(await greyJpeg(0));
  const { pixels } = await read([none, jpeg], { bits: [16, 8, 7] });
  const narrow = await read([none, jpeg]);
  expect(Array.from(new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length / 2))).toEqual(
    Array.from(narrow.pixels),
  );
});

test('a progressive stream is read with a note', async () => {
  const jpeg = await sharp(grey(0), raw(1))
    .toColourspace('b-w')
    .jpeg({ quality: 100, progressive: true })
    .toBuffer();
  const { pixels, description } = await read([none, even(jpeg)]);
  expectNear(pixels, grey(0));
  expect(description.notes).toEqual(['jpeg-not-baseline']);
});

test('a profile in the stream does not change the values', async () => {
  const profiled = await sharp(colour, raw(3))
    .withIccProfile('p3')
    .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
    .toBuffer();
  const expected = await sharp(profiled, { ignoreIcc: true }).raw().toBuffer();
  const { pixels } = await read([none, even(profiled)], { samples: 3, photometric: 'YBR_FULL' });
  expect(Buffer.from(pixels).equals(expected)).toBe(true);
});

describe('refused', () => {
  const cases: [what: string, make: () => Promise<Buffer>, more: Partial<ImageSpec>, code: string][] = [
    ['another size than Rows and Columns say', () => greyJpeg(0), { rows: 8 }, 'inconsistent-attributes'],
    ['another number of samples', () => colourJpeg(), {}, 'inconsistent-attributes'],
    [
      'more bits than are allocated',
      async () => twelveBits(await greyJpeg(0)),
      {},
      'inconsistent-attributes',
    ],
    ['a stream that was cut', async () => (await greyJpeg(0)).subarray(0, -60), {}, 'corrupt-pixel-data'],
    [
      'a table in the middle of the lowest rows',
      async () => hole(await greyJpeg(0), 0xffc4),
      {},
      'corrupt-pixel-data',
    ],
    ['an end before the data end', async () => hole(await greyJpeg(0), 0xffd9), {}, 'corrupt-pixel-data'],
    [
      'a restart that was not announced',
      async () => hole(await greyJpeg(0), 0xffd0),
      {},
      'corrupt-pixel-data',
    ],
    [
      'no JPEG at all',
      async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      {},
      'corrupt-pixel-data',
    ],
    [
      'arithmetic coding',
      async () => withFrameMarker(await greyJpeg(0), 0xc9),
      {},
      'unsupported-pixel-format',
    ],
    ['a cut stream with a new end', async () => mended(await greyJpeg(0)), {}, 'corrupt-pixel-data'],
    ['a PNG', () => sharp(grey(0), raw(1)).png().toBuffer(), {}, 'corrupt-pixel-data'],
  ];

  /** Entropy-coded data overwritten by a marker that has no place there. */
  function hole(jpeg: Buffer, marker: number): Buffer {
    const damaged = Buffer.from(jpeg);
    damaged.writeUInt16BE(marker, damaged.length - 80);
    return damaged;
  }

  function withFrameMarker(jpeg: Buffer, marker: number): Buffer {
    const changed = Buffer.from(jpeg);
    changed[changed.indexOf(Buffer.from([0xff, 0xc0])) + 1] = marker;
    return changed;
  }

  function mended(jpeg: Buffer): Buffer {
    return Buffer.concat([jpeg.subarray(0, -22), Buffer.from([0xff, 0xd9])]);
  }

  function twelveBits(jpeg: Buffer): Buffer {
    const changed = Buffer.from(jpeg);
    changed[changed.indexOf(Buffer.from([0xff, 0xc0])) + 4] = 12;
    return changed;
  }

  test.each(cases)('%s', async (_, make, more, code) => {
    await expect(read([none, even(await make())], more)).rejects.toMatchObject({ code });
  });
});
