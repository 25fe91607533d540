import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { readPicture } from '../../src/imaging/plain/readPicture';
import { imageFile, syntaxes } from '../dicom/dicomBuilder';
import { describeWith, tool } from '../support/requirements';

const [columns, rows] = [67, 45];
const size = 3 * columns * rows;
/** Colour that changes from pixel to pixel, so that wrongly repeated colour would be seen. */
const drawing = Buffer.concat([
  Buffer.from(`P6\n${columns} ${rows}\n255\n`),
  Buffer.from(
    Array.from({ length: columns * rows }, (_, at) => {
      const [x, y] = [at % columns, Math.floor(at / columns)];
      return [(x * 4) % 256, (y * 5) % 256, ((x * x + 3 * y) >> 3) % 256];
    }).flat(),
  ),
]);

function run(program: string, args: readonly string[], input?: Uint8Array): Buffer {
  const { status, stdout, stderr } = spawnSync(program, args, { input, maxBuffer: 1 << 24 });
  if (status !== 0) throw new Error(`${program}: ${stderr}`);
  return stdout;
}

/** The libjpeg family repeats colour by itself, and has smoother ways for halved colour: one of them is DCMTK's. */
const samplings = ['1x1', '2x1', '2x2', '1x2', '4x1', '4x2', '1x4', '2x4', '3x1', '3x2'];
const jpegOf = (sampling: string) =>
  run('pnmtojpeg', ['-quality=90', `-sample=${sampling},1x1,1x1`], drawing);

describeWith([tool('pnmtojpeg', 'netpbm')], 'JPEG pictures of every sampling', () => {
  test.each(samplings)('%s, of which 4x1 is 4:1:1, is what netpbm makes of it', async (sampling) => {
    const jpeg = jpegOf(sampling);
    const { pixels, description } = await readPicture(jpeg, defaultReadLimits);
    expect(description.photometricInterpretation).toBe('RGB');
    expect(Buffer.from(pixels).equals(run('jpegtopnm', [], jpeg).subarray(-size))).toBe(true);
  });
});

describeWith(
  [tool('pnmtojpeg', 'netpbm'), tool('dcmj2pnm', 'dcmtk')],
  'JPEG of every sampling in DICOM',
  () => {
    let directory: string;
    beforeAll(() => {
      directory = mkdtempSync(path.join(tmpdir(), 'triage-sampling-'));
    });
    afterAll(() => rmSync(directory, { recursive: true, force: true }));

    test.each(samplings)('%s is what DCMTK makes of it', async (sampling) => {
      const jpeg = jpegOf(sampling);
      const fragment = Buffer.concat([jpeg, Buffer.alloc(jpeg.length % 2)]);
      const bytes = imageFile(
        {
          rows,
          columns,
          samples: 3,
          photometric: 'YBR_FULL_422',
          bits: [8, 8, 7],
          pixelVr: 'OB',
          pixels: { fragments: [new Uint8Array(0), fragment] },
        },
        syntaxes.jpegBaseline,
      );
      const [file, shown] = [path.join(directory, 'image.dcm'), path.join(directory, 'shown.ppm')];
      writeFileSync(file, bytes);
      run('dcmj2pnm', ['--write-raw-pnm', file, shown]);
      const { pixels } = await readDicom(bytes, defaultReadLimits);
      expect(Buffer.from(pixels).equals(readFileSync(shown).subarray(-size))).toBe(true);
    });
  },
);
