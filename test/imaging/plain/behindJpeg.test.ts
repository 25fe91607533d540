import fc from 'fast-check';
import sharp from 'sharp';
import { defaultReadLimits } from '../../../src/domain/kernel/limits';
import { readPicture } from '../../../src/imaging/plain/readPicture';
import { zipOf } from '../../support/zipOf';

const [width, height] = [75, 53];
const read = (bytes: Uint8Array) => readPicture(bytes, defaultReadLimits);
const refused = (bytes: Uint8Array) =>
  read(bytes).then(
    () => 'read',
    ({ code }) => code as string,
  );

/** Uneven down to the last row, so that invented pixels would differ. */
const jpegOf = (channels: 1 | 3, options: sharp.JpegOptions = {}, seed = 37) =>
  sharp(
    Uint8Array.from({ length: width * height * channels }, (_, at) => (at * at * seed) % 251),
    { raw: { width, height, channels } },
  )
    .toColourspace(channels === 1 ? 'b-w' : 'srgb')
    .jpeg(options)
    .toBuffer();

const kinds = {
  grey: () => jpegOf(1),
  'colour, 4:2:0': () => jpegOf(3),
  'colour, 4:4:4': () => jpegOf(3, { chromaSubsampling: '4:4:4' }),
  progressive: () => jpegOf(3, { progressive: true }),
};
const end = Buffer.from([0xff, 0xd9]);
const text = Buffer.from('the comments of an export program');

describe.each(Object.entries(kinds))('a JPEG, %s', (_kind, make) => {
  let alone: Buffer;
  let pixels: Uint8Array;
  beforeAll(async () => {
    alone = await make();
    ({ pixels } = await read(alone));
  });

  test.each([
    ['a text', async () => text, 'data-behind-picture', 0],
    [
      'a program',
      async () => Buffer.from(`<script>alert(1)</script>${'x'.repeat(99)}`),
      'data-behind-picture',
      0,
    ],
    ['a ZIP', () => zipOf({ 'a.txt': text }), 'data-behind-picture', 0],
    ['an end mark', async () => Buffer.concat([text, end]), 'data-behind-picture', 0],
    ['half a JPEG', async () => (await jpegOf(1)).subarray(0, 300), 'data-behind-picture', 0],
    ['a JPEG', () => jpegOf(1), 'further-pictures', 1],
    [
      'filling and two JPEGs',
      async () => Buffer.concat([Buffer.alloc(50), await jpegOf(1), await jpegOf(3)]),
      'further-pictures',
      2,
    ],
    ['a JPEG and a text', async () => Buffer.concat([await jpegOf(1), text]), 'further-pictures', 1],
  ])(
    'with %s behind it is read alone, and that is noted and counted',
    async (_what, rest, note, pictures) => {
      const behind = await rest();
      const { description, pixels: read_ } = await read(Buffer.concat([alone, behind]));
      expect(description.notes).toContain(note);
      expect(description.behind).toEqual({ bytes: behind.length, pictures });
      expect(Buffer.from(read_).equals(Buffer.from(pixels))).toBe(true);
    },
  );

  test('with filling behind it is noted as nothing', async () => {
    const { description } = await read(Buffer.concat([alone, Buffer.alloc(100), end]));
    expect(description.behind).toBeUndefined();
    expect(description.notes).toEqual([]);
  });

  test('that is cut off is truncated, and whatever follows the cut makes no picture of it', async () => {
    const scan = alone.indexOf(Buffer.from([0xff, 0xda])) + 14;
    for (let at = scan; at < alone.length - 2; at += 7) {
      const cut = alone.subarray(0, at);
      expect(await refused(cut)).toBe('truncated');
      expect(await refused(Buffer.concat([cut, text]))).not.toBe('read');
      expect(await refused(Buffer.concat([cut, await jpegOf(1)]))).not.toBe('read');
    }
  });

  /** Damage can make an end mark anywhere: what the decoder would draw below is invented. */
  test('is damaged where its end mark comes too early, down to the last block', async () => {
    const scan = alone.indexOf(Buffer.from([0xff, 0xda])) + 14;
    const last = alone.length - 2;
    for (let at = last - 3; at > scan; at -= at > last - 60 ? 1 : 23) {
      if (alone[at - 1] === 0xff) continue;
      const early = Buffer.concat([alone.subarray(0, at), end]);
      // In the middle of a segment between scans, it is that which is cut off.
      expect(['corrupt-pixel-data', 'truncated']).toContain(await refused(early));
      expect(await refused(Buffer.concat([early, alone.subarray(at)]))).not.toBe('read');
    }
  });

  test('with any bytes behind it has the same pixels, or is refused', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 200 }), async (rest) => {
        const { pixels: others } = await read(Buffer.concat([alone, rest]));
        expect(Buffer.from(others).equals(Buffer.from(pixels))).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

test('a progressive JPEG that ends before its last scan is not whole, whatever the decoder makes of it', async () => {
  const jpeg = await kinds.progressive();
  const scans = [...jpeg.keys()].filter((at) => jpeg[at] === 0xff && jpeg[at + 1] === 0xda);
  expect(scans.length).toBeGreaterThan(3);
  for (const at of scans.slice(1))
    expect(await refused(Buffer.concat([jpeg.subarray(0, at), end, jpeg.subarray(at)]))).toBe(
      'corrupt-pixel-data',
    );
});
