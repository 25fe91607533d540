import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { drawChest } from '../../src/cli/synthetic/chest';
import { syntheticCases } from '../../src/cli/synthetic/syntheticCases';
import { type DxOptions, writeDx } from '../../src/cli/synthetic/writeDx';
import { writeJpeg } from '../../src/cli/synthetic/writePicture';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { readPicture } from '../../src/imaging/plain/readPicture';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { describeWith, tool } from '../support/requirements';

const options: DxOptions = {
  photometric: 'MONOCHROME2',
  studyUid: '2.25.11',
  seriesUid: '2.25.12',
  sopUid: '2.25.13',
  patientName: 'SYNTHETIC^TWIN',
  patientId: 'SYN-TWIN',
  ageYears: 40,
  sex: 'O',
  bodyPart: 'CHEST',
  view: 'PA',
};

let directory: string;
const at = (name: string) => path.join(directory, name);

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-transcoded-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(program: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(program, args, { timeout: 60_000, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
}

async function shown(file: string) {
  const { description, pixels } = await readDicom(readFileSync(file), defaultReadLimits);
  return { description, pixels, data: displayPicture(description, pixels).data };
}

const worst = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, index) => Math.max(most, Math.abs(value - (b[index] ?? Number.NaN))), 0);

const encodings: [what: string, option: string, syntax: string][] = [
  ['implicit little endian', '+ti', '1.2.840.10008.1.2'],
  ['explicit big endian', '+tb', '1.2.840.10008.1.2.2'],
  ['deflated', '+td', '1.2.840.10008.1.2.1.99'],
];

describeWith([tool('dcmconv', 'dcmtk'), tool('dcmcjpeg', 'dcmtk')], 'one picture as DCMTK encodes it', () => {
  let source: Awaited<ReturnType<typeof shown>>;

  beforeAll(async () => {
    writeFileSync(at('source.dcm'), writeDx(drawChest(9), options));
    source = await shown(at('source.dcm'));
  });

  test.each(encodings)('%s: the same pixels', async (_, option, syntax) => {
    run('dcmconv', option, at('source.dcm'), at('other.dcm'));
    const { description, pixels, data } = await shown(at('other.dcm'));
    expect(description.transferSyntax).toBe(syntax);
    expect(Buffer.from(pixels).equals(source.pixels)).toBe(true);
    expect(worst(data, source.data)).toBe(0);
    expect({ ...description, transferSyntax: '' }).toEqual({ ...source.description, transferSyntax: '' });
  });

  test.each([
    ['undefined lengths', '-e'],
    ['no group lengths', '-g'],
    ['padding', '+p'],
  ])('%s make no difference', async (_, option) => {
    const args = option === '+p' ? ['+p', '4096', '512'] : [option];
    run('dcmconv', ...args, at('source.dcm'), at('other.dcm'));
    expect(Buffer.from((await shown(at('other.dcm'))).pixels).equals(source.pixels)).toBe(true);
  });

  test('JPEG baseline: what DCMTK itself decodes, within one level', async () => {
    run('dcmcjpeg', '+eb', '+q', '90', at('source.dcm'), at('jpeg.dcm'));
    run('dcmdjpeg', at('jpeg.dcm'), at('plain.dcm'));
    const ours = await shown(at('jpeg.dcm'));
    const theirs = await shown(at('plain.dcm'));
    expect(ours.description).toMatchObject({ lossy: true, bitsStored: 8 });
    expect(worst(ours.pixels, theirs.pixels)).toBeLessThanOrEqual(1);
    expect(worst(ours.data, source.data)).toBeLessThan(0.1);
  });
});

describeWith([tool('img2dcm', 'dcmtk')], 'a JPEG that DCMTK wraps', () => {
  test('has the pixels of the JPEG itself', async () => {
    const jpeg = await writeJpeg(drawChest(10, { width: 256, height: 300 }));
    writeFileSync(at('picture.jpg'), jpeg);
    run('img2dcm', at('picture.jpg'), at('wrapped.dcm'));
    const alone = await readPicture(jpeg, defaultReadLimits);
    const wrapped = await readDicom(readFileSync(at('wrapped.dcm')), defaultReadLimits);
    expect(wrapped.description).toMatchObject({
      rows: 300,
      columns: 256,
      photometricInterpretation: 'MONOCHROME2',
    });
    expect(Buffer.from(wrapped.pixels).equals(alone.pixels)).toBe(true);
  });
});

describeWith([tool('gdcmconv', 'libgdcm-tools')], 'one picture as GDCM writes it', () => {
  test.each([
    ['implicit', '--implicit'],
    ['explicit', '--explicit'],
  ])('%s: the same pixels', async (_, option) => {
    writeFileSync(at('gdcm-source.dcm'), writeDx(drawChest(9), { ...options, photometric: 'MONOCHROME1' }));
    run('gdcmconv', '--raw', option, at('gdcm-source.dcm'), at('gdcm.dcm'));
    const [source, other] = [await shown(at('gdcm-source.dcm')), await shown(at('gdcm.dcm'))];
    expect(Buffer.from(other.pixels).equals(source.pixels)).toBe(true);
    expect(worst(other.data, source.data)).toBe(0);
  });
});

describeWith([tool('dciodvfy', 'dicom3tools')], 'the synthetic files', () => {
  test('are DX images without an error', async () => {
    const dicom = (await syntheticCases(1)).filter(
      ({ name }) => name.endsWith('.dcm') && name !== 'cut-off.dcm',
    );
    expect(dicom.length).toBeGreaterThan(5);
    for (const { name, bytes } of dicom) {
      writeFileSync(at(name), bytes);
      const { stderr } = spawnSync('dciodvfy', [at(name)], { encoding: 'utf8', timeout: 20_000 });
      expect(stderr).toContain('DXImageForPresentation');
      expect(stderr).not.toMatch(/^Error/m);
    }
  });
});
