import { readDicom } from '../../../src/dicom/readDicom';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { type ElementSpec, imageFile, syntaxes } from '../dicomBuilder';

const picture = [1, 2, 3, 4];
const another = [5, 6, 7, 8];
const blank = [9, 9, 9, 9];
const frames = (count: string): ElementSpec => [0x00280008, 'IS', count];

const read = (bytes: Uint8Array) => readDicom(bytes, defaultReadLimits);

test.each([
  ['nothing states how many', imageFile({ pixels: [...picture, ...another] }), 2],
  ['one is stated', imageFile({ pixels: [...picture, ...another, ...blank], more: [frames('1')] }), 3],
  ['two are stated', imageFile({ pixels: [...picture, ...blank, ...another], more: [frames('2')] }), 3],
  ['a part of a third follows', imageFile({ pixels: [...picture, ...another, 1] }), 2],
  ['big endian', imageFile({ pixels: [...picture, ...another] }, syntaxes.bigEndian), 2],
  [
    'the samples are of 16 bits and said to be of 8',
    imageFile({ pixels: [1, 2, 3, 4, 5, 6, 7, 8], pixelVr: 'OB', bits: [8, 8, 7] }),
    2,
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
      detail: { tag: '(0028,0008)', value: 2 },
    });
});

test.each([
  ['less than a picture', imageFile({ pixels: [...picture, 5, 6, 7] })],
  ['zeros', imageFile({ pixels: [...picture, ...Array<number>(40).fill(0)] })],
  ['ones', imageFile({ pixels: [...picture, ...Array<number>(40).fill(0xffff)] })],
])('%s behind it is padding', async (_, bytes) => {
  const { description, pixels } = await read(bytes);
  expect(description).toMatchObject({ frames: 1, notes: ['pixel-data-padded'] });
  expect(Array.from(new Uint16Array(pixels.slice().buffer))).toEqual(picture);
});
