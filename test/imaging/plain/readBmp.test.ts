import { readFile } from '../../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { type BmpSpec, bmpFile } from './bmpFile';

const read = (bytes: Uint8Array) => readFile(bytes, 'picture.bmp', defaultReadLimits);

/** Red and green above blue and white; the lowest row comes first. */
const plain: BmpSpec = {
  width: 2,
  height: 2,
  bits: 24,
  rows: [255, 0, 0, 255, 255, 255, 0, 0, 0, 0, 255, 0, 255, 0, 0, 0],
};
const seen = [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255];
const wide = { ...plain, bits: 32, rows: [255, 0, 0, 9, 255, 255, 255, 9, 0, 0, 255, 9, 0, 255, 0, 9] };
const usual = [0x00ff0000, 0x0000ff00, 0x000000ff];
const greys = (count: number) =>
  Array.from({ length: count }, (_, at) => [50 * at, 50 * at, 50 * at, 0]).flat();

test.each<[string, BmpSpec]>([
  ['24 bits, from the lowest row', plain],
  [
    '24 bits, from the highest row',
    { ...plain, height: -2, rows: [...plain.rows.slice(8), ...plain.rows.slice(0, 8)] },
  ],
  ['32 bits, of which the last eight mean nothing', wide],
  ['32 bits with the usual masks', { ...wide, compression: 3, masks: usual }],
])('a BMP of %s has its colours', async (_, spec) => {
  const { description, pixels } = await read(bmpFile(spec));
  expect(description).toMatchObject({
    format: 'bmp',
    rows: 2,
    columns: 2,
    samplesPerPixel: 3,
    photometricInterpretation: 'RGB',
    lossy: false,
    notes: [],
  });
  expect([...pixels]).toEqual(seen);
});

test.each<[string, BmpSpec, number[]]>([
  ['1 bit', { width: 3, height: 1, bits: 1, palette: greys(2), rows: [0b10100000, 0, 0, 0] }, [50, 0, 50]],
  ['4 bits', { width: 3, height: 1, bits: 4, palette: greys(5), rows: [0x40, 0x20, 0, 0] }, [200, 0, 100]],
  ['8 bits', { width: 3, height: 1, bits: 8, palette: greys(4), rows: [3, 0, 1, 0] }, [150, 0, 50]],
])('a BMP of %s goes through its palette, and is grey where that is', async (_, spec, values) => {
  const { description, pixels } = await read(bmpFile(spec));
  expect(description).toMatchObject({
    photometricInterpretation: 'MONOCHROME2',
    notes: ['grey-as-colour', 'palette-expanded'],
  });
  expect([...pixels]).toEqual(values);
});

const dear = Buffer.from('Dear colleague, thank you for this patient.');

test.each<[string, Buffer, string, object]>([
  [
    'run lengths',
    bmpFile({ ...plain, bits: 8, compression: 1 }),
    'unsupported-pixel-format',
    { value: 'compression 1' },
  ],
  ['16 bits', bmpFile({ ...plain, bits: 16 }), 'unsupported-pixel-format', { value: '16 bits' }],
  [
    'other masks',
    bmpFile({ ...wide, compression: 3, masks: [...usual].reverse() }),
    'unsupported-pixel-format',
    { value: 'colours in other bits' },
  ],
  [
    'an older header',
    bmpFile({ ...plain, headerBytes: 12 }),
    'unsupported-pixel-format',
    { value: 'a header of 12 bytes' },
  ],
  [
    'other data behind it',
    Buffer.concat([bmpFile(plain), dear]),
    'unsupported-pixel-format',
    { value: 'other data behind the picture' },
  ],
  ['no width', bmpFile({ ...plain, width: 0 }), 'corrupt-pixel-data', {}],
  ['a size beyond the limits', bmpFile({ ...plain, width: 60_000, height: 60_000 }), 'too-large', {}],
  [
    'a colour that its palette lacks',
    bmpFile({ width: 1, height: 1, bits: 8, palette: greys(4), rows: [4, 0, 0, 0] }),
    'corrupt-pixel-data',
    { value: 4 },
  ],
  ['a palette that reaches into the pixels', palettePastPixels(), 'corrupt-pixel-data', { offset: 10 }],
])('a BMP with %s is refused', async (_, bytes, code, detail) => {
  await expect(read(bytes)).rejects.toMatchObject({ code, detail });
});

function palettePastPixels(): Buffer {
  const bytes = bmpFile({ width: 1, height: 1, bits: 8, palette: greys(4), rows: [0, 0, 0, 0] });
  bytes.writeUInt32LE(200, 46);
  return bytes;
}

test('a BMP that is cut anywhere is truncated', async () => {
  const bytes = bmpFile(plain);
  for (let length = 14; length < bytes.length; length += 1)
    await expect(read(bytes.subarray(0, length))).rejects.toMatchObject({ code: 'truncated' });
});
