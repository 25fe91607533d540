import fc from 'fast-check';
import { bytesOf, columns, draw, expectSame, readStream, rows } from './samples';

const rle = '1.2.840.10008.1.2.5';

/** PackBits, PS3.5 G.3.1: runs of three or more are replicated, the rest stays literal. */
function pack(bytes: Uint8Array): number[] {
  const packed: number[] = [];
  let at = 0;
  while (at < bytes.length) {
    let run = 1;
    while (run < 128 && bytes[at + run] === bytes[at]) run += 1;
    if (run >= 3) {
      packed.push(257 - run, bytes[at] ?? 0);
      at += run;
      continue;
    }
    let end = at + 1;
    const repeats = (from: number) => bytes[from] === bytes[from + 1] && bytes[from] === bytes[from + 2];
    while (end < bytes.length && end - at < 128 && !(end + 2 < bytes.length && repeats(end))) end += 1;
    packed.push(end - at - 1, ...bytes.subarray(at, end));
    at = end;
  }
  return packed.length % 2 === 0 ? packed : [...packed, 0];
}

function frame(segments: readonly (readonly number[])[]): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(segments.length);
  let start = 64;
  for (const [index, segment] of segments.entries()) {
    header.writeUInt32LE(start, 4 + 4 * index);
    start += segment.length;
  }
  return Buffer.concat([header, ...segments.map((segment) => Buffer.from(segment))]);
}

/** The bytes of every sample apart, the highest first. */
function planes(pixels: Uint8Array, samples: number, width: number): Uint8Array[] {
  return Array.from({ length: samples * width }, (_, segment) => {
    const first = Math.floor(segment / width) * width + (width - 1 - (segment % width));
    return pixels.filter((_, at) => at % (samples * width) === first);
  });
}

const encode = (pixels: Uint8Array, samples: number, width: number) =>
  frame(planes(pixels, samples, width).map(pack));

test.each([
  [8, 1],
  [16, 1],
  [32, 1],
  [8, 3],
  [16, 3],
  [32, 3],
])('%i bits allocated, %i samples', async (allocated, samples) => {
  const expected = bytesOf(draw(allocated, false, samples), allocated);
  const { pixels, description } = await readStream(rle, encode(expected, samples, allocated / 8), {
    bits: [allocated, allocated, allocated - 1],
    samples,
    photometric: samples === 3 ? 'RGB' : 'MONOCHROME2',
    planar: 1,
  });
  expectSame(pixels, expected);
  expect(description.notes).toEqual([]);
});

test('any bytes come back', async () => {
  const bytes = fc.uint8Array({ minLength: rows * columns, maxLength: rows * columns });
  const runs = fc
    .array(fc.tuple(fc.integer({ min: 0, max: 255 }), fc.integer({ min: 1, max: 400 })), { minLength: 1 })
    .map((all) => Uint8Array.from(all.flatMap(([value, length]) => Array(length).fill(value))))
    .map((some) => Uint8Array.from({ length: rows * columns }, (_, at) => some[at % some.length] ?? 0));
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes, runs), async (expected) => {
      const { pixels } = await readStream(rle, encode(expected, 1, 1), { bits: [8, 8, 7] });
      expectSame(pixels, expected);
    }),
    { seed: 3, numRuns: 60 },
  );
});

test('signs of 12 bits are extended, and overlays above them removed', async () => {
  const values = draw(12, true);
  const dirty = values.map((value, index) => (value & 0xfff) | ((index % 3) << 13));
  const { pixels, description } = await readStream(rle, encode(bytesOf(dirty, 16), 1, 2), { signed: true });
  expectSame(pixels, bytesOf(values, 16));
  expect(description.notes).toEqual(['bits-above-stored']);
});

test('YBR_FULL stays as it is; YBR_FULL_422 has no halved planes', async () => {
  const expected = bytesOf(draw(8, false, 3), 8);
  const spec = { bits: [8, 8, 7], samples: 3 } as const;
  const stream = encode(expected, 3, 1);
  const full = await readStream(rle, stream, { ...spec, photometric: 'YBR_FULL' });
  expectSame(full.pixels, expected);
  expect(full.description.photometricInterpretation).toBe('YBR_FULL');
  const halved = await readStream(rle, stream, { ...spec, photometric: 'YBR_FULL_422' });
  expectSame(halved.pixels, expected);
  expect(halved.description).toMatchObject({
    photometricInterpretation: 'YBR_FULL',
    notes: ['ybr-422-is-full'],
  });
});

test('one segment for 8 bits stored in 16', async () => {
  const values = draw(8);
  const { pixels, description } = await readStream(rle, encode(bytesOf(values, 8), 1, 1), {
    bits: [16, 8, 7],
  });
  expectSame(pixels, bytesOf(values, 16));
  expect(description.notes).toEqual(['bits-stored-contradicts']);
});

test('single bits are packed before they are compressed', async () => {
  const values = draw(1);
  const packed = new Uint8Array(Math.ceil(values.length / 8));
  for (const [at, value] of values.entries()) packed[at >> 3] = (packed[at >> 3] ?? 0) | (value << (at & 7));
  const { pixels, description } = await readStream(rle, frame([pack(packed)]), { bits: [1, 1, 0] });
  expectSame(pixels, bytesOf(values, 8));
  expect(description).toMatchObject({ bitsAllocated: 8, notes: ['one-bit-unpacked'] });
});

test('padding is no picture: none, zeros, codes that do nothing, a run over the end of an odd picture', async () => {
  const expected = bytesOf(draw(8), 8);
  const packed = pack(expected);
  const spec = { bits: [8, 8, 7] } as const;
  for (const more of [[], [0], Array(40).fill(0), [128, 128]]) {
    expectSame((await readStream(rle, frame([[...packed, ...more]]), spec)).pixels, expected);
  }
  const even = Buffer.concat([expected, Buffer.from([0])]);
  expectSame((await readStream(rle, frame([pack(even)]), spec)).pixels, expected);
});

describe('refused', () => {
  const good = pack(bytesOf(draw(8), 8));
  const wrongOffset = frame([good]);
  wrongOffset.writeUInt32LE(63, 4);
  const pastEnd = frame([good]);
  pastEnd.writeUInt32LE(100_000, 4);
  const tooMany = frame([good]);
  tooMany.writeUInt32LE(16);
  const cases: [what: string, stream: Uint8Array, code: string][] = [
    ['a header that is not whole', frame([good]).subarray(0, 60), 'truncated'],
    ['a segment that ends early', frame([good.slice(0, -20)]), 'truncated'],
    ['a segment with too much', frame([[...good, 5, 1, 2, 3, 4, 5, 6]]), 'corrupt-pixel-data'],
    [
      'a run far over the end',
      frame([[...good.slice(0, -20), ...Array(40).fill(129)]]),
      'corrupt-pixel-data',
    ],
    ['an offset inside the header', wrongOffset, 'corrupt-pixel-data'],
    ['an offset past the end', pastEnd, 'truncated'],
    ['no segments', frame([]), 'corrupt-pixel-data'],
    ['16 segments', tooMany, 'corrupt-pixel-data'],
    ['two segments for 8 bits', frame([good, good]), 'inconsistent-attributes'],
  ];

  test.each(cases)('%s', async (_, stream, code) => {
    await expect(readStream(rle, stream, { bits: [8, 8, 7] })).rejects.toMatchObject({ code });
  });

  test('transforms that RLE does not have', async () => {
    const spec = { bits: [8, 8, 7], samples: 3, photometric: 'YBR_RCT' } as const;
    await expect(readStream(rle, frame([good, good, good]), spec)).rejects.toMatchObject({
      code: 'unsupported-pixel-format',
    });
  });
});
