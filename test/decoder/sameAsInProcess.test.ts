import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { readFile } from '../../src/decoder/child/readFile';
import { fileReader } from '../../src/decoder/readImageJob';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { encodeJpeg2000 } from '../dicom/codecs/encoders';
import { bytesOf, columns, draw, rows } from '../dicom/codecs/samples';
import { imageFile, syntaxes } from '../dicom/dicomBuilder';
import { video } from '../dicom/video';
import { bmpFile } from '../imaging/plain/bmpFile';
import { testPool } from './support';

const pool = testPool();
const read = fileReader(pool, defaultReadLimits);

function noise(width: number, height: number): Buffer {
  return Buffer.from(Uint8Array.from({ length: width * height }, (_, index) => (index * 2654435761) >>> 24));
}

const grey = () => sharp(noise(300, 200), { raw: { width: 300, height: 200, channels: 1 } });

const frame = { width: columns, height: rows, bitsPerSample: 12, componentCount: 1, isSigned: false };

const dx = () =>
  writeDx(drawChest(1, { width: 640, height: 800 }), {
    photometric: 'MONOCHROME1',
    studyUid: '2.25.1001',
    seriesUid: '2.25.1002',
    sopUid: '2.25.1003',
    patientName: 'SYNTHETIC^TWIN',
    patientId: 'SYN-1',
    ageYears: 40,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
    urgency: 'STAT',
  });

test.each<[string, () => Promise<Uint8Array> | Uint8Array]>([
  ['a DX with identity and urgency', dx],
  [
    'several frames, big endian',
    () => imageFile({ frames: 2, pixels: [1, 2, 3, 4, 5, 6, 7, 8] }, syntaxes.bigEndian),
  ],
  ['a JPEG', () => grey().jpeg().toBuffer()],
  ['a PNG', () => grey().png().toBuffer()],
  ['a GIF', () => grey().gif().toBuffer()],
  ['a WebP', () => grey().webp().toBuffer()],
  ['a BMP', () => bmpFile({ width: 1, height: 1, bits: 24, rows: [1, 2, 3, 0] })],
  ['a JPEG 2000 picture', () => encodeJpeg2000(bytesOf(draw(12), 16), frame)],
  ['a packed DX', () => gzipSync(dx())],
  ['a video', () => video()],
  ['an object without pixels', () => imageFile({ pixels: [], more: [[0x7fe00010, 'OW', []]] })],
])('%s is the same as when it is read in this process', async (_, make) => {
  const bytes = await make();
  const here = await readFile(bytes, '', defaultReadLimits).catch((error: unknown) => error);
  const there = await read(bytes, '').catch((error: unknown) => error);
  expect(there).toEqual(here);
});

test.each([
  ['empty', Buffer.alloc(0), ''],
  ['no image', Buffer.from('only text'), ''],
  ['packed twice', gzipSync(gzipSync('x')), ''],
  ['two pictures', imageFile({ pixels: [1, 2, 3, 4, 5, 6, 7, 8] }), ''],
  ['cut', imageFile({ pixels: [1, 2, 3, 4] }).subarray(0, -3), 'a.dcm'],
  ['misnamed', imageFile({ pixels: [1, 2, 3, 4] }), 'ward 3/a.PNG'],
])('so is the refusal of a file that is %s', async (_, bytes, name) => {
  const refusals = await Promise.all(
    [read(bytes, name), readFile(bytes, name, defaultReadLimits)].map((reading) =>
      reading.then(
        () => 'read',
        ({ code, detail }: { code: string; detail: object }) => ({ code, detail }),
      ),
    ),
  );
  expect(refusals[0]).toEqual(refusals[1]);
  expect(refusals[0]).not.toBe('read');
});

test('a file over the limit is refused without being handed over', async () => {
  const small = fileReader(pool, { ...defaultReadLimits, maxFileBytes: 10 });
  await expect(small(Buffer.alloc(11), '')).rejects.toMatchObject({
    code: 'too-large',
    detail: { value: 11 },
  });
});
