import { gzipSync } from 'node:zlib';
import sharp from 'sharp';
import { refusedSyntaxes } from '../../../src/dicom/codecs/refusedSyntaxes';
import type { ReadImage } from '../../../src/domain/image/imageDescription';
import { encodeJpeg2000 } from '../../dicom/codecs/encoders';
import { type ElementSpec, type ImageSpec, imageFile, syntaxes } from '../../dicom/dicomBuilder';
import { zipOf } from '../../support/zipOf';
import { notAnalysedExamples } from '../analysisExamples';
import type { Example } from '../example';
import { explainedFile } from '../explainedFile';
import { skipExamples } from '../exportExamples';
import { type Case, isRead, isRefused, noteOf, storedValues } from './case';

const eight = { bits: [8, 8, 7], pixelVr: 'OB' } as const;
const colours = { ...eight, rows: 1, samples: 3, pixels: [10, 20, 30, 40, 50, 60] } as const;

/** A DICOM image, and the stored values that come out of it. */
function values(what: string, spec: ImageSpec, expected: readonly number[], photometric?: string): Case {
  return isRead(
    what,
    () => imageFile(spec),
    (read) => {
      expect(storedValues(read)).toEqual(expected);
      if (photometric) expect(read.description.photometricInterpretation).toBe(photometric);
    },
  );
}

function floats(tag: number, vr: string, write: (bytes: Buffer, value: number, at: number) => void): Case {
  return isRead(
    vr === 'OF' ? 'float' : 'double float',
    () => {
      const width = vr === 'OF' ? 4 : 8;
      const bytes = Buffer.alloc(4 * width);
      for (const [at, value] of [0.5, 1, 2, 3].entries()) write(bytes, value, at * width);
      const bits = 8 * width;
      const more: ElementSpec[] = [[tag, vr, bytes]];
      return withoutPixels(imageFile({ pixels: [], bits: [bits, bits, bits - 1], more }));
    },
    ({ description }) => expect(description).toMatchObject({ sampleType: 'float', frames: 1 }),
  );
}

/** The file without its element of integer pixels, which is empty. */
function withoutPixels(file: Buffer): Buffer {
  const header = Buffer.from([0xe0, 0x7f, 0x10, 0, 0x4f, 0x57, 0, 0, 0, 0, 0, 0]);
  const at = file.indexOf(header);
  return Buffer.concat([file.subarray(0, at), file.subarray(at + header.length)]);
}

const palette = (segmented: boolean): ElementSpec[] =>
  [1, 2, 3].flatMap((colour): ElementSpec[] => [
    [0x00281100 + colour, 'US', [4, 0, 16]],
    segmented
      ? // A run of one value, then a straight line of three.
        [0x00281220 + colour, 'OW', [0, 1, 0, 1, 3, 0xffff]]
      : [0x00281200 + colour, 'OW', [0, 0x5555, 0xaaaa, 0xffff]],
  ]);

const samples = (count: number, step: number) =>
  Uint8Array.from({ length: count }, (_, at) => (at * step) % 256);
const grey = (bits: 8 | 16) =>
  bits === 8
    ? sharp(samples(64, 3), { raw: { width: 8, height: 8, channels: 1 } }).toColourspace('b-w')
    : sharp(
        new Uint16Array(64).map((_, at) => at * 1000),
        {
          raw: { width: 8, height: 8, channels: 1 },
        },
      ).toColourspace('grey16');
const picture = (what: string, make: () => Promise<Buffer>, format: string, bits: number) =>
  isRead(what, make, ({ description }) =>
    expect(description).toMatchObject({ format, rows: 8, columns: 8, bitsAllocated: bits }),
  );

const isAdmitted = (reason: 'no-pixel-data' | 'video', check: (read: ReadImage) => void): Case => {
  const { what, make } = notAnalysedExamples[reason] as Example;
  return isRead(what, make, check, reason);
};

const exported = (what: string, make: () => Promise<Uint8Array> | Uint8Array): Case => ({
  what,
  codes: [],
  check: async () => {
    const [first] = await explainedFile('export.zip', await make());
    expect(first).toMatchObject({ kind: 'export', counts: { members: 1 } });
  },
});

/** For each row of the table of what is read: the files that show it. */
export const readCases: Readonly<Record<string, readonly Case[]>> = {
  'DICOM transfer syntaxes': [
    ...Object.entries(syntaxes)
      .filter(([name]) => name !== 'jpegBaseline')
      .map(([name, syntax]) =>
        isRead(
          name,
          () => imageFile({ pixels: [1, 2, 3, 4] }, syntax),
          (read) => expect(storedValues(read)).toEqual([1, 2, 3, 4]),
        ),
      ),
    ...refusedSyntaxes.map(({ uid }) =>
      isRefused('unsupported-transfer-syntax', uid, () => imageFile({ pixels: [1, 2, 3, 4] }, uid), {
        value: uid,
      }),
    ),
  ],
  pixels: [
    noteOf('one-bit-unpacked'),
    values('8 bits', { ...eight, pixels: [1, 2, 3, 255] }, [1, 2, 3, 255]),
    values('16 bits', { bits: [16, 16, 15], pixels: [1, 2, 3, 65_535] }, [1, 2, 3, 65_535]),
    values(
      '32 bits',
      { bits: [32, 32, 31], pixelVr: 'OL', pixels: [1, 2, 3, 0xffffffff] },
      [1, 2, 3, 0xffffffff],
    ),
    values('signed', { signed: true, pixels: [0xfff, 0x800, 0, 1] }, [-1, -2048, 0, 1]),
    values('High Bit 15', { bits: [16, 12, 15], pixels: [16, 32, 48, 64] }, [1, 2, 3, 4]),
    floats(0x7fe00008, 'OF', (bytes, value, at) => bytes.writeFloatLE(value, at)),
    floats(0x7fe00009, 'OD', (bytes, value, at) => bytes.writeDoubleLE(value, at)),
    values('MONOCHROME1', { photometric: 'MONOCHROME1', pixels: [1, 2, 3, 4] }, [1, 2, 3, 4], 'MONOCHROME1'),
    values('RGB', { ...colours, photometric: 'RGB' }, [...colours.pixels], 'RGB'),
    values('planes', { ...colours, photometric: 'RGB', planar: 1 }, [10, 30, 50, 20, 40, 60]),
    values('YBR_FULL', { ...colours, photometric: 'YBR_FULL' }, [...colours.pixels], 'YBR_FULL'),
    noteOf('ybr-422-expanded'),
    ...[false, true].map((segmented) =>
      isRead(
        segmented ? 'a segmented palette' : 'a palette',
        () =>
          imageFile({
            ...eight,
            pixels: [0, 1, 2, 3],
            photometric: 'PALETTE COLOR',
            more: palette(segmented),
          }),
        ({ description }) => expect(description.palette?.red.values).toEqual([0, 0x5555, 0xaaaa, 0xffff]),
      ),
    ),
    ...['YBR_RCT', 'YBR_ICT'].map((photometric) =>
      isRead(
        photometric,
        async () => {
          const frame = { width: 8, height: 8, bitsPerSample: 8, componentCount: 3, isSigned: false };
          const stream = await encodeJpeg2000(samples(192, 1), frame);
          const fragments = [new Uint8Array(0), Buffer.concat([stream, Buffer.alloc(stream.length % 2)])];
          return imageFile(
            { ...eight, rows: 8, columns: 8, samples: 3, photometric, pixels: { fragments } },
            '1.2.840.10008.1.2.4.91',
          );
        },
        (read) => {
          expect(read.description.photometricInterpretation).toBe('RGB');
          expect(storedValues(read)).toEqual([...samples(192, 1)]);
        },
      ),
    ),
    values('two frames', { ...eight, rows: 1, frames: 2, pixels: [1, 2, 3, 4] }, [1, 2, 3, 4]),
    noteOf('frames-by-markers'),
    noteOf('offset-table-ignored'),
  ],
  pictures: [
    picture('JPEG', () => grey(8).jpeg().toBuffer(), 'jpeg', 8),
    picture('PNG', () => grey(8).png().toBuffer(), 'png', 8),
    picture('PNG of 16 bits', () => grey(16).png().toBuffer(), 'png', 16),
    picture('GIF', () => grey(8).gif().toBuffer(), 'gif', 8),
    picture('WebP', () => grey(8).webp({ lossless: true }).toBuffer(), 'webp', 8),
    picture(
      'JPEG 2000',
      () =>
        encodeJpeg2000(samples(64, 3), {
          width: 8,
          height: 8,
          bitsPerSample: 8,
          componentCount: 1,
          isSigned: false,
        }),
      'jpeg2000',
      8,
    ),
    picture('TIFF', () => grey(8).tiff({ compression: 'none' }).toBuffer(), 'tiff', 8),
    picture('TIFF of 16 bits', () => grey(16).tiff({ compression: 'lzw' }).toBuffer(), 'tiff', 16),
  ],
  'packed files': [
    isRead(
      'a DICOM file in GZIP',
      () => gzipSync(imageFile({ pixels: [1, 2, 3, 4] })),
      (read) => expect(storedValues(read)).toEqual([1, 2, 3, 4]),
    ),
  ],
  exports: [
    exported('a ZIP', () => zipOf({ IMAGE: imageFile({ pixels: [1, 2, 3, 4] }) })),
    exported('a ZIP with a DICOMDIR', skipExamples.index.make),
  ],
  'DICOM without pixels': [
    isAdmitted('no-pixel-data', ({ description }) => expect(description.frames).toBe(0)),
  ],
  'videos in DICOM': [
    isAdmitted('video', ({ description, pixels }) => {
      expect(description).toMatchObject({ frames: 0, video: expect.anything(), modality: 'ES' });
      expect(pixels).toHaveLength(0);
    }),
  ],
};
