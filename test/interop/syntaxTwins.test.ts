import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { highThroughputJpeg2000, jpeg2000 } from '../../src/dicom/codecs/wavelets';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { bytesOf, columns, draw, expectSame, readStream, rows } from '../dicom/codecs/samples';
import { type ImageSpec, imageFile } from '../dicom/dicomBuilder';
import { describeWith, tool } from '../support/requirements';
import { askOracles, pythonWithReaders } from './oracles';

jest.setTimeout(300_000);

let directory: string;
const at = (name: string) => path.join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-twins-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A picture as it was acquired; its odd sides make odd lengths. */
interface Source {
  readonly name: string;
  readonly bits: number;
  readonly signed: boolean;
  readonly samples: 1 | 3;
  readonly photometric: string;
}

const sources: readonly Source[] = [
  ...[8, 12, 16].flatMap((bits) =>
    [false, true].map((signed) => ({
      name: `${bits} bits${signed ? ', signed' : ''}`,
      bits,
      signed,
      samples: 1 as const,
      photometric: 'MONOCHROME2',
    })),
  ),
  { name: 'RGB of 8 bits', bits: 8, signed: false, samples: 3, photometric: 'RGB' },
  { name: 'RGB of 16 bits', bits: 16, signed: false, samples: 3, photometric: 'RGB' },
  { name: 'YBR_FULL of 8 bits', bits: 8, signed: false, samples: 3, photometric: 'YBR_FULL' },
];

function pixelsOf({ bits, signed, samples }: Source): Buffer {
  return bytesOf(draw(bits, signed, samples), bits > 8 ? 16 : 8);
}

function fileOf(source: Source): Buffer {
  const { bits, signed, samples, photometric } = source;
  const allocated = bits > 8 ? 16 : 8;
  const spec: ImageSpec = {
    rows,
    columns,
    bits: [allocated, bits, bits - 1],
    signed,
    samples,
    photometric,
    pixels: Uint8Array.from([
      ...pixelsOf(source),
      ...((rows * columns * samples * allocated) % 16 ? [0] : []),
    ]),
    pixelVr: allocated === 16 ? 'OW' : 'OB',
    more: [
      [0x00100010, 'PN', 'SYNTHETIC^TWIN'],
      [0x00100020, 'LO', 'SYN-TWIN'],
    ],
  };
  return imageFile(spec);
}

type Encoder = readonly [name: string, program: string, ...options: string[]];

const lossless: readonly Encoder[] = [
  ['RLE of DCMTK', 'dcmcrle'],
  ['JPEG lossless, first order', 'dcmcjpeg', '+e1'],
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (value): Encoder => [`JPEG lossless, selection value ${value}`, 'dcmcjpeg', '+el', '+sv', String(value)],
  ),
  ['JPEG-LS of DCMTK', 'dcmcjpls'],
  ['JPEG-LS of DCMTK, planes apart', 'dcmcjpls', '+in'],
  ['RLE of GDCM', 'gdcmconv', '--rle'],
  ['JPEG lossless of GDCM', 'gdcmconv', '--jpeg'],
  ['JPEG-LS of GDCM', 'gdcmconv', '--jpegls'],
  ['JPEG 2000 of GDCM', 'gdcmconv', '--j2k'],
];

const lossy: readonly Encoder[] = [
  ['JPEG extended', 'dcmcjpeg', '+ee', '+q', '90'],
  ['JPEG progressive', 'dcmcjpeg', '+ep', '+q', '90'],
  ['JPEG spectral selection', 'dcmcjpeg', '+es', '+q', '90'],
  ['JPEG-LS, near-lossless', 'dcmcjpls', '+en', '+md', '2'],
  ['JPEG-LS of GDCM, near-lossless', 'gdcmconv', '--jpegls', '--lossy', '-e', '2'],
  ['JPEG 2000 of GDCM, lossy', 'gdcmconv', '--j2k', '--lossy', '-q', '80'],
];

/** GDCM does not compress every picture with odd sides. */
const unable = new Set([
  ...['8 bits', '8 bits, signed', 'RGB of 8 bits', 'YBR_FULL of 8 bits'].map(
    (name) => `${name}: RLE of GDCM`,
  ),
  'RGB of 16 bits: JPEG 2000 of GDCM',
]);

/**
 * Lossy values of 12 bits in streams of 16 that went past 12 bits: other readers leave them there, ours are brought
 * back to the limit, because whoever believes Bits Stored would take the brightest for the darkest.
 */
const broughtBack = ['JPEG-LS of GDCM, near-lossless', 'JPEG 2000 of GDCM, lossy'].map(
  (name) => `12 bits, signed: ${name}`,
);

/** The file that the tool makes; undefined where it says that it cannot, as DCMTK of near-lossless signed values. */
function transcode(source: Source, [name, program, ...options]: Encoder): string | undefined {
  const stem = `${source.name} ${name}`.replace(/\W+/g, '-');
  writeFileSync(at(`${stem}.source.dcm`), fileOf(source));
  const target = at(`${stem}.dcm`);
  const { status } = spawnSync(program, [...options, at(`${stem}.source.dcm`), target], { timeout: 20_000 });
  return status === 0 && existsSync(target) ? target : undefined;
}

const tools = [tool('dcmcjpeg', 'dcmtk'), tool('gdcmconv', 'libgdcm-tools')];

describeWith(tools, 'one picture in every lossless transfer syntax', () => {
  describe.each(sources)('$name', (source) => {
    const able = lossless.filter(([name]) => !unable.has(`${source.name}: ${name}`));
    test.each(able.map((encoder) => [encoder[0], encoder] as const))(
      '%s: the same stored values',
      async (_, encoder) => {
        const file = transcode(source, encoder);
        if (file === undefined) throw new Error(`${encoder[1]} failed`);
        const { description, pixels } = await readDicom(readFileSync(file), defaultReadLimits);
        expectSame(pixels, pixelsOf(source));
        expect(description).toMatchObject({
          bitsStored: source.bits,
          pixelRepresentation: source.signed ? 1 : 0,
          photometricInterpretation: source.photometric,
        });
      },
    );
  });
});

describeWith([...tools, pythonWithReaders], 'one picture in every lossy transfer syntax', () => {
  test('has the values that other readers find', async () => {
    const files = sources.flatMap((source) =>
      lossy.flatMap((encoder) => {
        const file = transcode(source, encoder);
        return file === undefined ? [] : [{ name: `${source.name}: ${encoder[0]}`, file }];
      }),
    );
    const images = await Promise.all(
      files.map(async ({ file }) => ({
        path: file,
        image: await readDicom(readFileSync(file), defaultReadLimits),
      })),
    );
    const verdicts = askOracles(images, at('oracles'));
    const lonely = files.filter((_, index) => verdicts[index]?.agreed.length === 0).map(({ name }) => name);
    const differing = files
      .filter((_, index) => verdicts[index]?.differed.length !== 0)
      .map(({ name }) => name);
    expect({ lonely, differing }).toEqual({ lonely: broughtBack, differing: broughtBack });
    for (const [index, { name }] of files.entries()) {
      const clamped = images[index]?.image.description.notes.includes('values-clamped');
      expect([name, clamped]).toEqual([name, broughtBack.includes(name)]);
    }
    expect(files.length).toBeGreaterThanOrEqual(44);
  });
});

/** A portable grey map or pixel map: big endian where it has 16 bits. */
function pnm({ bits, samples }: Source, pixels: Buffer): Buffer {
  const kind = samples === 3 ? 'P6' : 'P5';
  const values = bits > 8 ? Buffer.from(pixels).swap16() : pixels;
  return Buffer.concat([Buffer.from(`${kind}\n${columns} ${rows}\n${2 ** bits - 1}\n`), values]);
}

/** The samples at the end of a portable map, little endian. */
function samplesOfPnm(file: string, length: number): Buffer {
  const bytes = readFileSync(file);
  return Buffer.from(bytes.subarray(bytes.length - length)).swap16();
}

describeWith([tool('ojph_compress', 'openjph-tools')], 'HTJ2K as OpenJPH writes it', () => {
  function compress(source: Source, name: string, ...options: string[]): Buffer {
    const [input, output] = [at(`${name}.${source.samples === 3 ? 'ppm' : 'pgm'}`), at(`${name}.j2c`)];
    writeFileSync(input, pnm(source, pixelsOf(source)));
    const { status, stderr } = spawnSync('ojph_compress', ['-i', input, '-o', output, ...options]);
    if (status !== 0) throw new Error(String(stderr));
    return readFileSync(output);
  }

  const specOf = ({ bits, samples, photometric }: Source): Omit<ImageSpec, 'pixels'> => ({
    bits: [bits > 8 ? 16 : 8, bits, bits - 1],
    samples,
    photometric,
  });

  // Values with a sign cannot be given to the program: it takes their bits for large values.
  const unsigned = sources.filter(({ signed }) => !signed);
  const grey = unsigned.find(({ bits }) => bits === 12) as Source;

  describe.each(unsigned)('$name', (source) => {
    test.each(['true', 'false'])('the same stored values, colour transform %s', async (transform) => {
      const name = `${source.name}-${transform}`.replace(/\W+/g, '-');
      const colour = source.samples === 3 ? ['-colour_trans', transform] : [];
      const stream = compress(source, name, '-reversible', 'true', ...colour);
      const { pixels } = await readStream('1.2.840.10008.1.2.4.201', stream, specOf(source));
      expectSame(pixels, pixelsOf(source));
    });
  });

  test.each(['LRCP', 'RLCP', 'RPCL', 'PCRL', 'CPRL'])('progression %s, in tiles', async (order) => {
    const stream = compress(
      grey,
      order,
      '-reversible',
      'true',
      '-prog_order',
      order,
      '-tile_size',
      '{16,16}',
    );
    const { pixels } = await readStream('1.2.840.10008.1.2.4.202', stream, specOf(grey));
    expectSame(pixels, pixelsOf(grey));
  });

  test('lossy: what OpenJPH itself decodes, within one level', async () => {
    const stream = compress(grey, 'lossy', '-qstep', '0.001');
    expect(spawnSync('ojph_expand', ['-i', at('lossy.j2c'), '-o', at('again.pgm')]).status).toBe(0);
    const { pixels } = await readStream('1.2.840.10008.1.2.4.203', stream, specOf(grey));
    const values = (bytes: Uint8Array) => new Uint16Array(Uint8Array.from(bytes).buffer);
    const [ours, theirs] = [values(pixels), values(samplesOfPnm(at('again.pgm'), pixels.length))];
    const off = ours.map((value, index) => Math.abs(value - (theirs[index] ?? 0)));
    expect(Math.max(...off)).toBeLessThanOrEqual(1);
  });

  test.each([1, 2, 3])('halved %i times: what OpenJPH makes of it', async (levels) => {
    const stream = compress(grey, `reduced-${levels}`, '-reversible', 'true');
    const options = ['-i', at(`reduced-${levels}.j2c`), '-o', at('small.pgm'), '-skip_res', String(levels)];
    expect(spawnSync('ojph_expand', options).status).toBe(0);
    const frame = await highThroughputJpeg2000(false).reduced?.decodeFrame(
      stream,
      formatOf(12),
      levels,
      silent,
    );
    const ours = frame?.pixels ?? new Uint8Array(0);
    expectSame(ours, samplesOfPnm(at('small.pgm'), ours.length));
  });
});

const silent = { add: () => {} };
const formatOf = (bitsStored: number) => ({
  rows,
  columns,
  samplesPerPixel: 1,
  bitsAllocated: 16,
  bitsStored,
  highBit: bitsStored - 1,
  pixelRepresentation: 0 as const,
  planarConfiguration: 0 as const,
  photometricInterpretation: 'MONOCHROME2',
});

describeWith([tool('opj_compress', 'libopenjp2-tools')], 'JPEG 2000 as OpenJPEG writes it', () => {
  const values = draw(12);

  function compress(name: string, ...options: string[]): Buffer {
    const swapped = Buffer.from(bytesOf(values, 16)).swap16();
    writeFileSync(at(`${name}.pgm`), Buffer.concat([Buffer.from(`P5\n${columns} ${rows}\n4095\n`), swapped]));
    const files = ['-i', at(`${name}.pgm`), '-o', at(`${name}.j2k`)];
    const { status, stderr } = spawnSync('opj_compress', [...files, ...options], { timeout: 20_000 });
    if (status !== 0) throw new Error(String(stderr));
    return readFileSync(at(`${name}.j2k`));
  }

  test.each([
    ['tiles', '-t', '16,16', '-n', '3'],
    ['tile-parts', '-t', '16,16', '-TP', 'R', '-n', '3'],
    ['quality layers', '-r', '20,10,1', '-n', '4'],
    ['markers of packets', '-SOP', '-EPH', '-n', '4'],
    ['every mode of coding', '-M', '63', '-n', '4'],
    ['an origin elsewhere', '-d', '5,9', '-n', '4'],
    ['precincts', '-c', '[32,32],[16,16]', '-p', 'PCRL', '-n', '3'],
  ])('%s: the same stored values', async (name, ...options) => {
    const { pixels } = await readStream(
      '1.2.840.10008.1.2.4.90',
      compress(name.replace(/\W/g, '-'), ...options),
    );
    expectSame(pixels, bytesOf(values, 16));
  });

  test('of a picture whose origin is elsewhere there are no smaller ones', () => {
    const codec = jpeg2000(false);
    expect(codec.reduced?.reduction(compress('moved', '-d', '5,9', '-n', '4')).levels).toBe(0);
    expect(codec.reduced?.reduction(compress('at-origin', '-n', '4')).levels).toBe(3);
  });

  test.each([1, 2, 3])('halved %i times: what OpenJPEG makes of it', async (levels) => {
    const stream = compress(`halved-${levels}`, '-n', '5');
    const options = ['-i', at(`halved-${levels}.j2k`), '-o', at('small.pgm'), '-r', String(levels)];
    expect(spawnSync('opj_decompress', options).status).toBe(0);
    const theirs = readFileSync(at('small.pgm'));
    const frame = await jpeg2000(false).reduced?.decodeFrame(stream, formatOf(12), levels, silent);
    const ours = Buffer.from(frame?.pixels ?? []).swap16();
    expectSame(ours, theirs.subarray(theirs.length - ours.length));
  });
});
