import { readDicom } from '../../src/dicom/readDicom';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type ImageSpec, imageFile, syntaxes } from './dicomBuilder';

const read = (spec: ImageSpec, syntax?: string) => readDicom(imageFile(spec, syntax), defaultReadLimits);
const withoutSyntax = ({ description, ...rest }: ReadImage) => ({
  ...rest,
  description: { ...description, transferSyntax: undefined },
});
const values16 = (image: ReadImage) => [...new Int16Array(image.pixels.slice().buffer)];

const grey: ImageSpec = {
  rows: 2,
  columns: 3,
  bits: [16, 12, 11],
  pixels: [0, 1, 256, 4095, 2048, 77],
  more: [
    [0x00281050, 'DS', '40\\400'],
    [0x00281051, 'DS', '80\\1000'],
    [0x00281052, 'DS', '-1024'],
    [0x00281053, 'DS', '1'],
    [
      0x00283010,
      'SQ',
      {
        items: [
          [
            [0x00283002, 'US', [3, 10, 8]],
            [0x00283006, 'OW', [0, 100, 255]],
          ],
        ],
      },
    ],
  ],
};

test.each([
  ['implicit VR', syntaxes.implicit],
  ['big endian', syntaxes.bigEndian],
  ['deflated', syntaxes.deflated],
])('%s gives the same picture and description as explicit little endian', async (_, syntax) => {
  const expected = await read(grey);
  const image = await read(grey, syntax);
  expect(values16(image)).toEqual([0, 1, 256, 4095, 2048, 77]);
  expect(withoutSyntax(image)).toEqual(withoutSyntax(expected));
  expect(image.description.transferSyntax).toBe(syntax);
});

test('all windows, the rescale and the VOI table are read', async () => {
  const { description } = await read(grey);
  expect(description).toMatchObject({
    modalityTransform: { kind: 'linear', slope: 1, intercept: -1024 },
    windows: [
      { centre: 40, width: 80, function: 'LINEAR' },
      { centre: 400, width: 1000, function: 'LINEAR' },
    ],
    voiTables: [{ firstMapped: 10, bits: 8, values: [0, 100, 255] }],
    notes: [],
  });
});

/** The clinical bug: overlay bits shine through as white text, or a signed value becomes a huge one. */
test('bits outside the stored ones are removed, and the sign is extended', async () => {
  const unsigned = await read({ ...grey, pixels: [0xf001, 0x1000, 0x0fff, 0, 0, 0] });
  expect(values16(unsigned)).toEqual([1, 0, 0x0fff, 0, 0, 0]);
  expect(unsigned.description.notes).toEqual(['bits-above-stored']);

  const signed = await read({ ...grey, signed: true, pixels: [0x0fff, 0xffff, 0x0800, 0x07ff, 0x7001, 0] });
  expect(values16(signed)).toEqual([-1, -1, -2048, 2047, 1, 0]);
});

test('stored bits that do not begin at bit 0 are moved there', async () => {
  const image = await read({ ...grey, bits: [16, 12, 15], pixels: [0x0010, 0xfff0, 0x1230, 0, 0, 0] });
  expect(values16(image)).toEqual([1, 0x0fff, 0x0123, 0, 0, 0]);
  expect(image.description.notes).toEqual([]);
});

test('pixels of 32 bits keep all of them', async () => {
  const pixels = [0xffffffff, 0x01020304, 0, 70_000];
  for (const syntax of [syntaxes.explicit, syntaxes.bigEndian]) {
    const image = await read({ bits: [32, 32, 31], pixels, pixelVr: 'OL' }, syntax);
    expect([...new Uint32Array(image.pixels.slice().buffer)]).toEqual(pixels);
  }
});

test('colour planes become interleaved samples, frame by frame', async () => {
  const image = await read({
    rows: 1,
    columns: 2,
    frames: 2,
    samples: 3,
    planar: 1,
    photometric: 'RGB',
    bits: [8, 8, 7],
    pixelVr: 'OB',
    pixels: [1, 2, 11, 12, 21, 22, 101, 102, 111, 112, 121, 122],
  });
  expect([...image.pixels]).toEqual([1, 11, 21, 2, 12, 22, 101, 111, 121, 102, 112, 122]);
});

test('planes of 16 bits are interleaved sample by sample', async () => {
  const pixels = [1, 256, 2, 512, 3, 768];
  const spec: ImageSpec = { rows: 1, samples: 3, planar: 1, photometric: 'RGB', bits: [16, 16, 15], pixels };
  expect(values16(await read(spec))).toEqual([1, 2, 3, 256, 512, 768]);
  expect(values16(await read(spec, syntaxes.bigEndian))).toEqual([1, 2, 3, 256, 512, 768]);
});

test('halved colour samples are repeated for both pixels', async () => {
  const spec: ImageSpec = {
    rows: 1,
    samples: 3,
    photometric: 'YBR_FULL_422',
    bits: [8, 8, 7],
    pixelVr: 'OB',
    pixels: [10, 20, 128, 200],
  };
  const image = await read(spec);
  expect([...image.pixels]).toEqual([10, 128, 200, 20, 128, 200]);
  expect(image.description).toMatchObject({
    photometricInterpretation: 'YBR_FULL',
    notes: ['ybr-422-expanded'],
  });

  const full = await read({ ...spec, pixels: [10, 1, 2, 20, 3, 4] });
  expect([...full.pixels]).toEqual([10, 1, 2, 20, 3, 4]);
  expect(full.description.notes).toEqual(['ybr-422-is-full']);
});

test('single bits are unpacked from the lowest on, across the borders of frames', async () => {
  const spec: ImageSpec = {
    rows: 1,
    columns: 5,
    frames: 2,
    bits: [1, 1, 0],
    pixelVr: 'OB',
    pixels: [0b10100001, 0b10],
  };
  const image = await read(spec);
  expect([...image.pixels]).toEqual([1, 0, 0, 0, 0, 1, 0, 1, 0, 1]);
  expect(image.description).toMatchObject({ bitsAllocated: 8, bitsStored: 1, notes: ['one-bit-unpacked'] });
});

test('bytes that big endian wrote as words are put in order', async () => {
  const spec: Omit<ImageSpec, 'pixels'> = { rows: 1, columns: 4, bits: [8, 8, 7] };
  const words = await read({ ...spec, pixels: new Uint8Array([2, 1, 4, 3]) }, syntaxes.bigEndian);
  expect([...words.pixels]).toEqual([1, 2, 3, 4]);
  const bytes = await read(
    { ...spec, pixels: new Uint8Array([1, 2, 3, 4]), pixelVr: 'OB' },
    syntaxes.bigEndian,
  );
  expect([...bytes.pixels]).toEqual([1, 2, 3, 4]);
});
