import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RefusedError } from '../../src/domain/errors';
import type { ReadImage } from '../../src/domain/imageDescription';
import { describeWith, python, tool } from '../support/requirements';
import { isImage, type PublicFile, publicFolder, readPublicFiles } from './publicFiles';

jest.setTimeout(300_000);

const pydicom = python('pydicom', 'numpy');
const jpegBaseline = '1.2.840.10008.1.2.4.50';

/** Where another reader gives other values: what shows that it is the other one who is wrong. */
const exceptions: Readonly<Record<string, string>> = {
  'pydicom/SC_rgb_small_odd_big_endian.dcm':
    'pydicom 2.3 does not swap bytes in words (VR OW); its little endian twin has our values, and so does DCMTK',
  'pydicom-data/OBXXXX1A_expb.dcm':
    'pydicom 2.3 does not swap bytes in words; DCMTK and GDCM have our values',
  'pydicom-data/OBXXXX1A_expb_2frame.dcm': 'as the file before',
  'pydicom-data/mlut_18.dcm':
    'pydicom does not extend the sign of 12 bits in 16; the modality table of the file is for -2048 to 2047',
  'pydicom-data/OT-PAL-8-face.dcm': 'pydicom gives no pixels without file meta information',
  'pylibjpeg-data/SC_rgb_jpeg_lossy_gdcm.dcm':
    'says RGB, but its colour is subsampled: DCMTK gives YCbCr as RGB, where ours are the bars of the chart; ' +
    'pydicom/SC_rgb_jpeg_lossy_gdcm.dcm is the same stream, says YBR_FULL, and DCMTK has our values',
  'pydicom/SC_rgb_jpeg.dcm':
    'DCMTK cannot read its data set, which is encoded as implicit VR; GDCM has our values',
};

/** Refused for another reason than the transfer syntax. */
const refused: Readonly<Record<string, string>> = {
  'pydicom/MR_truncated.dcm': 'truncated',
  'pydicom/badVR.dcm': 'inconsistent-attributes',
  'pydicom/charset/chrJapMulti.dcm': 'truncated',
  'pydicom/charset/chrJapMultiExplicitIR6.dcm': 'truncated',
  'pydicom/charset/chrKoreanMulti.dcm': 'truncated',
  'pydicom/dicomdir/DICOMDIR-nooffset': 'truncated',
  'pydicom/meta_missing_tsyntax.dcm': 'inconsistent-attributes',
  'pydicom/nested_priv_SQ.dcm': 'inconsistent-attributes',
  'pydicom/no_meta.dcm': 'not-an-image',
  'pydicom/rtplan_truncated.dcm': 'truncated',
  'pydicom-data/parametric_map_double_float.dcm': 'unsupported-pixel-format',
  'pydicom-data/parametric_map_float.dcm': 'unsupported-pixel-format',
};

describeWith([publicFolder, pydicom, tool('dcmdjpeg', 'dcmtk')], 'stored values of public files', () => {
  let files: PublicFile[];
  let directory: string;

  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'triage-oracle-'));
    files = await readPublicFiles();
  });

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test('equal those of pydicom, and of DCMTK for JPEG', () => {
    const images = files.filter(({ outcome }) => isImage(outcome));
    const sources = images.map((file, index) => plain(file, path.join(directory, `${index}.dcm`)));
    const outputs = images.map((_, index) => path.join(directory, `${index}.raw`));
    const input = sources.map((source, index) => `${source}\t${outputs[index]}\n`).join('');
    const script = path.join(__dirname, 'pydicom_values.py');
    const { status } = spawnSync(pydicom.program, [script], { input, timeout: 240_000 });
    expect(status).toBe(0);
    const different = images.filter(
      ({ outcome }, index) => !agrees(outcome as ReadImage, outputs[index] ?? ''),
    );
    expect(different.map(({ name }) => name).sort()).toEqual(Object.keys(exceptions).sort());
    expect(images.length - different.length).toBeGreaterThanOrEqual(124);
  });

  test('every other file is refused by name, or has no pixels', () => {
    const others = files.flatMap(({ name, outcome }) =>
      outcome instanceof RefusedError && outcome.code !== 'unsupported-transfer-syntax'
        ? [[name, outcome.code]]
        : [],
    );
    expect(Object.fromEntries(others)).toEqual(refused);
    for (const { outcome } of files) {
      if (!(outcome instanceof RefusedError) || outcome.code !== 'unsupported-transfer-syntax') continue;
      expect(String(outcome.detail.value)).toMatch(/^1\.2\.840\.10008\.1\.2\./);
    }
  });
});

/** The file itself, or what DCMTK makes of its JPEG; a name where nothing is if it cannot. */
function plain({ path: source, outcome }: PublicFile, target: string): string {
  if ((outcome as ReadImage).description.transferSyntax !== jpegBaseline) return source;
  spawnSync('dcmdjpeg', [source, target], { timeout: 20_000 });
  return target;
}

function agrees({ description, pixels }: ReadImage, output: string): boolean {
  if (!existsSync(output)) return false;
  const theirs = readFileSync(output);
  const most = description.transferSyntax === jpegBaseline ? (description.samplesPerPixel === 3 ? 2 : 1) : 0;
  if (most === 0) return theirs.equals(pixels);
  return (
    theirs.length === pixels.length &&
    theirs.every((value, i) => Math.abs(value - (pixels[i] ?? 999)) <= most)
  );
}
