import sharp from 'sharp';
import { encodeHtj2k, encodeJpeg2000, encodeJpegLs } from '../dicom/codecs/encoders';
import { bytesOf, columns, draw, rows } from '../dicom/codecs/samples';
import { type ImageSpec, imageFile, syntaxes } from '../dicom/dicomBuilder';
import { example } from './example';

const jpeg2000 = '1.2.840.10008.1.2.4.90';
const jpegLs = '1.2.840.10008.1.2.4.80';
const nearLossless = '1.2.840.10008.1.2.4.81';
const none = new Uint8Array(0);
const frame = (bits: number) => ({
  width: columns,
  height: rows,
  bitsPerSample: bits,
  componentCount: 1,
  isSigned: false,
});
const even = (bytes: Uint8Array) =>
  bytes.length % 2 === 0 ? bytes : Buffer.concat([bytes, Buffer.alloc(1)]);

function compressed(syntax: string, fragments: readonly Uint8Array[], more: Partial<ImageSpec> = {}): Buffer {
  const spec = { rows, columns, pixelVr: 'OB', ...more };
  return imageFile({ ...spec, pixels: { fragments: fragments.map(even) } }, syntax);
}

const eight = { bits: [8, 8, 7] } as const;
const grey = Buffer.from(bytesOf(draw(8), 8));
const rawGrey = () =>
  sharp(grey, { raw: { width: columns, height: rows, channels: 1 } }).toColourspace('b-w');
const greyJpeg = () => rawGrey().jpeg().toBuffer();
const colourJpeg = () =>
  sharp(Buffer.from(bytesOf(draw(8, false, 3), 8)), { raw: { width: columns, height: rows, channels: 3 } })
    .jpeg({ chromaSubsampling: '4:2:0' })
    .toBuffer();
const twelve = () => bytesOf(draw(12), 16);

/** A header with one segment, PS3.5 G.5, and runs of 128 zeros, the last one shorter. */
function rleOfZeros(bytes: number): Buffer {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(1, 0);
  header.writeUInt32LE(64, 4);
  const runs = Buffer.alloc(2 * Math.floor(bytes / 128), Buffer.from([129, 0]));
  const rest = bytes % 128;
  return Buffer.concat([header, runs, Buffer.from(rest === 0 ? [] : [257 - rest, 0])]);
}

function boxed(stream: Uint8Array): Buffer {
  const box = (type: string, content: Uint8Array) => {
    const header = Buffer.alloc(8);
    header.writeUInt32BE(8 + content.length);
    header.write(type, 4, 'latin1');
    return Buffer.concat([header, content]);
  };
  return Buffer.concat([
    box('jP  ', Buffer.from([0x0d, 0x0a, 0x87, 0x0a])),
    box('ftyp', Buffer.from('jp2 \0\0\0\0jp2 ', 'latin1')),
    box('jp2h', Buffer.alloc(0)),
    box('jp2c', stream),
  ]);
}

/** Notes about compressed streams. */
export const streamExamples = {
  'colour-converted': example('a colour JPEG under YBR_FULL_422', async () =>
    compressed(syntaxes.jpegBaseline, [none, await colourJpeg()], {
      ...eight,
      samples: 3,
      photometric: 'YBR_FULL_422',
    }),
  ),
  'jpeg-not-baseline': example('a progressive JPEG under JPEG Baseline', async () =>
    compressed(syntaxes.jpegBaseline, [none, await rawGrey().jpeg({ progressive: true }).toBuffer()], eight),
  ),
  'jpeg-colour-contradicts': example(
    'a JPEG of YCbCr with a JFIF mark, under RGB',
    async () =>
      compressed(syntaxes.jpegBaseline, [none, await colourJpeg()], {
        ...eight,
        samples: 3,
        photometric: 'RGB',
      }),
    { also: ['colour-converted'] },
  ),
  'bits-stored-contradicts': example('a JPEG 2000 stream of 16 bits for 12 stored bits', async () =>
    compressed(jpeg2000, [none, await encodeJpeg2000(twelve(), frame(16))]),
  ),
  'jp2-boxes': example('a whole JP2 file in place of its stream', async () =>
    compressed(jpeg2000, [none, boxed(await encodeJpeg2000(twelve(), frame(12)))]),
  ),
  'no-end-mark': example('a JPEG-LS stream without its last two bytes', async () =>
    compressed(jpegLs, [none, (await encodeJpegLs(twelve(), frame(12))).subarray(0, -2)]),
  ),
  'other-codestream': example('an HTJ2K stream under JPEG 2000', async () =>
    compressed(jpeg2000, [none, await encodeHtj2k(twelve(), frame(12))]),
  ),
  'sign-contradicts': example('a JPEG 2000 stream without signs of values that have some', async () => {
    const patterns = draw(12, true).map((value) => value & 0xfff);
    const stream = await encodeJpeg2000(bytesOf(patterns, 16), frame(12));
    return compressed(jpeg2000, [none, stream], { signed: true });
  }),
  'values-clamped': example(
    'a near-lossless JPEG-LS stream with values over 12 bits',
    async () => {
      const over = draw(12).map((value) => value + 40);
      return compressed(nearLossless, [none, await encodeJpegLs(bytesOf(over, 16), frame(16), { near: 2 })]);
    },
    { also: ['bits-stored-contradicts'] },
  ),
  'frames-by-markers': example('two JPEG frames in three fragments, without an offset table', async () => {
    const jpeg = even(await greyJpeg());
    const fragments = [none, jpeg.subarray(0, 50), jpeg.subarray(50), jpeg];
    return compressed(syntaxes.jpegBaseline, fragments, { ...eight, frames: 2 });
  }),
  'later-frames-not-decoded': example('two blank frames of 4 100 × 4 100 in RLE', () => {
    const blank = rleOfZeros(4100 * 4100);
    const more = { ...eight, rows: 4100, columns: 4100, frames: 2 };
    return compressed('1.2.840.10008.1.2.5', [none, blank, blank], more);
  }),
  'offset-table-ignored': example('two JPEG frames with an offset table that points elsewhere', async () => {
    const jpeg = even(await greyJpeg());
    const table = Buffer.from([0, 0, 0, 0, 3, 0, 0, 0]);
    return compressed(syntaxes.jpegBaseline, [table, jpeg, jpeg], { ...eight, frames: 2 });
  }),
} as const;

/** Notes about plain pictures. */
export const pictureExamples = {
  'orientation-applied': example(
    'a PNG with EXIF orientation 6',
    () => rawGrey().withMetadata({ orientation: 6 }).png().toBuffer(),
    { also: ['grey-as-colour'] },
  ),
  'alpha-removed': example('a grey PNG with a transparency channel', () =>
    sharp(Buffer.alloc(2 * rows * columns, 0x80), { raw: { width: columns, height: rows, channels: 2 } })
      .toColourspace('b-w')
      .png()
      .toBuffer(),
  ),
  'data-behind-picture': example('a JPEG with a text behind its end', async () =>
    Buffer.concat([await rawGrey().jpeg().toBuffer(), Buffer.from('the comments of an export program')]),
  ),
  'further-pictures': example('two JPEGs in one file', async () =>
    Buffer.concat([await rawGrey().jpeg().toBuffer(), await rawGrey().jpeg().toBuffer()]),
  ),
  'nearly-grey': example('a grey picture with a red mark, saved as a colour PNG', () => {
    const [width, height] = [columns * 20, rows * 20];
    const pixels = Buffer.alloc(3 * width * height, 0x60);
    pixels.set([200, 0, 0], 300);
    return sharp(pixels, { raw: { width, height, channels: 3 } })
      .png()
      .toBuffer();
  }),
  'grey-as-colour': example('a grey picture saved as a colour PNG', () =>
    sharp(Buffer.from([...grey].flatMap((value) => [value, value, value])), {
      raw: { width: columns, height: rows, channels: 3 },
    })
      .png()
      .toBuffer(),
  ),
  'palette-expanded': example('a PNG with a palette', () =>
    sharp(Buffer.from([...grey].flatMap((value) => (value > 99 ? [200, 0, 0] : [0, 0, 200]))), {
      raw: { width: columns, height: rows, channels: 3 },
    })
      .png({ palette: true, colours: 4 })
      .toBuffer(),
  ),
} as const;
