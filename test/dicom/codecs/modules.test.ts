import { encodeHtj2k, encodeJpeg2000, encodeJpegLs } from './encoders';
import { encodeLosslessJpeg } from './losslessJpeg';
import { bytesOf, columns, draw, expectSame, readStream, rows } from './samples';

const frame = { width: columns, height: rows, bitsPerSample: 12, componentCount: 1, isSigned: false };
const expected = bytesOf(draw(12), 16);
const kinds: [name: string, syntax: string, make: () => Promise<Buffer> | Buffer][] = [
  ['OpenJPEG', '1.2.840.10008.1.2.4.90', () => encodeJpeg2000(expected, frame)],
  ['OpenJPH', '1.2.840.10008.1.2.4.201', () => encodeHtj2k(expected, frame)],
  ['CharLS', '1.2.840.10008.1.2.4.80', () => encodeJpegLs(expected, frame)],
  [
    'IJG JPEG',
    '1.2.840.10008.1.2.4.70',
    () => encodeLosslessJpeg(draw(12), { rows, columns, precision: 12 }),
  ],
];

/** A module that failed is dropped and made afresh; nothing of it may stay behind, and nothing may be printed. */
test.each(kinds)('%s: good and damaged streams by turns', async (_, syntax, make) => {
  const stream = await make();
  const damaged = Buffer.from(stream).fill(0xff, 60, stream.length - 40);
  await readStream(syntax, stream);
  const listeners = () => process.eventNames().map((event) => [event, process.listenerCount(event)]);
  const before = listeners();
  const shown = [jest.spyOn(process.stdout, 'write'), jest.spyOn(process.stderr, 'write')];
  for (let round = 0; round < 12; round += 1) {
    await readStream(syntax, damaged).catch((error: Error) => expect(error.name).toBe('RefusedError'));
    expectSame((await readStream(syntax, stream)).pixels, expected);
  }
  expect(shown.flatMap((spy) => spy.mock.calls)).toEqual([]);
  for (const spy of shown) spy.mockRestore();
  expect(listeners()).toEqual(before);
});

test.each(kinds)('%s: two frames at the same time', async (_, syntax, make) => {
  const stream = await make();
  const images = await Promise.all([1, 2, 3].map(() => readStream(syntax, stream)));
  for (const { pixels } of images) expectSame(pixels, expected);
});
