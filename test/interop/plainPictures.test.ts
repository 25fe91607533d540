import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { readFile } from '../../src/decoder/child/readFile';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { describeWith, python, tool } from '../support/requirements';

const [width, height] = [67, 45];
const colours = Array.from({ length: width * height }, (_, at) => [
  ((at % width) * 3) % 256,
  (Math.floor(at / width) * 5) % 256,
  (at * at) % 251,
]);
const read = (bytes: Uint8Array) => readFile(bytes, '', defaultReadLimits);

/** The samples behind the header of a PNM file, most significant byte first. */
const samplesOf = (pnm: Buffer, bytes: number) => pnm.subarray(-bytes);

function run(program: string, args: readonly string[], input?: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 1 << 24 });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

describeWith([tool('giftopnm', 'netpbm')], 'a GIF', () => {
  test.each([1, 4, 8])('of at most 2^%d colours is what netpbm makes of it', async (bits) => {
    const gif = await sharp(Buffer.from(colours.flat()), { raw: { width, height, channels: 3 } })
      .gif({ dither: 0, colours: 2 ** bits })
      .toBuffer();
    const { pixels, description } = await read(gif);
    expect(description.samplesPerPixel).toBe(3);
    expect(samplesOf(run('giftopnm', [], gif), pixels.length).equals(pixels)).toBe(true);
  });
});

describeWith([tool('ppmtobmp', 'netpbm'), tool('bmptopnm', 'netpbm')], 'a BMP', () => {
  const ppm = (values: readonly number[]) =>
    Buffer.concat([Buffer.from(`P6\n${width} ${height}\n255\n`), Buffer.from(values)]);
  const few = (count: number) =>
    colours.flatMap((_, at) => [(at % count) * 15, 255 - (at % count) * 15, ((at % count) * 50) % 256]);

  test.each([
    [1, few(2)],
    [4, few(16)],
    [8, few(17)],
    [24, colours.flat()],
  ])('of %d bits is what netpbm makes of it', async (bits, values) => {
    const bmp = run('ppmtobmp', ['-windows', `-bpp=${bits}`], ppm(values));
    expect(bmp.readUInt16LE(28)).toBe(bits);
    const { pixels } = await read(bmp);
    expect([...pixels]).toEqual(values);
    expect(samplesOf(run('bmptopnm', [], bmp), pixels.length).equals(pixels)).toBe(true);
  });
});

describeWith(
  [tool('opj_compress', 'libopenjp2-tools'), tool('opj_decompress', 'libopenjp2-tools')],
  'a JPEG 2000 picture',
  () => {
    let directory: string;
    beforeAll(() => {
      directory = mkdtempSync(path.join(tmpdir(), 'triage-jp2-'));
    });
    afterAll(() => rmSync(directory, { recursive: true, force: true }));
    const at = (name: string) => path.join(directory, name);

    test.each([
      ['a lossless JP2 file of colours', 'jp2', 8, 3, []],
      ['a lossy one', 'jp2', 8, 3, ['-r', '8', '-I']],
      ['a codestream of colours that are not transformed', 'j2k', 8, 3, ['-mct', '0']],
      ['a JP2 file of 12 grey bits in tiles', 'jp2', 12, 1, ['-t', '32,32']],
      ['a lossy one of 16 grey bits', 'jp2', 16, 1, ['-r', '4', '-I']],
    ] as const)('%s is what OpenJPEG makes of it', async (_, extension, bits, samples, options) => {
      const values =
        samples === 3 ? colours.flat() : colours.map(([r = 0, g = 0]) => (r * 256 + g) % 2 ** bits);
      const bytes = Buffer.alloc(values.length * (bits > 8 ? 2 : 1));
      for (const [index, value] of values.entries())
        if (bits > 8) bytes.writeUInt16BE(value, 2 * index);
        else bytes.writeUInt8(value, index);
      const head = `P${samples === 3 ? 6 : 5}\n${width} ${height}\n${2 ** bits - 1}\n`;
      const source = samples === 3 ? 'source.ppm' : 'source.pgm';
      writeFileSync(at(source), Buffer.concat([Buffer.from(head), bytes]));
      run('opj_compress', ['-i', at(source), '-o', at(`picture.${extension}`), ...options]);
      run('opj_decompress', ['-i', at(`picture.${extension}`), '-o', at(`shown-${source}`)]);
      const { pixels, description } = await read(readFileSync(at(`picture.${extension}`)));
      expect(description).toMatchObject({ bitsStored: bits, samplesPerPixel: samples });
      const ours = bits > 8 ? Buffer.from(pixels).swap16() : Buffer.from(pixels);
      expect(samplesOf(readFileSync(at(`shown-${source}`)), ours.length).equals(ours)).toBe(true);
    });
  },
);

const pillow = python('PIL');
/** Writes an MPO of as many pictures, and prints the first one's samples as Pillow reads them. */
const mpo = `
import sys
from PIL import Image
file, width, height = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
grey = Image.frombytes('L', (width, height), sys.stdin.buffer.read())
more = [grey.rotate(180), grey.resize((9, 9))][:int(sys.argv[4])]
grey.save(file, format='MPO', save_all=True, append_images=more, quality=90)
sys.stdout.buffer.write(Image.open(file).tobytes())
`;

describeWith([pillow], 'the first picture of an MPO', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'triage-mpo-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  // Pillow 9.4 leaves no room for the index of more than two.
  test.each([1])('before %d more is what Pillow reads', async (pictures) => {
    const file = path.join(directory, `${pictures}.mpo`);
    const grey = Buffer.from(colours.map(([value = 0]) => value));
    const args = ['-c', mpo, file, `${width}`, `${height}`, `${pictures}`];
    const first = run(pillow.program, args, grey);
    const { description, pixels } = await readFile(
      readFileSync(file),
      path.basename(file),
      defaultReadLimits,
    );
    expect(description.notes).toContain('further-pictures');
    expect(description.behind?.pictures).toBe(pictures);
    expect(first.equals(pixels)).toBe(true);
  });
});

/** Scripts of pnmtojpeg: which components and coefficients each scan has, and down to which bit. */
const scans = {
  'a scan for each component': '0;\n1;\n2;\n',
  'two scans': '0;\n1 2;\n',
  'progressive by bits':
    '0 1 2: 0-0, 0, 1;\n0: 1-63, 0, 0;\n1: 1-63, 0, 0;\n2: 1-63, 0, 0;\n0 1 2: 0-0, 1, 0;\n',
};

describeWith([tool('pnmtojpeg', 'netpbm')], 'a JPEG of several scans', () => {
  test.each(Object.entries(scans))(
    '%s, is what netpbm makes of it, whatever follows',
    async (_name, script) => {
      const directory = mkdtempSync(path.join(tmpdir(), 'triage-scans-'));
      try {
        const file = path.join(directory, 'scans');
        writeFileSync(file, script);
        const ppm = Buffer.concat([
          Buffer.from(`P6\n${width} ${height}\n255\n`),
          Buffer.from(colours.flat()),
        ]);
        const jpeg = run(
          'pnmtojpeg',
          ['-quality=90', '-sample=2x2,1x1,1x1', '-restart=3', `-scans=${file}`],
          ppm,
        );
        const shown = samplesOf(run('jpegtopnm', [], jpeg), 3 * width * height);
        for (const rest of ['', 'the comments of an export program']) {
          const { pixels } = await read(Buffer.concat([jpeg, Buffer.from(rest)]));
          expect(shown.equals(pixels)).toBe(true);
        }
        // An end mark before the last scan.
        const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
        const early = Buffer.concat([jpeg.subarray(0, last), Buffer.from([0xff, 0xd9]), jpeg.subarray(last)]);
        await expect(read(early)).rejects.toMatchObject({ code: 'corrupt-pixel-data' });
      } finally {
        rmSync(directory, { recursive: true, force: true });
      }
    },
  );
});
