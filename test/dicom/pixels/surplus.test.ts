import sharp from 'sharp';
import { readDicom } from '../../../src/dicom/readDicom';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { encodeJpeg2000, encodeJpegLs } from '../codecs/encoders';
import { bytesOf, columns, draw, rows } from '../codecs/samples';
import { type ElementSpec, imageFile, syntaxes } from '../dicomBuilder';

const picture = [1, 2, 3, 4];
const another = [5, 6, 7, 8];
const blank = [9, 9, 9, 9];
/** Two pixels, Y Y Cb Cr, PS3.3 C.7.6.3.1.2. */
const pair = [10, 20, 128, 200];
const halved = {
  rows: 1,
  columns: 2,
  samples: 3,
  photometric: 'YBR_FULL_422',
  bits: [8, 8, 7],
  pixelVr: 'OB',
} as const;
const frames = (count: string): ElementSpec => [0x00280008, 'IS', count];

const read = (bytes: Uint8Array) => readDicom(bytes, defaultReadLimits);

test.each([
  ['nothing states how many', imageFile({ pixels: [...picture, ...another] }), '2 pictures instead of 1'],
  [
    'one is stated',
    imageFile({ pixels: [...picture, ...another, ...blank], more: [frames('1')] }),
    '3 pictures instead of 1',
  ],
  [
    'two are stated',
    imageFile({ pixels: [...picture, ...blank, ...another], more: [frames('2')] }),
    '3 pictures instead of 2',
  ],
  ['it is blank', imageFile({ pixels: [...picture, ...blank] }), '2 pictures instead of 1'],
  ['it is black', imageFile({ pixels: [...picture, 0, 0, 0, 0] }), '2 pictures instead of 1'],
  [
    'a part of a third follows',
    imageFile({ pixels: [...picture, ...another, 1] }),
    '2 pictures instead of 1',
  ],
  [
    'big endian',
    imageFile({ pixels: [...picture, ...another] }, syntaxes.bigEndian),
    '2 pictures instead of 1',
  ],
  ['halved colour', imageFile({ ...halved, pixels: [...pair, ...pair] }), '2 pictures instead of 1'],
  [
    'halved colour, which as full colour would end with a frame',
    imageFile({ ...halved, pixels: [...pair, ...pair, ...pair] }),
    '3 pictures instead of 1',
  ],
  [
    'the samples are of 16 bits and said to be of 8',
    imageFile({ pixels: [1, 2, 3, 4, 5, 6, 7, 8], pixelVr: 'OB', bits: [8, 8, 7] }),
    '2 pictures instead of 1',
  ],
])('a whole picture behind the last one is not folded away: %s', async (_, bytes, value) => {
  await expect(read(bytes)).rejects.toMatchObject({
    code: 'inconsistent-attributes',
    detail: { tag: '(0028,0008)', value },
  });
});

/** A picture of 2 × 2 bytes as RLE: one segment with one literal run. */
const rle = Buffer.concat([Buffer.from([1, 0, 0, 0, 64]), Buffer.alloc(59), Buffer.from([3, 1, 2, 3, 4, 0])]);

test('a second compressed picture behind the only frame is not left out', async () => {
  const image = (fragments: Uint8Array[], ...more: ElementSpec[]) =>
    imageFile(
      { pixels: { fragments: [new Uint8Array(0), ...fragments] }, pixelVr: 'OB', bits: [8, 8, 7], more },
      '1.2.840.10008.1.2.5',
    );
  expect((await read(image([rle]))).description.frames).toBe(1);
  expect((await read(image([rle, rle], frames('2')))).description.frames).toBe(2);
  for (const bytes of [image([rle, rle]), image([rle, rle], frames('1'))])
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0008)', value: '2 pictures instead of 1' },
    });
});

const compressedGrey = { rows, columns, pixelVr: 'OB', bits: [8, 8, 7] } as const;
const ofStream = (...parts: Uint8Array[]) => ({
  fragments: [new Uint8Array(0), Buffer.concat(parts)],
});
const eight = () => bytesOf(draw(8), 8);
const grey = { width: columns, height: rows, bitsPerSample: 8, componentCount: 1, isSigned: false };
const jpeg = () =>
  sharp(eight(), { raw: { width: columns, height: rows, channels: 1 } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();

test.each<[string, string, () => Promise<Buffer>]>([
  ['JPEG', syntaxes.jpegBaseline, jpeg],
  ['JPEG-LS', '1.2.840.10008.1.2.4.80', () => encodeJpegLs(eight(), grey)],
  ['JPEG 2000', '1.2.840.10008.1.2.4.90', () => encodeJpeg2000(eight(), grey)],
])('a second %s picture in the fragment of the first is not left out', async (_, syntax, make) => {
  const stream = await make();
  const filled = Buffer.concat([stream, Buffer.alloc(stream.length % 2)]);
  const alone = imageFile({ ...compressedGrey, pixels: ofStream(filled) }, syntax);
  expect((await read(alone)).description.frames).toBe(1);
  for (const parts of [
    [stream, filled],
    [stream, stream],
  ]) {
    const bytes = imageFile({ ...compressedGrey, pixels: ofStream(...parts) }, syntax);
    await expect(read(bytes)).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0008)', value: 'several pictures in one frame' },
    });
  }
});

test.each([
  ['less than a picture', imageFile({ pixels: [...picture, 5, 6, 7] })],
  ['zeros, fewer than a picture has,', imageFile({ pixels: [...picture, 0, 0, 0] })],
])('%s behind it is padding', async (_, bytes) => {
  const { description, pixels } = await read(bytes);
  expect(description).toMatchObject({ frames: 1, notes: ['pixel-data-padded'] });
  expect(Array.from(new Uint16Array(pixels.slice().buffer))).toEqual(picture);
});
