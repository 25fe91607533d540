import { highThroughputJpeg2000, jpeg2000 } from '../../../src/dicom/codecs/wavelets';
import { encodeHtj2k, encodeJpeg2000 } from './encoders';
import { bytesOf, columns, draw, expectSame, readStream, rows } from './samples';

const kinds = [
  ['JPEG 2000', '1.2.840.10008.1.2.4.90', encodeJpeg2000],
  ['HTJ2K', '1.2.840.10008.1.2.4.201', encodeHtj2k],
] as const;
const size = { width: columns, height: rows };
const grey = (bits: number) => ({ ...size, bitsPerSample: bits, componentCount: 1, isSigned: false });
const specOf = (bits: number) => ({ bits: [bits > 8 ? 16 : 8, bits, bits - 1] }) as const;

const sizeMarker = Buffer.from([0xff, 0x51]);
const styleMarker = Buffer.from([0xff, 0x52]);

/** The stream with some bytes of its marker segment replaced; `at` counts from the marker. */
function patched(stream: Buffer, marker: Buffer, at: number, ...bytes: number[]): Buffer {
  const copy = Buffer.from(stream);
  copy.set(bytes, copy.indexOf(marker) + at);
  return copy;
}

/** SIZ says that samples have signs: half of the range moves down. */
const signed = (stream: Buffer, bits: number) => patched(stream, sizeMarker, 40, 0x80 | (bits - 1));

describe.each(kinds)('%s', (_, syntax, encode) => {
  test.each([8, 10, 12, 16])('%i bits', async (bits) => {
    const expected = bytesOf(draw(bits), bits > 8 ? 16 : 8);
    const { pixels, description } = await readStream(
      syntax,
      await encode(expected, grey(bits)),
      specOf(bits),
    );
    expectSame(pixels, expected);
    expect(description.notes).toEqual([]);
  });

  /** The clinical bug: values below zero come out as zeros. */
  test.each([8, 12, 16])('%i bits with a sign', async (bits) => {
    const values = draw(bits, true);
    const moved = values.map((value) => value + 2 ** (bits - 1));
    const allocated = bits > 8 ? 16 : 8;
    const stream = signed(await encode(bytesOf(moved, allocated), grey(bits)), bits);
    const { pixels, description } = await readStream(syntax, stream, { ...specOf(bits), signed: true });
    expectSame(pixels, bytesOf(values, allocated));
    expect(description.notes).toEqual([]);
  });

  test('a stream without signs of values that have some: the pattern is kept', async () => {
    const values = draw(12, true);
    const patterns = values.map((value) => value & 0xfff);
    const stream = await encode(bytesOf(patterns, 16), grey(12));
    const { pixels, description } = await readStream(syntax, stream, { ...specOf(12), signed: true });
    expectSame(pixels, bytesOf(values, 16));
    expect(description.notes).toEqual(['sign-contradicts']);
  });

  test('a stream with signs of values that have none: read where no value needs one, else refused', async () => {
    const positive = draw(11).map((value) => value + 2048);
    const harmless = signed(await encode(bytesOf(positive, 16), grey(12)), 12);
    const { pixels, description } = await readStream(syntax, harmless, specOf(12));
    expectSame(pixels, bytesOf(draw(11), 16));
    expect(description.notes).toEqual(['sign-contradicts']);
    const negative = signed(await encode(bytesOf(draw(12), 16), grey(12)), 12);
    await expect(readStream(syntax, negative, specOf(12))).rejects.toMatchObject({
      code: 'inconsistent-attributes',
      detail: { tag: '(0028,0103)' },
    });
  });

  test('16 bits in the stream for 12 stored: overlays above them are removed', async () => {
    const values = draw(12);
    const dirty = values.map((value, index) => value | ((index % 4) << 12));
    const { pixels, description } = await readStream(syntax, await encode(bytesOf(dirty, 16), grey(16)));
    expectSame(pixels, bytesOf(values, 16));
    expect(description.notes).toEqual(['bits-above-stored', 'bits-stored-contradicts']);
  });

  test('colour comes out as RGB', async () => {
    const expected = bytesOf(draw(8, false, 3), 8);
    const stream = await encode(expected, { ...grey(8), componentCount: 3 });
    const spec = { ...specOf(8), samples: 3 };
    const { pixels, description } = await readStream(syntax, stream, { ...spec, photometric: 'YBR_RCT' });
    expectSame(pixels, expected);
    expect(description).toMatchObject({ photometricInterpretation: 'RGB', notes: ['colour-converted'] });
    const contradicted = await readStream(syntax, stream, { ...spec, photometric: 'RGB' });
    expectSame(contradicted.pixels, expected);
    expect(contradicted.description.notes).toEqual(['colour-converted', 'jpeg-colour-contradicts']);
  });

  test('three frames are told apart by where their streams begin', async () => {
    const frames = await Promise.all([8, 7, 6].map((bits) => encode(bytesOf(draw(bits), 8), grey(8))));
    const [a, b, c] = frames.map((one) => (one.length % 2 ? Buffer.concat([one, Buffer.alloc(1)]) : one)) as [
      Buffer,
      Buffer,
      Buffer,
    ];
    const parts = [a.subarray(0, 40), a.subarray(40), b, c.subarray(0, 90), c.subarray(90)];
    const { pixels, description } = await readStream(syntax, parts, { ...specOf(8), frames: 3 });
    expectSame(pixels, Buffer.concat([8, 7, 6].map((bits) => bytesOf(draw(bits), 8))));
    expect(description.notes).toEqual(['frames-by-markers']);
  });
});

describe('how a stream lies in its frame', () => {
  const syntax = '1.2.840.10008.1.2.4.90';
  const expected = bytesOf(draw(12), 16);
  const make = () => encodeJpeg2000(expected, grey(12));

  test('in the boxes of a JP2 file', async () => {
    const box = (type: string, content: Uint8Array) => {
      const header = Buffer.alloc(8);
      header.writeUInt32BE(content.length + 8);
      header.write(type, 4, 'latin1');
      return Buffer.concat([header, content]);
    };
    const start = box('jP  ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a]));
    const kind = box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1'));
    const boxed = Buffer.concat([start, kind, box('jp2h', Buffer.alloc(0)), box('jp2c', await make())]);
    const { pixels, description } = await readStream(syntax, boxed);
    expectSame(pixels, expected);
    expect(description.notes).toEqual(['jp2-boxes']);
    const palette = box('jp2h', box('pclr', Buffer.alloc(4)));
    const mapped = Buffer.concat([start, kind, palette, box('jp2c', await make())]);
    await expect(readStream(syntax, mapped)).rejects.toMatchObject({ code: 'unsupported-pixel-format' });
  });

  test('with a comment in front of its end mark, where OpenJPEG gives up', async () => {
    const stream = await make();
    const comment = Buffer.from([0xff, 0x64, 0, 11, 0, 1, ...Buffer.from('PADDING')]);
    const filled = Buffer.concat([stream.subarray(0, -2), comment, stream.subarray(-2)]);
    const { pixels, description } = await readStream(syntax, filled);
    expectSame(pixels, expected);
    expect(description.notes).toEqual([]);
  });

  test('without its end mark', async () => {
    const { pixels, description } = await readStream(syntax, (await make()).subarray(0, -2));
    expectSame(pixels, expected);
    expect(description.notes).toEqual(['no-end-mark']);
  });

  test('high-throughput in the older transfer syntax', async () => {
    const { pixels, description } = await readStream(syntax, await encodeHtj2k(expected, grey(12)));
    expectSame(pixels, expected);
    expect(description.notes).toEqual(['other-codestream']);
  });
});

describe.each(kinds)('%s is refused', (_, syntax, encode) => {
  const stream = () => encode(bytesOf(draw(12), 16), grey(12));

  test.each([4, 20, 100, 400])('without its last %i bytes', async (count) => {
    await expect(readStream(syntax, (await stream()).subarray(0, -count))).rejects.toMatchObject({
      code: 'truncated',
    });
  });

  test('with its last bytes overwritten by zeros', async () => {
    const whole = await stream();
    await expect(readStream(syntax, Buffer.from(whole).fill(0, whole.length - 30))).rejects.toMatchObject({
      code: 'truncated',
    });
  });

  const patches: [what: string, marker: Buffer, at: number, bytes: number[], code: string, tag: string][] = [
    ['rows', sizeMarker, 10, [0, 0, 0, 24], 'inconsistent-attributes', '(0028,0010)'],
    ['billions of columns', sizeMarker, 6, [0xdd, 0xe0, 1, 0], 'inconsistent-attributes', '(0028,0011)'],
    ['tiles that are not there', sizeMarker, 22, [0, 0, 0, 8], 'truncated', '(7FE0,0010)'],
    ['halved samples', sizeMarker, 41, [2], 'unsupported-pixel-format', '(7FE0,0010)'],
    ['a wavelet of part 2', styleMarker, 13, [2], 'unsupported-pixel-format', '(7FE0,0010)'],
  ];
  test.each(patches)('with other %s', async (_what, marker, at, bytes, code, tag) => {
    await expect(readStream(syntax, patched(await stream(), marker, at, ...bytes))).rejects.toMatchObject({
      code,
      detail: { tag },
    });
  });

  test('where its main header ends nowhere', async () => {
    await expect(readStream(syntax, (await stream()).subarray(0, 50))).rejects.toMatchObject({
      code: 'truncated',
    });
    await expect(readStream(syntax, Buffer.alloc(100))).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  });
});

describe.each([
  ['JPEG 2000', jpeg2000(false), encodeJpeg2000],
  ['HTJ2K', highThroughputJpeg2000(false), encodeHtj2k],
] as const)('smaller pictures of %s', (_, codec, encode) => {
  const format = {
    rows,
    columns,
    samplesPerPixel: 1,
    bitsAllocated: 16,
    bitsStored: 12,
    highBit: 11,
    pixelRepresentation: 0 as const,
    planarConfiguration: 0 as const,
    photometricInterpretation: 'MONOCHROME2',
  };
  const report = { add: () => {} };

  test('their sides are rounded up, and a flat picture stays flat', async () => {
    const flat = bytesOf(Array(rows * columns).fill(1234), 16);
    const stream = await encode(flat, grey(12));
    expect(codec.reduced?.reduction(stream)).toEqual({ levels: 3, wavelet: '5/3' });
    for (const levels of [1, 2, 3]) {
      const frame = await codec.reduced?.decodeFrame(stream, format, levels, report);
      const count = Math.ceil(rows / 2 ** levels) * Math.ceil(columns / 2 ** levels);
      expectSame(frame?.pixels ?? new Uint8Array(0), bytesOf(Array(count).fill(1234), 16));
    }
  });

  test('sample k lies on pixel k times the reduction', async () => {
    const ramp = Array.from({ length: rows * columns }, (_value, at) => (at % columns) * 64);
    const stream = await encode(bytesOf(ramp, 16), grey(12));
    const frame = await codec.reduced?.decodeFrame(stream, format, 2, report);
    const { buffer, byteOffset } = frame?.pixels ?? new Uint8Array(0);
    const first = Array.from(new Uint16Array(buffer, byteOffset, Math.ceil(columns / 4)));
    for (const [k, value] of first.entries()) {
      if (k > 0 && k < first.length - 1) expect(Math.abs(value - 4 * k * 64)).toBeLessThanOrEqual(2);
    }
  });
});
