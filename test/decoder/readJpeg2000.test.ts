import { readFile } from '../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { encodeHtj2k, encodeJpeg2000 } from '../dicom/codecs/encoders';
import { bytesOf, columns, draw, rows } from '../dicom/codecs/samples';

const read = (bytes: Uint8Array, name = 'picture.jp2') => readFile(bytes, name, defaultReadLimits);
const frame = (bits: number, components = 1, isSigned = false) => ({
  width: columns,
  height: rows,
  bitsPerSample: bits,
  componentCount: components,
  isSigned,
});
const grey = (bits: number) => encodeJpeg2000(bytesOf(draw(bits), bits > 8 ? 16 : 8), frame(bits));
const colour = (values = draw(8, false, 3)) => encodeJpeg2000(bytesOf(values, 8), frame(8, 3));

const box = (type: string, ...content: Uint8Array[]) => {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(8 + content.reduce((sum, one) => sum + one.length, 0));
  return Buffer.concat([length, Buffer.from(type, 'latin1'), ...content]);
};
/** A JP2 file, ITU-T T.800 annex I. @param colourSpace 16 sRGB, 17 grey, 18 sYCC */
const jp2 = (stream: Uint8Array, colourSpace: number, ...more: Uint8Array[]) =>
  Buffer.concat([
    box('jP  ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a])),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2h', box('colr', Buffer.from([1, 0, 0, 0, 0, 0, colourSpace]))),
    box('jp2c', stream),
    ...more,
  ]);

test.each([8, 12, 16])('a JP2 file of %d grey bits keeps every value', async (bits) => {
  const { description, pixels, identity } = await read(jp2(await grey(bits), 17));
  expect(description).toMatchObject({
    format: 'jpeg2000',
    rows,
    columns,
    samplesPerPixel: 1,
    bitsAllocated: bits > 8 ? 16 : 8,
    bitsStored: bits,
    photometricInterpretation: 'MONOCHROME2',
    lossy: false,
    notes: [],
  });
  expect(Buffer.from(pixels).equals(bytesOf(draw(bits), bits > 8 ? 16 : 8))).toBe(true);
  expect(identity).toEqual({});
});

test.each([
  ['a codestream by itself', async () => grey(12), 'picture.j2k', draw(12), 16],
  ['HTJ2K', () => encodeHtj2k(bytesOf(draw(12), 16), frame(12)), 'picture.jph', draw(12), 16],
  ['three colours', async () => jp2(await colour(), 16), 'picture.jp2', draw(8, false, 3), 8],
] as const)('%s keeps every value', async (_, make, name, values, bits) => {
  const { pixels } = await read(await make(), name);
  expect(Buffer.from(pixels).equals(bytesOf([...values], bits))).toBe(true);
});

test('luminance and chrominance stay what they are; grey that was stored as colour becomes grey', async () => {
  const { description } = await read(jp2(await colour(), 18));
  expect(description).toMatchObject({ photometricInterpretation: 'YBR_FULL', notes: [] });
  const tripled = draw(8).flatMap((value) => [value, value, value]);
  const one = await read(jp2(await colour(tripled), 16));
  expect(one.description).toMatchObject({ samplesPerPixel: 1, notes: ['grey-as-colour'] });
  expect(Buffer.from(one.pixels).equals(bytesOf(draw(8), 8))).toBe(true);
});

test.each<[string, () => Promise<Buffer>, string]>([
  ['two pictures', async () => jp2(await grey(8), 17, box('jp2c', await grey(8))), 'several pictures'],
  ['four inks', async () => jp2(await colour(), 12), '3 components in colour space 12'],
  ['signs', () => encodeJpeg2000(bytesOf(draw(12, true), 16), frame(12, 1, true)), 'signed samples'],
])('%s are refused as that', async (_, make, value) => {
  await expect(read(await make())).rejects.toMatchObject({
    code: 'unsupported-pixel-format',
    detail: { value },
  });
});

test('a palette is refused, and no attribute of DICOM is blamed', async () => {
  const bytes = Buffer.concat([
    box('jP  ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a])),
    box('jp2h', box('pclr', Buffer.alloc(8))),
    box('jp2c', await grey(8)),
  ]);
  await expect(read(bytes)).rejects.toMatchObject({
    code: 'unsupported-pixel-format',
    detail: { value: 'JP2 palette' },
  });
  await expect(read(bytes)).rejects.not.toHaveProperty('detail.tag');
});

test('a picture beyond the limits is refused before it is decoded', async () => {
  const bytes = jp2(await grey(8), 17);
  const limits = { ...defaultReadLimits, maxPixels: rows * columns - 1 };
  await expect(readFile(bytes, 'picture.jp2', limits)).rejects.toMatchObject({ code: 'too-large' });
});

test('a stream that is cut is truncated or corrupt, never a picture', async () => {
  const bytes = await grey(12);
  for (let length = 12; length < bytes.length - 2; length += 7)
    await expect(read(bytes.subarray(0, length), 'x.j2k')).rejects.toMatchObject({
      code: expect.stringMatching(/^(truncated|corrupt-pixel-data)$/),
    });
});
