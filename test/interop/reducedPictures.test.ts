import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { readFile } from '../../src/decoder/child/readFile';
import { decodeCodestream } from '../../src/dicom/pixels/decodeCodestream';
import { readDicom } from '../../src/dicom/readDicom';
import type { ReadImage } from '../../src/domain/image/imageDescription';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { resizeGrey, squareAroundPicture } from '../../src/imaging/resizing/resize';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { decodeFull } from '../../src/operations/images/fullImage';
import { describeWith, tool } from '../support/requirements';

/** Large enough to be reduced once, and odd. */
const size = { width: 1301, height: 1403 };

describeWith([tool('gdcmconv', 'libgdcm-tools')], 'a radiograph that GDCM compressed with wavelets', () => {
  let directory: string;
  let plain: Uint8Array;

  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'triage-reduced-'));
    plain = writeDx(drawChest(5, size), {
      photometric: 'MONOCHROME2',
      studyUid: '2.25.11',
      seriesUid: '2.25.12',
      sopUid: '2.25.13',
      patientName: 'SYNTHETIC^REDUCED',
      patientId: 'SYNTHETIC-5',
      ageYears: 50,
      sex: 'F',
      bodyPart: 'CHEST',
      view: 'PA',
    });
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function compressed(...options: string[]): Uint8Array {
    const [source, target] = ['plain.dcm', 'wavelets.dcm'].map((name) => path.join(directory, name));
    writeFileSync(source as string, plain);
    const { status } = spawnSync('gdcmconv', [...options, source as string, target as string], {
      timeout: 30_000,
    });
    expect(status).toBe(0);
    return new Uint8Array(readFileSync(target as string));
  }

  function modelInput({ description, pixels }: Pick<ReadImage, 'description' | 'pixels'>): Float32Array {
    const picture = displayPicture(description, pixels);
    return resizeGrey(picture, squareAroundPicture(picture), 224, 224).picture.data;
  }

  const rms = (a: Float32Array, b: Float32Array) =>
    Math.sqrt(a.reduce((sum, value, at) => sum + (value - (b[at] ?? Number.NaN)) ** 2, 0) / a.length);

  test.each([
    ['5/3', ['--j2k']],
    ['9/7', ['--lossy', '--j2k', '--irreversible', '-r', '8']],
  ])(
    '%s: is admitted at half of its sides, and its model input is that of the full picture',
    async (wavelet, options) => {
      const file = compressed(...options);
      const reduced = await readFile(file, 'a.dcm', defaultReadLimits);
      const full = await readDicom(file, defaultReadLimits);
      expect(reduced.description).toEqual({ ...full.description, reduction: { levels: 1, wavelet } });
      expect(reduced.pixels).toHaveLength(2 * 651 * 702);
      expect(rms(modelInput(reduced), modelInput(full))).toBeLessThan(0.001);
    },
  );

  test('the full picture comes out of what is kept, bit for bit', async () => {
    const { description, codestreams = [] } = await readFile(compressed('--j2k'), '', defaultReadLimits);
    const full = await decodeFull(decodeCodestream, description, codestreams[0] as Uint8Array);
    const original = await readDicom(plain, defaultReadLimits);
    expect(Buffer.from(full.pixels).equals(original.pixels)).toBe(true);
    expect(full.description.reduction).toBeUndefined();
  });

  test('what is kept has no comment in it any more', async () => {
    const file = compressed('--j2k');
    const comment = 'OpenJPEG';
    expect(Buffer.from(file).includes(comment)).toBe(true);
    const { codestreams = [] } = await readFile(file, '', defaultReadLimits);
    expect(Buffer.from(codestreams[0] as Uint8Array).includes(comment)).toBe(false);
  });

  test('values that stand for no picture are not mixed with others: it is read in full', async () => {
    const padded = path.join(directory, 'padded.dcm');
    writeFileSync(padded, compressed('--j2k'));
    const added = spawnSync('dcmodify', ['-nb', '-i', '(0028,0120)=0', padded], { timeout: 30_000 });
    expect(added.status).toBe(0);
    const { description, codestreams } = await readFile(readFileSync(padded), '', defaultReadLimits);
    expect([description.reduction, codestreams]).toEqual([undefined, undefined]);
  });
});
