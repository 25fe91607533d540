import { encodeJpegLs } from './encoders';
import { bytesOf, columns, draw, expectSame, readStream, rows } from './samples';

const lossless = '1.2.840.10008.1.2.4.80';
const nearLossless = '1.2.840.10008.1.2.4.81';
const frame = (bits: number, components = 1) => ({
  width: columns,
  height: rows,
  bitsPerSample: bits,
  componentCount: components,
  isSigned: false,
});
const specOf = (bits: number) => ({ bits: [bits > 8 ? 16 : 8, bits, bits - 1] }) as const;

test.each([2, 8, 10, 12, 16])('%i bits', async (bits) => {
  const expected = bytesOf(draw(bits), bits > 8 ? 16 : 8);
  const { pixels, description } = await readStream(
    lossless,
    await encodeJpegLs(expected, frame(bits)),
    specOf(bits),
  );
  expectSame(pixels, expected);
  expect(description).toMatchObject({ lossy: false, notes: [] });
});

/** Interleave mode: a plane after the other, line by line, sample by sample. */
describe.each([0, 1, 2])('colour, interleave mode %i', (interleaveMode) => {
  test.each([8, 16])('%i bits', async (bits) => {
    const values = draw(bits, false, 3);
    const planes = [0, 1, 2].flatMap((sample) => values.filter((_, at) => at % 3 === sample));
    const input = bytesOf(interleaveMode === 0 ? planes : values, bits);
    const stream = await encodeJpegLs(input, frame(bits, 3), { interleaveMode });
    const { pixels } = await readStream(lossless, stream, {
      ...specOf(bits),
      samples: 3,
      photometric: 'RGB',
    });
    expectSame(pixels, bytesOf(values, bits));
  });
});

test('near-lossless: no value is further off than the stream says', async () => {
  const values = draw(12);
  const stream = await encodeJpegLs(bytesOf(values, 16), frame(12), { near: 3 });
  const { pixels, description } = await readStream(nearLossless, stream);
  const decoded = new Uint16Array(pixels.buffer, pixels.byteOffset, pixels.length / 2);
  expect(Math.max(...values.map((value, at) => Math.abs(value - (decoded[at] ?? 0))))).toBe(3);
  expect(description).toMatchObject({ lossy: true, notes: [] });
  const claimed = await readStream(lossless, stream);
  expect(claimed.description.notes).toEqual(['other-codestream']);
});

/** The clinical bug: a value just below zero becomes the brightest one. */
test('near-lossless words with copies of their sign keep it', async () => {
  const values = draw(12, true).map((value) => Math.max(-2000, Math.min(2000, value)));
  const words = values.map((value) => value & 0xffff);
  const stream = await encodeJpegLs(bytesOf(words, 16), frame(16), { near: 2 });
  const { pixels } = await readStream(nearLossless, stream, { ...specOf(12), signed: true });
  const decoded = new Int16Array(pixels.buffer, pixels.byteOffset, pixels.length / 2);
  expect(Math.max(...values.map((value, at) => Math.abs(value - (decoded[at] ?? 0))))).toBe(2);
});

test('a stream without its end mark', async () => {
  const expected = bytesOf(draw(12), 16);
  const stream = (await encodeJpegLs(expected, frame(12))).subarray(0, -2);
  const { pixels, description } = await readStream(lossless, stream);
  expectSame(pixels, expected);
  expect(description.notes).toEqual(['no-end-mark']);
});

describe('refused', () => {
  const make = () => encodeJpegLs(bytesOf(draw(12), 16), frame(12));

  test.each([3, 10, 100, 500])('without its last %i bytes', async (count) => {
    const cut = (await make()).subarray(0, -count);
    await expect(readStream(lossless, cut)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
    const mended = Buffer.concat([cut, Buffer.from([0xff, 0xd9])]);
    await expect(readStream(lossless, mended)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  });

  test('with a hole', async () => {
    const damaged = (await make()).fill(0, 300, 400);
    await expect(readStream(lossless, damaged)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  });

  test('with another size, or more bits than are allocated', async () => {
    const stream = await make();
    await expect(readStream(lossless, stream, { rows: rows - 1 })).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0010)', value: rows },
    });
    await expect(readStream(lossless, stream, specOf(8))).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0100)', value: 12 },
    });
  });

  test('of two planes of three, and of none', async () => {
    const planes = bytesOf(draw(8, false, 3), 8);
    const stream = await encodeJpegLs(planes, frame(8, 3));
    const lastScan = stream.lastIndexOf(Buffer.from([0xff, 0xda]));
    const spec = { ...specOf(8), samples: 3, photometric: 'RGB' };
    await expect(readStream(lossless, stream.subarray(0, lastScan), spec)).rejects.toMatchObject({
      code: 'truncated',
    });
    await expect(readStream(lossless, Buffer.alloc(60), spec)).rejects.toMatchObject({
      code: 'corrupt-pixel-data',
    });
  });
});
