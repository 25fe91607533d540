import sharp from 'sharp';
import { readDicom } from '../../../src/dicom/readDicom';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { sniffFormat } from '../../../src/formats/fileFormat';
import { readPicture } from '../../../src/imaging/plain/readPicture';
import { sharp as safeSharp } from '../../../src/imaging/plain/safeSharp';
import { imageFile, syntaxes } from '../../dicom/dicomBuilder';

const width = 31;
const height = 17;
const count = width * height;
const read = (bytes: Uint8Array) => readPicture(bytes, defaultReadLimits);
const raw = (channels: 1 | 2 | 3 | 4) => ({ raw: { width, height, channels } });
const samples8 = (channels: number) =>
  Uint8Array.from({ length: count * channels }, (_, i) => (i * 37) % 256);
const samples16 = Uint16Array.from({ length: count }, (_, index) => (index * 123) % 65_536);
const greyPng8 = () => sharp(samples8(1), raw(1)).toColourspace('b-w').png().toBuffer();
const greyPng16 = () => sharp(samples16, raw(1)).toColourspace('grey16').png().toBuffer();
const greyJpeg = () => sharp(samples8(1), raw(1)).toColourspace('b-w').jpeg({ quality: 95 }).toBuffer();

/** A library on the way turns 16 bits into 8 without a word. */
test('a PNG of 16 bits keeps every value', async () => {
  const { description, pixels } = await read(await greyPng16());
  expect(description).toMatchObject({
    format: 'png',
    rows: height,
    columns: width,
    samplesPerPixel: 1,
    bitsAllocated: 16,
    bitsStored: 16,
    photometricInterpretation: 'MONOCHROME2',
    lossy: false,
    notes: [],
  });
  expect([...new Uint16Array(pixels.slice().buffer)]).toEqual([...samples16]);
});

test('a PNG of 8 bits keeps every value', async () => {
  const { description, pixels } = await read(await greyPng8());
  expect([...pixels]).toEqual([...samples8(1)]);
  expect(description.bitsAllocated).toBe(8);
});

test('a colour PNG stays colour; grey that was stored as colour becomes grey', async () => {
  const colour = await read(await sharp(samples8(3), raw(3)).png().toBuffer());
  expect([...colour.pixels]).toEqual([...samples8(3)]);
  expect(colour.description).toMatchObject({
    samplesPerPixel: 3,
    photometricInterpretation: 'RGB',
    notes: [],
  });

  const tripled = Uint8Array.from(
    { length: 3 * count },
    (_, index) => samples8(1)[Math.floor(index / 3)] ?? 0,
  );
  const grey = await read(await sharp(tripled, raw(3)).png().toBuffer());
  expect([...grey.pixels]).toEqual([...samples8(1)]);
  expect(grey.description).toMatchObject({ samplesPerPixel: 1, notes: ['grey-as-colour'] });
});

test('transparency is laid over black', async () => {
  const half = Uint8Array.from({ length: 2 * count }, (_, index) =>
    index % 2 === 0 ? 200 : index % 4 === 1 ? 255 : 51,
  );
  const { pixels, description } = await read(await sharp(half, raw(2)).toColourspace('b-w').png().toBuffer());
  expect([...pixels.subarray(0, 4)]).toEqual([200, 40, 200, 40]);
  expect(description).toMatchObject({ samplesPerPixel: 1, notes: ['alpha-removed'] });

  const half16 = Uint16Array.from(
    { length: 2 * count },
    (_, index) => [40_000, 65_535, 40_000, 13_107][index % 4] ?? 0,
  );
  const deep = await read(await sharp(half16, raw(2)).toColourspace('grey16').png().toBuffer());
  expect([...new Uint16Array(deep.pixels.slice().buffer, 0, 2)]).toEqual([40_000, 8000]);
});

test('a JPEG is read as it decodes, and counts as lossy', async () => {
  const jpeg = await greyJpeg();
  const { description, pixels } = await read(jpeg);
  const expected = await sharp(jpeg).toColourspace('b-w').raw().toBuffer();
  expect(Buffer.from(pixels).equals(expected)).toBe(true);
  expect(description).toMatchObject({ format: 'jpeg', lossy: true, samplesPerPixel: 1 });
});

test.each([
  [1, [height, width], [0, 0]],
  [3, [height, width], [height - 1, width - 1]],
  [6, [width, height], [0, height - 1]],
  [8, [width, height], [width - 1, 0]],
])('EXIF orientation %i is applied', async (orientation, [rows, columns], [markRow, markColumn]) => {
  const marked = new Uint8Array(count).fill(10);
  marked[0] = 250;
  const png = await sharp(marked, raw(1)).toColourspace('b-w').withMetadata({ orientation }).png().toBuffer();
  const { description, pixels } = await read(png);
  expect([description.rows, description.columns]).toEqual([rows, columns]);
  expect(pixels.indexOf(250)).toBe((markRow as number) * (columns as number) + (markColumn as number));
  expect(description.notes.includes('orientation-applied')).toBe(orientation !== 1);
});

describe('a picture in colour that is grey but for little', () => {
  const side = 200;
  const made = (colour: (x: number, y: number) => number[]) => {
    const pixels = Buffer.alloc(3 * side * side);
    for (let at = 0; at < side * side; at += 1) pixels.set(colour(at % side, Math.floor(at / side)), 3 * at);
    return sharp(pixels, { raw: { width: side, height: side, channels: 3 } })
      .png()
      .toBuffer();
  };
  const grey = (x: number) => [x, x, x];
  test.each([
    ['a red mark of 10 by 10', (x: number, y: number) => (x < 10 && y < 10 ? [255, 0, 0] : grey(x)), true],
    ['a tint of two levels', (x: number) => [x, x + 2, x], true],
    ['a red half', (x: number) => (x < 100 ? [255, 0, 0] : grey(x)), false],
    ['a red tint', (x: number) => [Math.min(255, x + 30), x, x], false],
  ])('%s: %#', async (_what, colour, expected) => {
    const { description, pixels } = await read(await made(colour));
    expect(description.notes.includes('nearly-grey')).toBe(expected);
    // Stored as it is: nothing of the mark is lost.
    expect(description.samplesPerPixel).toBe(3);
    expect([...pixels.subarray(0, 3)]).toEqual(colour(0, 0));
  });
});

test('a colour profile does not change the values', async () => {
  const png = await sharp(samples8(3), raw(3)).withIccProfile('p3').png().toBuffer();
  const expected = await sharp(png, { ignoreIcc: true }).raw().toBuffer();
  expect(Buffer.from((await read(png)).pixels).equals(expected)).toBe(true);
});

test('a PNG of one bit or with a palette becomes its values', async () => {
  const bits = Uint8Array.from({ length: count }, (_, index) => (index % 3 === 0 ? 255 : 0));
  const png = await sharp(bits, raw(1)).png({ palette: true, colours: 2 }).toBuffer();
  expect([...(await read(png)).pixels]).toEqual([...bits]);
});

const cmyk = () => sharp(samples8(3), raw(3)).toColourspace('cmyk').jpeg().toBuffer();
/** Adobe's segment ends with how the colours were transformed. */
const ycck = async () => {
  const jpeg = await cmyk();
  jpeg[jpeg.indexOf('Adobe') + 11] = 2;
  return jpeg;
};
/** The second component has two samples where the first one has three. */
const inFractions = async () => {
  const jpeg = await sharp(samples8(3), raw(3)).jpeg().toBuffer();
  const components = jpeg.indexOf(Buffer.from([0xff, 0xc0])) + 10;
  jpeg.set([0x31], components + 1);
  jpeg.set([0x21], components + 4);
  return jpeg;
};

test.each([
  ['CMYK', cmyk],
  ['YCCK', ycck],
  ['sampling in fractions', inFractions],
])('a JPEG of %s is refused as that, as a picture and in DICOM', async (value, make) => {
  const jpeg = await make();
  await expect(read(jpeg)).rejects.toMatchObject({ code: 'unsupported-pixel-format', detail: { value } });
  const fragment = Buffer.concat([jpeg, Buffer.alloc(jpeg.length % 2)]);
  const dicom = imageFile(
    {
      rows: height,
      columns: width,
      samples: 3,
      photometric: 'YBR_FULL_422',
      bits: [8, 8, 7],
      pixelVr: 'OB',
      pixels: { fragments: [new Uint8Array(0), fragment] },
    },
    syntaxes.jpegBaseline,
  );
  await expect(readDicom(dicom, defaultReadLimits)).rejects.toMatchObject({
    code: 'unsupported-pixel-format',
    detail: { value },
  });
});

describe('refused', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
  );
  const cases: [what: string, make: () => Promise<Uint8Array> | Uint8Array, code: string][] = [
    ['no bytes', () => new Uint8Array(0), 'empty-file'],
    ['an SVG', () => svg, 'not-an-image'],
    ['an AVIF', () => sharp(samples8(3), raw(3)).avif().toBuffer(), 'not-an-image'],
    ['a JPEG with four components', () => cmykJpeg(), 'unsupported-pixel-format'],
    ['a JPEG that says 12 bits', async () => edited(await greyJpeg(), 4, 12), 'unsupported-pixel-format'],
    ['a lossless JPEG', async () => edited(await greyJpeg(), 1, 0xc3), 'unsupported-pixel-format'],
    // One decoder looks for what follows such a marker for ever.
    [
      'a JPEG with a marker that stands alone among its tables',
      async () => aloneMarker(await greyJpeg()),
      'corrupt-pixel-data',
    ],
    ['a JPEG with a marker among its rows', async () => strayMarker(await greyJpeg()), 'corrupt-pixel-data'],
    ['a PNG that was cut', async () => (await greyPng16()).subarray(0, -200), 'truncated'],
    ['a PNG without its last chunk', async () => (await greyPng8()).subarray(0, -12), 'truncated'],
    ['a JPEG that was cut', async () => (await greyJpeg()).subarray(0, -300), 'truncated'],
    ['an animated PNG', async () => animated(await greyPng8()), 'unsupported-pixel-format'],
    ['a PNG with a changed byte', async () => damaged(await greyPng8()), 'corrupt-pixel-data'],
    ['a PNG signature and an SVG', () => Buffer.concat([pngStart, svg, pngEnd]), 'truncated'],
    [
      'a JPEG start and an SVG',
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), svg]),
      'truncated',
    ],
  ];
  const pngStart = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const pngEnd = Buffer.from('IEND');

  /** With the chunk that tells of an animation, behind the header. */
  function animated(png: Buffer): Buffer {
    const chunk = Buffer.concat([Buffer.from([0, 0, 0, 8]), Buffer.from('acTL'), Buffer.alloc(12)]);
    return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
  }

  function damaged(png: Buffer): Buffer {
    const at = png.indexOf('IDAT') + 20;
    png[at] = (png[at] ?? 0) ^ 0xff;
    return png;
  }

  /** The library writes none: an Adobe segment and a fourth component, without its rows. */
  const cmykJpeg = () => {
    const components = [1, 2, 3, 4].flatMap((id) => [id, 0x11, 0]);
    const frame = [0xff, 0xc0, 0, 20, 8, 0, height, 0, width, 4, ...components];
    return Uint8Array.from([0xff, 0xd8, ...frame, 0xff, 0xda, 0, 2, 0xff, 0xd9]);
  };

  /** A byte of the start of frame, counted from its marker: 1 the process, 4 the precision. */
  function edited(jpeg: Buffer, at: number, value: number): Buffer {
    jpeg[jpeg.indexOf(Buffer.from([0xff, 0xc0])) + at] = value;
    return jpeg;
  }

  function aloneMarker(jpeg: Buffer): Buffer {
    jpeg[3] = 0x01;
    return jpeg;
  }

  /** Near the end, where the decoder does not tell. */
  function strayMarker(jpeg: Buffer): Buffer {
    jpeg.set([0xff, 0xd3], jpeg.length - 12);
    return jpeg;
  }

  test.each(cases)('%s', async (_, make, code) => {
    await expect(read(await make())).rejects.toMatchObject({ code });
  });

  test('more pixels than allowed, before they are decoded', async () => {
    const png = await sharp({ create: { width: 4000, height: 4000, channels: 3, background: 'black' } })
      .png()
      .toBuffer();
    await expect(readPicture(png, { ...defaultReadLimits, maxPixels: 1_000_000 })).rejects.toMatchObject({
      code: 'too-large',
    });
  });
});

test('other loaders are blocked, not only unused', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  await expect(safeSharp(svg).metadata()).rejects.toThrow(/unsupported image format/);
});

describe('sniffing', () => {
  const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.alloc(40)]);

  test('by content', async () => {
    expect(sniffFormat(await greyPng8())).toBe('png');
    expect(sniffFormat(await greyJpeg())).toBe('jpeg');
    expect(sniffFormat(dicom)).toBe('dicom');
    expect(sniffFormat(new Uint8Array(0))).toBeUndefined();
    expect(sniffFormat(Buffer.from('hello, this is a text of some length'))).toBeUndefined();
  });

  test('DICOM whose preamble serves another format is DICOM', () => {
    const both = Buffer.from(dicom);
    both.set([0xff, 0xd8, 0xff, 0xe0]);
    expect(sniffFormat(both)).toBe('dicom');
  });

  test('DICOM without a preamble, by its first element', () => {
    const explicit = Buffer.from([8, 0, 5, 0, 0x43, 0x53, 10, 0, ...Buffer.from('ISO_IR 100'), 8, 0, 8, 0]);
    const implicit = Buffer.from([
      8,
      0,
      5,
      0,
      10,
      0,
      0,
      0,
      ...Buffer.from('ISO_IR 100'),
      8,
      0,
      8,
      0,
      0,
      0,
      0,
      0,
    ]);
    expect(sniffFormat(explicit)).toBe('dicom');
    expect(sniffFormat(implicit)).toBe('dicom');
    expect(
      sniffFormat(Buffer.from([8, 0, 5, 0, 10, 0, 0, 0, ...Buffer.from('ISO_IR 100'), 8, 0, 1, 0, 0, 0])),
    ).toBeUndefined();
    expect(
      sniffFormat(Buffer.from([8, 0, 0xff, 0xff, 0x43, 0x53, 10, 0, ...Buffer.alloc(20)])),
    ).toBeUndefined();
  });
});
