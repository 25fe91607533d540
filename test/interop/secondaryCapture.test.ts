import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { burnIn } from '../../src/imaging/burnIn/burnIn';
import { encodeHeatPng } from '../../src/imaging/encoding/encodeHeatPng';
import { sharp } from '../../src/imaging/plain/safeSharp';
import { secondaryCapture } from '../../src/interchange/dicom/secondaryCapture';
import type { ReportedInstance } from '../../src/interchange/report';
import { sampleReport } from '../interchange/sampleReport';
import { describeWith, python, tool } from '../support/requirements';

const folder = mkdtempSync(path.join(tmpdir(), 'sc-'));
afterAll(() => rmSync(folder, { recursive: true }));

const report = sampleReport();
const instance = report.instances[0] as ReportedInstance;
const size = { width: 400, height: 300 };
const lines = ['Lung opacity 91 % (chest-opacity 2.2.0)', 'Not a diagnosis'];

/** Grey 100 everywhere, hot in the middle. */
async function picture() {
  const grey = new Uint8Array(size.width * size.height).fill(100);
  const preview = await sharp(grey, { raw: { ...size, channels: 1 } })
    .png()
    .toBuffer();
  const map = Float32Array.from({ length: 25 }, (_, index) => (index === 12 ? 1 : 0));
  return burnIn(preview, await encodeHeatPng(map, 5, 5), lines);
}

async function written(
  of: Partial<ReportedInstance['image']> = {},
): Promise<{ file: string; rgb: Uint8Array; height: number }> {
  const drawn = await picture();
  const shown = { ...instance, image: { ...instance.image, ...of } };
  const capture = {
    instance: shown,
    shows: 'chest-opacity@2.2.0 lung-opacity',
    description: lines[0] as string,
    ...drawn,
  };
  const file = path.join(folder, 'sc.dcm');
  writeFileSync(file, secondaryCapture(report, capture, 1).file);
  return { file, ...drawn };
}

test('the picture lies below the text, as it was where nothing was found, and coloured where something was', async () => {
  const { rgb, width, height } = await picture();
  const at = (x: number, y: number) => [...rgb.subarray(3 * (y * width + x), 3 * (y * width + x) + 3)];
  const strip = height - size.height;
  expect(strip).toBeGreaterThan(0);
  expect(at(2, strip + 2)).toEqual([100, 100, 100]);
  const [red = 0, green = 0, blue = 0] = at(200, strip + 150);
  expect(Math.min(red, green)).toBeGreaterThan(blue + 50);
  const text = rgb.subarray(0, 3 * width * strip);
  expect(text.every((byte) => byte === 0 || byte === 255)).toBe(true);
  expect(text.includes(255)).toBe(true);
});

describeWith([tool('dciodvfy', 'dicom3tools')], 'dciodvfy', () => {
  it.each([
    { bodyPart: 'CHEST' },
    { bodyPart: 'CHEST', laterality: 'U' },
    { bodyPart: 'HAND', laterality: 'L' },
    { bodyPart: 'HAND', laterality: 'B' },
  ])('finds no error, whatever side it is of: %j', async (of) => {
    const { stderr } = spawnSync('dciodvfy', [(await written(of)).file], { encoding: 'utf8' });
    expect(stderr.split('\n').filter((line) => /^(Error|Warning)/.test(line))).toEqual([]);
    expect(stderr).toContain('SCImage');
  });
});

const pydicom = python('pydicom');

describeWith([pydicom], 'pydicom', () => {
  it('reads the same pixels, of the same study, and what they were made from', async () => {
    const { file, rgb, height } = await written();
    const script = `
import hashlib, json, sys, pydicom
d = pydicom.dcmread(sys.argv[1])
print(json.dumps([d.Rows, d.Columns, hashlib.sha256(d.PixelData[:d.Rows * d.Columns * 3]).hexdigest(), d.StudyInstanceUID,
  str(d.PatientName), d.BurnedInAnnotation, list(d.ImageType), d.SourceImageSequence[0].ReferencedSOPInstanceUID]))`;
    const { stdout } = spawnSync(pydicom.program, ['-c', script, file], { encoding: 'utf8' });
    const { createHash } = await import('node:crypto');
    expect(JSON.parse(stdout)).toEqual([
      height,
      size.width,
      createHash('sha256').update(rgb).digest('hex'),
      report.identity.studyInstanceUid,
      'Yamada^Tarou=山田^太郎',
      'YES',
      ['DERIVED', 'SECONDARY'],
      instance.sopInstanceUid,
    ]);
  });
});

describeWith([tool('dcmj2pnm', 'dcmtk')], 'DCMTK', () => {
  it('shows it', async () => {
    const { file } = await written();
    const png = path.join(folder, 'sc.png');
    expect(spawnSync('dcmj2pnm', ['+on', file, png]).status).toBe(0);
    const { width, height } = await sharp(readFileSync(png)).metadata();
    expect([width, height]).toEqual([size.width, (await picture()).height]);
    if (process.env.SC_OUT) spawnSync('cp', [png, process.env.SC_OUT]);
  });
});
