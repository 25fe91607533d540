import { gzipSync } from 'node:zlib';
import { readFile } from '../../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { unpackGzip } from '../../../src/formats/archive/unpackGzip';
import { imageFile } from '../../dicom/dicomBuilder';
import { dicomdir } from '../../support/dicomdir';
import { zipOf } from '../../support/zipOf';

const file = imageFile({ pixels: [1, 2, 3, 4] });
const packed = () => gzipSync(file);
const mebi = 1024 * 1024;

test('a packed DICOM file is read as the file itself', async () => {
  const [inside, itself] = await Promise.all([
    readFile(packed(), 'image.gz', defaultReadLimits),
    readFile(file, 'image.dcm', defaultReadLimits),
  ]);
  expect(inside.description).toEqual(itself.description);
  expect(Buffer.from(inside.pixels).equals(itself.pixels)).toBe(true);
  expect(inside.identity).toEqual(itself.identity);
});

test('parts behind each other are one file, RFC 1952 2.2, and zeros behind them are filling', async () => {
  const parts = [gzipSync(file.subarray(0, 200)), gzipSync(file.subarray(200)), Buffer.alloc(100)];
  expect(Buffer.from(await unpackGzip(Buffer.concat(parts), defaultReadLimits)).equals(file)).toBe(true);
});

test('cut anywhere it is truncated', async () => {
  const bytes = packed();
  for (let length = 10; length < bytes.length; length += 1)
    await expect(unpackGzip(bytes.subarray(0, length), defaultReadLimits)).rejects.toMatchObject({
      code: 'truncated',
    });
});

test('a changed byte, and other data behind it, are found out', async () => {
  const changed = packed();
  changed.writeUInt8(changed.readUInt8(changed.length - 6) ^ 1, changed.length - 6);
  for (const bytes of [changed, Buffer.concat([packed(), Buffer.from('more')])])
    await expect(unpackGzip(bytes, defaultReadLimits)).rejects.toMatchObject({ code: 'corrupt-archive' });
});

test('never more than the limits allow, nor than a real picture has', async () => {
  const zeros = gzipSync(Buffer.alloc(2 * mebi));
  const small = { ...defaultReadLimits, maxFileBytes: mebi };
  await expect(unpackGzip(zeros, small)).rejects.toMatchObject({ code: 'bomb', detail: { value: mebi } });
  expect(await unpackGzip(zeros, defaultReadLimits)).toHaveLength(2 * mebi);
  const lying = gzipSync(Buffer.alloc(8 * mebi));
  lying.writeUInt32LE(4, lying.length - 4);
  await expect(unpackGzip(lying, small)).rejects.toMatchObject({ code: 'bomb' });
});

test.each<[string, () => Buffer | Promise<Buffer>, string]>([
  ['nothing', () => Buffer.alloc(0), 'empty-file'],
  ['a ZIP export', () => zipOf({ 'a.dcm': file }), 'nested-archive'],
  ['another packed file', packed, 'nested-archive'],
  ['a DICOMDIR', () => dicomdir('A'), 'format-not-read'],
  ['a letter', () => Buffer.from('Dear colleague, thank you for sending this patient.'), 'not-an-image'],
])('%s in it is refused', async (_, make, code) => {
  await expect(readFile(gzipSync(await make()), 'image.gz', defaultReadLimits)).rejects.toMatchObject({
    code,
  });
});

test('under the name of what it holds it contradicts its name', async () => {
  await expect(readFile(packed(), 'image.dcm', defaultReadLimits)).rejects.toMatchObject({
    code: 'extension-mismatch',
  });
});
