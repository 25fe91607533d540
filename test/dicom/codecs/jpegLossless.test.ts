import { encodeLosslessJpeg } from './losslessJpeg';
import { bytesOf, columns, draw, expectSame, readStream, rows } from './samples';

const anyPredictor = '1.2.840.10008.1.2.4.57';
const firstPredictor = '1.2.840.10008.1.2.4.70';
const size = { rows, columns };

describe.each([1, 2, 3, 4, 5, 6, 7])('selection value %i', (predictor) => {
  test.each([2, 8, 9, 12, 15, 16])('%i bits', async (precision) => {
    const values = draw(precision);
    const stream = encodeLosslessJpeg(values, { ...size, precision, predictor });
    const allocated = precision > 8 ? 16 : 8;
    const { pixels, description } = await readStream(anyPredictor, stream, {
      bits: [allocated, precision, precision - 1],
    });
    expectSame(pixels, bytesOf(values, allocated));
    expect(description).toMatchObject({ lossy: false, notes: [] });
  });
});

test.each([1, 4, 7])('restart markers every second row, selection value %i', async (predictor) => {
  const values = draw(12);
  const stream = encodeLosslessJpeg(values, { ...size, precision: 12, predictor, restartRows: 2 });
  const { pixels } = await readStream(firstPredictor, stream);
  expectSame(pixels, bytesOf(values, 16));
});

test('a point transform leaves the lowest bits empty', async () => {
  const values = draw(12);
  const stream = encodeLosslessJpeg(values, { ...size, precision: 12, pointTransform: 3 });
  const { pixels } = await readStream(firstPredictor, stream);
  expectSame(
    pixels,
    bytesOf(
      values.map((value) => value & ~7),
      16,
    ),
  );
});

test.each([8, 16])('colour of %i bits stays as it is', async (precision) => {
  const values = draw(precision, false, 3);
  const stream = encodeLosslessJpeg(values, { ...size, precision, samples: 3 });
  const { pixels, description } = await readStream(firstPredictor, stream, {
    bits: [precision, precision, precision - 1],
    samples: 3,
    photometric: 'YBR_FULL',
    planar: 1,
  });
  expectSame(pixels, bytesOf(values, precision));
  expect(description).toMatchObject({ photometricInterpretation: 'YBR_FULL', notes: [] });
});

/** The clinical bug: CT values below zero come out as the brightest ones. */
describe('signed values', () => {
  const signed = draw(12, true);
  const bits = [16, 12, 11] as const;

  test('as 12 bits without their sign', async () => {
    const patterns = signed.map((value) => value & 0xfff);
    const stream = encodeLosslessJpeg(patterns, { ...size, precision: 12 });
    const { pixels, description } = await readStream(firstPredictor, stream, { bits, signed: true });
    expectSame(pixels, bytesOf(signed, 16));
    expect(description.notes).toEqual([]);
  });

  test('as whole words with copies of their sign', async () => {
    const patterns = signed.map((value) => value & 0xffff);
    const stream = encodeLosslessJpeg(patterns, { ...size, precision: 16 });
    const { pixels, description } = await readStream(firstPredictor, stream, { bits, signed: true });
    expectSame(pixels, bytesOf(signed, 16));
    expect(description.notes).toEqual(['bits-stored-contradicts']);
  });
});

test('an overlay in the bits above the stored ones is removed', async () => {
  const values = draw(12);
  const stream = encodeLosslessJpeg(
    values.map((value, index) => value | ((index % 5) << 12)),
    {
      ...size,
      precision: 16,
    },
  );
  const { pixels, description } = await readStream(firstPredictor, stream);
  expectSame(pixels, bytesOf(values, 16));
  expect(description.notes).toEqual(['bits-above-stored', 'bits-stored-contradicts']);
});

test('a lossless stream in a lossy transfer syntax is read with a note', async () => {
  const values = draw(12);
  const stream = encodeLosslessJpeg(values, { ...size, precision: 12 });
  const { pixels, description } = await readStream('1.2.840.10008.1.2.4.51', stream);
  expectSame(pixels, bytesOf(values, 16));
  expect(description.notes).toEqual(['jpeg-not-baseline']);
});

describe('refused', () => {
  const stream = encodeLosslessJpeg(draw(12), { ...size, precision: 12, restartRows: 2 });

  test.each([4, 10, 60, 400])('without its last %i bytes', async (count) => {
    const cut = stream.subarray(0, -count);
    await expect(readStream(firstPredictor, cut)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
    const mended = Buffer.concat([cut, Buffer.from([0xff, 0xd9])]);
    await expect(readStream(firstPredictor, mended)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  });

  test('with zeros in its middle', async () => {
    const damaged = Buffer.from(stream).fill(0, 300, 420);
    await expect(readStream(firstPredictor, damaged)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  });

  test('with more bits than are allocated', async () => {
    const refused = readStream(firstPredictor, stream, { bits: [8, 8, 7] });
    await expect(refused).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0100)', value: 12 },
    });
  });

  test('with another number of columns', async () => {
    const refused = readStream(firstPredictor, stream, { columns: columns + 1 });
    await expect(refused).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0011)', value: columns },
    });
  });
});

test('after a damaged stream the next one is read', async () => {
  const stream = encodeLosslessJpeg(draw(12), { ...size, precision: 12 });
  await expect(readStream(firstPredictor, stream.subarray(0, 200))).rejects.toBeDefined();
  expectSame((await readStream(firstPredictor, stream)).pixels, bytesOf(draw(12), 16));
});
