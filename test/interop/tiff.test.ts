import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { readPicture } from '../../src/imaging/plain/readPicture';
import { describeWith, tool } from '../support/requirements';

const width = 61;
const height = 47;

/** How libtiff's own tool is told to write a picture. */
const layouts = [
  ['-c', 'none', '-B'],
  ['-c', 'none', '-L', '-r', '5'],
  ['-c', 'lzw:2', '-B', '-r', '7'],
  ['-c', 'lzw', '-f', 'lsb2msb'],
  ['-c', 'zip:2', '-t', '-w', '16', '-l', '32'],
  ['-c', 'packbits', '-B', '-t', '-w', '32', '-l', '16'],
];
/** The tool separates planes of 8 bits only. */
const planes = ['-c', 'none', '-p', 'separate'];

/** The samples of a binary PNM, which are its last bytes and big endian. */
function samplesOf(pnm: Buffer, count: number, bits: number): number[] {
  const start = pnm.length - (count * bits) / 8;
  return Array.from({ length: count }, (_, index) =>
    bits === 8 ? pnm.readUInt8(start + index) : pnm.readUInt16BE(start + 2 * index),
  );
}

describeWith([tool('tiffcp', 'libtiff-tools'), tool('tifftopnm', 'netpbm')], 'TIFF', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'triage-tiff-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  const file = (name: string) => path.join(directory, name);

  async function agrees(name: string, channels: 1 | 3, bits: 8 | 16): Promise<void> {
    const { pixels, description } = await readPicture(readFileSync(file(name)), defaultReadLimits);
    expect(description).toMatchObject({ samplesPerPixel: channels, bitsAllocated: bits });
    // By rows it keeps all 16 bits, and reads strips only.
    spawnSync('tiffcp', ['-c', 'none', '-s', '-p', 'contig', file(name), file('plain.tif')]);
    const { stdout } = spawnSync('tifftopnm', ['-byrow', file('plain.tif')], { maxBuffer: 2 ** 26 });
    const ours = bits === 8 ? pixels : new Uint16Array(pixels.slice().buffer);
    expect([...ours]).toEqual(samplesOf(stdout, width * height * channels, bits));
  }

  test.each([
    [1, 8],
    [1, 16],
    [3, 8],
    [3, 16],
  ] as const)(
    '%i samples of %i bits are what netpbm reads, in every layout and both polarities',
    async (channels, bits) => {
      const count = width * height * channels;
      const samples =
        bits === 8
          ? Uint8Array.from({ length: count }, (_, index) => (index * 29) % 251)
          : Uint16Array.from({ length: count }, (_, index) => (index * 7919) % 65_521);
      const space = { 8: { 1: 'b-w', 3: 'srgb' }, 16: { 1: 'grey16', 3: 'rgb16' } }[bits][channels];
      const tiff = sharp(samples, { raw: { width, height, channels } })
        .toColourspace(space)
        .tiff({ compression: 'none' });
      writeFileSync(file('source.tif'), await tiff.toBuffer());
      for (const [index, layout] of (bits === 8 ? [...layouts, planes] : layouts).entries()) {
        const name = `${index}.tif`;
        expect(spawnSync('tiffcp', [...layout, file('source.tif'), file(name)]).status).toBe(0);
        await agrees(name, channels, bits);
      }
      if (channels === 3) return;
      expect(spawnSync('tiffset', ['-s', '262', '0', file('0.tif')]).status).toBe(0);
      await agrees('0.tif', channels, bits);
    },
  );
});
