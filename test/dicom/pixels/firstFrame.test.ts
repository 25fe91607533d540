import sharp from 'sharp';
import { answerOfImage, readImageJob } from '../../../src/decoder/readImageJob';
import { decodeCodestream } from '../../../src/dicom/pixels/decodeCodestream';
import { readDicom } from '../../../src/dicom/readDicom';
import type { ReadImage } from '../../../src/domain/image/imageDescription';
import { singleFrame } from '../../../src/domain/image/singleFrame';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { decodeFull } from '../../../src/operations/images/fullImage';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs } from '../codecs/encoders';
import { bytesOf, columns, draw, rows } from '../codecs/samples';
import { type ImageSpec, imageFile } from '../dicomBuilder';

/** What three frames of the test have is more, so only the first one is decoded. */
const limits = { ...defaultReadLimits, maxDecodedSamples: 2 * rows * columns };
const secret = 'CANARY PATIENT';

const grey = (shift: number) => draw(12).map((value) => (value + 100 * shift) % 4096);
const colour = (shift: number) =>
  Buffer.from(bytesOf(draw(8, false, 3), 8).map((value) => (value + 20 * shift) % 256));
const frame = (bits: number, componentCount = 1) => ({
  ...{ width: columns, height: rows, bitsPerSample: bits },
  ...{ componentCount, isSigned: false },
});
const twelveBits: Partial<ImageSpec> = { bits: [16, 12, 11] };
const inColour: Partial<ImageSpec> = { bits: [8, 8, 7], samples: 3 };

/** One segment of literal runs for each byte of a sample, PS3.5 annex G. */
function rle(pixels: Uint8Array, bytesOfPixel: number): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(bytesOfPixel, 0);
  const segments = Array.from({ length: bytesOfPixel }, (_, at) => {
    const plane = pixels.filter((_value, index) => index % bytesOfPixel === at);
    const runs = Array.from({ length: Math.ceil(plane.length / 128) }, (_run, nth) =>
      plane.subarray(128 * nth, 128 * nth + 128),
    );
    const packed = Buffer.concat(runs.flatMap((run) => [Buffer.of(run.length - 1), run]));
    return packed.length % 2 === 0 ? packed : Buffer.concat([packed, Buffer.of(128)]);
  });
  segments.reduce((start, segment, at) => {
    header.writeUInt32LE(start, 4 + 4 * at);
    return start + segment.length;
  }, 64);
  return Buffer.concat([header, ...segments]);
}

/** A comment and an application segment right behind the start of a JPEG stream. */
function withText(stream: Uint8Array): Buffer {
  const segment = (marker: number) =>
    Buffer.concat([Buffer.of(0xff, marker, 0, 2 + secret.length), Buffer.from(secret)]);
  return Buffer.concat([stream.subarray(0, 2), segment(0xfe), segment(0xe1), stream.subarray(2)]);
}

/** A JPEG 2000 stream with a comment in front of its first tile-part. */
function withComment(stream: Buffer): Buffer {
  const start = stream.indexOf(Buffer.of(0xff, 0x90, 0, 10));
  const comment = Buffer.concat([Buffer.of(0xff, 0x64, 0, 4 + secret.length, 0, 1), Buffer.from(secret)]);
  return Buffer.concat([stream.subarray(0, start), comment, stream.subarray(start)]);
}

const jpeg = (shift: number, chromaSubsampling = '4:2:0') =>
  sharp(colour(shift), { raw: { width: columns, height: rows, channels: 3 } })
    .jpeg({ chromaSubsampling })
    .toBuffer();

/** Without any mark of what its components are: the attribute alone says it. */
async function unmarkedJpeg(shift: number): Promise<Buffer> {
  const stream = await jpeg(shift, '4:4:4');
  return stream[3] === 0xe0
    ? Buffer.concat([stream.subarray(0, 2), stream.subarray(4 + stream.readUInt16BE(4))])
    : stream;
}

const jpegLs: Encode = async (n) => withText(await encodeJpegLs(bytesOf(grey(n), 16), frame(12)));
const jpeg2000: Encode = async (n) => withComment(await encodeJpeg2000(bytesOf(grey(n), 16), frame(12)));

const kinds: readonly (readonly [string, string, Partial<ImageSpec>, (shift: number) => Promise<Buffer>])[] =
  [
    ['RLE', '5', twelveBits, async (n) => rle(bytesOf(grey(n), 16).swap16(), 2)],
    ['RLE in colour', '5', { ...inColour, photometric: 'RGB' }, async (n) => rle(colour(n), 3)],
    ['JPEG', '4.50', { ...inColour, photometric: 'YBR_FULL_422' }, async (n) => withText(await jpeg(n))],
    ['JPEG that says nothing of its colour', '4.50', { ...inColour, photometric: 'YBR_FULL' }, unmarkedJpeg],
    ['JPEG-LS', '4.80', twelveBits, jpegLs],
    ['JPEG 2000', '4.90', twelveBits, jpeg2000],
    [
      'JPEG 2000 in colour',
      '4.90',
      { ...inColour, photometric: 'YBR_RCT' },
      async (n) => encodeJpeg2000(colour(n), frame(8, 3)),
    ],
    ['HTJ2K', '4.201', twelveBits, async (n) => encodeHtj2k(bytesOf(grey(n), 16), frame(12))],
  ];

function fileOf(syntax: string, spec: Partial<ImageSpec>, streams: readonly Uint8Array[]): Uint8Array {
  const even = streams.map((one) => (one.length % 2 === 0 ? one : Buffer.concat([one, Buffer.alloc(1)])));
  const whole = { rows, columns, frames: streams.length, pixelVr: 'OB', ...spec };
  const file = imageFile(
    { ...whole, pixels: { fragments: [new Uint8Array(), ...even] } },
    `1.2.840.10008.1.2.${syntax}`,
  );
  return new Uint8Array(file);
}

type Encode = (shift: number) => Promise<Buffer>;
type Three = readonly [Buffer, Buffer, Buffer];
const made = new Map<Encode, Promise<Three>>();

/** Three different frames. */
function streamsBy(encode: Encode): Promise<Three> {
  const known = made.get(encode) ?? Promise.all([encode(0), encode(1), encode(2)]);
  made.set(encode, known);
  return known;
}

const first = (file: Uint8Array) => readDicom(file, limits, 'reduced');

describe.each(kinds)('%s', (_, syntax, spec, encode) => {
  test('each frame decoded by itself is that of all frames decoded together', async () => {
    const file = fileOf(syntax, spec, await streamsBy(encode));
    const whole = await readDicom(file, limits, 'full');
    const read = await first(file);
    const { codedFrames, notes, ...description } = read.description;
    const { notes: notesOfWhole, ...descriptionOfWhole } = whole.description;
    expect([description, notes.filter((note) => note !== 'later-frames-not-decoded')]).toEqual([
      descriptionOfWhole,
      notesOfWhole,
    ]);
    expect(codedFrames).toBeDefined();
    expect(read.codestreams).toHaveLength(3);
    for (const [index, codestream] of (read.codestreams ?? []).entries()) {
      const alone = await decodeFull(decodeCodestream, read.description, codestream, index);
      const together = singleFrame(whole.description, whole.pixels, index);
      expect(Buffer.compare(alone.pixels, together.pixels)).toBe(0);
      expect(alone.description).toEqual({ ...together.description, notes });
    }
    expect(Buffer.compare(read.pixels, singleFrame(whole.description, whole.pixels, 0).pixels)).toBe(0);
  });

  test('no stream that is kept has any text', async () => {
    const streams = await streamsBy(encode);
    const kept = (await first(fileOf(syntax, spec, streams))).codestreams ?? [];
    expect(kept).toHaveLength(3);
    expect(kept.filter((stream) => Buffer.from(stream).includes(secret))).toEqual([]);
  });

  test('a later frame that ends early or has another size is refused at once', async () => {
    const [one, two, three] = await streamsBy(encode);
    const half = two.subarray(0, Math.floor(two.length / 2) & ~1);
    if (encode !== jpegLs)
      await expect(first(fileOf(syntax, spec, [one, half, three]))).rejects.toMatchObject({
        name: 'RefusedError',
      });
    const narrow = { ...spec, columns: columns - 1 };
    await expect(first(fileOf(syntax, narrow, [one, two, three]))).rejects.toMatchObject({
      name: 'RefusedError',
    });
  });

  test('what a process answers about it is put together again by the host', async () => {
    const file = fileOf(syntax, spec, await streamsBy(encode));
    const read = await first(file);
    const { json, parts } = answerOfImage(read, file);
    const { sizes, finish } = readImageJob(file, 'a.dcm', limits).expect(JSON.parse(JSON.stringify(json)));
    expect(parts.map(({ length }) => length)).toEqual(sizes);
    const { pixels, codestreams }: ReadImage = finish(parts);
    expect([pixels, ...(codestreams ?? [])].map((part) => Buffer.from(part))).toEqual(
      [read.pixels, ...(read.codestreams ?? [])].map((part) => Buffer.from(part)),
    );
  });
});

describe('the host believes no answer', () => {
  const expected = async (change: (json: Record<string, unknown>) => Record<string, unknown>) => {
    const [, syntax, spec, encode] = kinds[0] as (typeof kinds)[number];
    const file = fileOf(syntax, spec, await streamsBy(encode));
    const { json } = answerOfImage(await first(file), file);
    return () => readImageJob(file, 'a.dcm', limits).expect(change(JSON.parse(JSON.stringify(json))));
  };

  test.each<[string, (json: Record<string, unknown>) => Record<string, unknown>]>([
    ['without the codestreams', ({ codestreams: _, ...json }) => json],
    ['with one too few', (json) => ({ ...json, codestreams: (json.codestreams as unknown[]).slice(1) })],
    [
      'with one outside of the file',
      (json) => ({
        ...json,
        codestreams: [
          { at: 1e9, bytes: 2 },
          { at: 0, bytes: 2 },
          { at: 0, bytes: 2 },
        ],
      }),
    ],
    [
      'with more bytes than any file',
      (json) => ({ ...json, codestreams: [{ bytes: 1e9 }, { bytes: 2 }, { bytes: 2 }] }),
    ],
  ])('%s', async (_, change) => {
    expect(await expected(change)).toThrow(RangeError);
  });
});

test('a JPEG-LS frame that was cut might only lack its end mark: it is found when it is opened', async () => {
  const [one, two, three] = await streamsBy(jpegLs);
  const half = two.subarray(0, Math.floor(two.length / 2) & ~1);
  const { description, codestreams = [] } = await first(fileOf('4.80', twelveBits, [one, half, three]));
  expect(description.notes).toContain('no-end-mark');
  const open = (index: number) =>
    decodeFull(decodeCodestream, description, codestreams[index] as Uint8Array, index);
  await expect(open(1)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
  expect((await open(2)).pixels).toHaveLength(2 * rows * columns);
});

test('what takes more than is held at a time is refused unless its frames are decoded one by one', async () => {
  const file = fileOf('4.90', twelveBits, await streamsBy(jpeg2000));
  const small = { ...limits, maxDecodedBytes: 2 * rows * columns };
  await expect(readDicom(file, small, 'full')).rejects.toMatchObject({
    code: 'too-large',
    detail: { tag: '(0028,0008)' },
  });
  expect((await readDicom(file, small, 'reduced')).codestreams).toHaveLength(3);
});
