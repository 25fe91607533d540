import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { createRandom } from '../../../src/cli/synthetic/random';
import type { RefusalCode } from '../../../src/domain/reasons/refusalCode';
import { encodeJpeg2000 } from '../../dicom/codecs/encoders';
import {
  dataSet,
  type ElementSpec,
  file,
  header,
  imageElements,
  imageFile,
  metaGroup,
  syntaxes,
} from '../../dicom/dicomBuilder';
import { corpus } from '../../hostile/generator/corpus';
import { type GifSpec, gifFile } from '../../imaging/plain/gifFile';
import { type Case, isNoted, isRead, isRefused, noteOf, storedValues } from './case';

const pixels = [1, 2, 3, 4];
const image = (...more: ElementSpec[]) => imageFile({ pixels, more });
const body = dataSet(imageElements({ pixels }));
const withPreamble = (start: string) => {
  const preamble = Buffer.alloc(128);
  preamble.write(start, 'latin1');
  return file(body, { preamble });
};

/** The first files of a group of hostile ones. */
function hostile(group: string, count = 1): Case[] {
  const found = corpus.filter((one) => one.group === group).slice(0, count);
  if (found.length === 0) throw new Error(`no hostile files of the group ${group}`);
  return found.map(({ what, make, expected }) =>
    isRefused(expected as RefusalCode, `${group}: ${what}`, () => make(createRandom(1))),
  );
}

const eight = { rows: 8, columns: 8, bits: [8, 8, 7], pixelVr: 'OB' } as const;
const samples = Uint8Array.from({ length: 64 }, (_, at) => at * 4);
const grey = () => sharp(samples, { raw: { width: 8, height: 8, channels: 1 } }).toColourspace('b-w');
const even = (stream: Uint8Array) => Buffer.concat([stream, Buffer.alloc(stream.length % 2)]);
const wavelet = () =>
  encodeJpeg2000(samples, { width: 8, height: 8, bitsPerSample: 8, componentCount: 1, isSigned: false });

/** The stream says that its samples have signs: half of the range moves below zero. */
async function signedWavelet(): Promise<Buffer> {
  const stream = await wavelet();
  stream[stream.indexOf(Buffer.from([0xff, 0x51])) + 40] = 0x87;
  return stream;
}

function compressed(syntax: string, stream: Uint8Array, more: object = {}): Buffer {
  return imageFile({ ...eight, ...more, pixels: { fragments: [new Uint8Array(0), even(stream)] } }, syntax);
}

/** The JPEG with another byte in its start of frame, counted from the marker: 1 the process, 4 the precision. */
function edited(jpeg: Buffer, at: number, value: number): Buffer {
  jpeg[jpeg.indexOf(Buffer.from([0xff, 0xc0])) + at] = value;
  return jpeg;
}

const smallGif: GifSpec = {
  width: 2,
  height: 2,
  palette: [0, 85, 170, 255].map((level) => [level, level, level]),
  indices: [0, 1, 2, 3],
};

const jpeg2000 = '1.2.840.10008.1.2.4.90';
const rle = '1.2.840.10008.1.2.5';
const notRead = (code: RefusalCode, value: string, start: Uint8Array) =>
  isRefused(code, value, () => Buffer.concat([start, Buffer.alloc(600)]), { value });
const latin = (text: string) => Buffer.from(text, 'latin1');
const at = (offset: number, text: string) => Buffer.concat([Buffer.alloc(offset), latin(text)]);

/** For each item of the list of what is refused: the files that show it. */
export const refusalCases: Readonly<Record<string, readonly Case[]>> = {
  'Before anything is parsed,': [
    ...hostile('nesting over 1 742', 2),
    ...hostile('length-past-end', 3),
    ...hostile('65535 x 65535 x 2^31 frames', 2),
    isRefused('too-many-elements', '200 001 elements', () =>
      file(Buffer.concat(Array.from({ length: 200_001 }, (_, tag) => header(0x00110000 + tag * 2, 'UN', 0)))),
    ),
  ],
  'Rows, Columns and the bits': [
    ...hostile('Rows of length 1, or typed DS', 4),
    ...hostile('the same tag twice', 2),
    isRefused('inconsistent-attributes', 'two Rows', () => image([0x00280010, 'US', [2, 2]])),
    ...['REM SAMPLES 1', 'A_1', '05fa52f0e599f17b8186ff18fcdf2b55', '1.2.03'].map((uid) =>
      isNoted(
        'irregular-uid',
        uid,
        () => image([0x0020000e, 'UI', uid]),
        ({ identity }) => expect(identity.seriesInstanceUid).toMatch(/[ _]/.test(uid) ? /^2\.25\.\d+$/ : uid),
      ),
    ),
    ...hostile('a path in a UID', 2),
  ],
  'What readers understand differently:': [
    isRefused('malformed-dicom', 'a second file', () => Buffer.concat([file(body), file(body)])),
    isRefused('malformed-dicom', 'an unknown VR', () =>
      file(Buffer.concat([header(0x00091001, 'ZZ', 0), Buffer.alloc(4), body])),
    ),
    isRefused('malformed-dicom', 'file meta information within the data set', () =>
      file(Buffer.concat([dataSet([[0x00080005, 'CS', 'ISO_IR 100']]), metaGroup(syntaxes.explicit), body])),
    ),
    isRefused('malformed-dicom', 'no transfer syntax', () =>
      file(body, { meta: metaGroup(syntaxes.explicit).subarray(0, -28) }),
    ),
  ],
  'A deflated data set': hostile('deflated, one text value of 128 MB'),
  'A preamble that begins': [
    ...hostile('an executable in the preamble', 4),
    isRead(
      'a TIFF header',
      () => withPreamble('II*\0'),
      (read) => expect(storedValues(read)).toEqual(pixels),
    ),
  ],
  'A file that ends before': [
    ...hostile('truncated', 3),
    isRefused('truncated', 'between two elements', () =>
      file(dataSet(imageElements({ pixels }).slice(0, -1))),
    ),
    isRefused('truncated', 'between two elements, before anything of the picture', () =>
      file(dataSet(imageElements({ pixels }).slice(0, 4))),
    ),
    isRead(
      'an object of a vendor without pixels',
      () =>
        file(
          dataSet([
            [0x00080016, 'UI', '1.3.12.2.1107.5.9.1'],
            [0x00080018, 'UI', '2.25.1'],
          ]),
        ),
      ({ description }) => expect(description.frames).toBe(0),
    ),
  ],
  'Before a compressed stream is decoded': [
    isRefused('inconsistent-attributes', 'a JPEG of another size', async () =>
      compressed(syntaxes.jpegBaseline, await grey().jpeg().toBuffer(), { rows: 7 }),
    ),
    isRefused('corrupt-pixel-data', 'a JPEG that was cut', async () =>
      compressed(syntaxes.jpegBaseline, (await grey().jpeg().toBuffer()).subarray(0, -20)),
    ),
    isRefused('truncated', 'a JPEG 2000 stream that was cut', async () =>
      compressed(jpeg2000, (await wavelet()).subarray(0, -10)),
    ),
    isRefused('corrupt-pixel-data', 'RLE without a segment', () =>
      compressed(rle, Buffer.concat([Buffer.alloc(64)])),
    ),
  ],
  'Values below zero': [
    isRefused('inconsistent-attributes', 'a signed stream of unsigned values', async () =>
      compressed(jpeg2000, await signedWavelet()),
    ),
    isRefused('unsupported-pixel-format', 'arithmetic JPEG', async () =>
      compressed(syntaxes.jpegBaseline, edited(await grey().jpeg().toBuffer(), 1, 0xc9)),
    ),
    isRefused('unsupported-pixel-format', 'hierarchical JPEG', async () =>
      compressed(syntaxes.jpegBaseline, edited(await grey().jpeg().toBuffer(), 1, 0xc5)),
    ),
  ],
  'Archives other than ZIP': [
    notRead('archive-not-read', 'TAR', at(257, 'ustar')),
    isRefused(
      'archive-not-read',
      'TAR in GZIP',
      () => gzipSync(Buffer.concat([at(257, 'ustar'), Buffer.alloc(600)])),
      { value: 'TAR' },
    ),
    notRead('archive-not-read', '7z', latin('7z\xbc\xaf\x27\x1c')),
    notRead('archive-not-read', 'RAR', latin('Rar!\x1a\x07')),
    notRead('format-not-read', 'PDF', latin('%PDF-1.7')),
    notRead('format-not-read', 'HEIC', latin('\0\0\0\x18ftypheic')),
    notRead('format-not-read', 'AVIF', latin('\0\0\0\x18ftypavif')),
    notRead('format-not-read', 'NIfTI', at(344, 'n+1\0')),
  ],
  'Of a JPEG file that goes on': [
    noteOf('further-pictures', ({ description }) => expect(description.behind?.pictures).toBe(1)),
    noteOf('data-behind-picture', ({ description }) => expect(description.behind?.pictures).toBe(0)),
  ],
  'Pictures go through a library': [
    ...hostile('an SVG named .png', 3),
    ...(
      [
        ['a JPEG of 12 bits', async () => edited(await grey().jpeg().toBuffer(), 4, 12)],
        ['a lossless JPEG', async () => edited(await grey().jpeg().toBuffer(), 1, 0xc3)],
        ['BigTIFF', () => grey().tiff({ bigtiff: true, compression: 'none' }).toBuffer()],
        ['a TIFF of one bit', () => grey().tiff({ bitdepth: 1, compression: 'none' }).toBuffer()],
        ['a GIF smaller than its screen', () => gifFile({ ...smallGif, frame: [0, 0, 2, 1] })],
        ['a TIFF with JPEG inside', () => grey().tiff({ compression: 'jpeg' }).toBuffer()],
      ] as const
    ).map(([what, make]) => isRefused('unsupported-pixel-format', what, make)),
    isRefused('corrupt-pixel-data', 'a GIF of three pixels for four', () =>
      gifFile({ ...smallGif, indices: [0, 1, 2] }),
    ),
  ],
};
