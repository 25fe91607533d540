import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { syntheticCases } from '../../src/cli/synthetic/syntheticCases';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { describeWith, tool } from '../support/requirements';
import { askOracles, type OurImage, pythonWithReaders } from './oracles';

let directory: string;
/** The whole DICOM files of the demo: both photometric interpretations, views, body parts, an urgency. */
let images: OurImage[];

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-synthetic-'));
  images = [];
  for (const { name, bytes } of await syntheticCases(1)) {
    if (!name.endsWith('.dcm') || name === 'cut-off.dcm') continue;
    const file = path.join(directory, name);
    writeFileSync(file, bytes);
    images.push({ path: file, image: await readDicom(bytes, defaultReadLimits) });
  }
  expect(images).toHaveLength(8);
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** What a program says of a file, on whatever it says it. */
function saidOf(program: string, ...args: readonly string[]): { status: number | null; said: string } {
  const { status, stdout, stderr } = spawnSync(program, args, { timeout: 20_000, encoding: 'utf8' });
  return { status, said: `${stdout}${stderr}`.trim() };
}

/** The urgency of an order is no part of an image: only the file that has it is said to be extended by that. */
const extended = /opacity-stat/;
const extension = [
  'Warning - Attribute is not present in standard DICOM IOD - (0x0040,0x1003) SH Requested Procedure Priority ',
  'Warning - Dicom dataset contains attributes not present in standard DICOM IOD - this is a Standard Extended SOP Class',
];

describeWith([tool('dciodvfy', 'dicom3tools')], 'synthetic files', () => {
  test('are Digital X-Ray images without an error or a warning', () => {
    for (const { path: file } of images) {
      const { status, said } = saidOf('dciodvfy', file);
      const expected = ['DXImageForPresentation', ...(extended.test(file) ? extension : [])];
      expect([file, status, said.split('\n')]).toEqual([file, 0, expected]);
    }
  });
});

describeWith([tool('dcmdump', 'dcmtk'), pythonWithReaders], 'synthetic files', () => {
  test('are read by DCMTK without a word', () => {
    for (const { path: file } of images) {
      const { status, stderr } = spawnSync('dcmdump', [file], { encoding: 'utf8' });
      expect([file, status, stderr]).toEqual([file, 0, '']);
    }
  });

  test('have the same values for pydicom, GDCM and DCMTK as for us', () => {
    for (const { agreed, differed } of askOracles(images, directory))
      expect([agreed, differed]).toEqual([['pydicom', 'gdcm', 'dcmtk'], []]);
  });

  test('say for pydicom what was written', () => {
    const file = path.join(directory, 'study-a-3.dcm');
    const read = [
      'import pydicom, sys, json',
      'd = pydicom.dcmread(sys.argv[1])',
      'print(json.dumps({',
      '  "name": str(d.PatientName), "age": d.PatientAge, "empty": d.AccessionNumber, "spacing": list(d.ImagerPixelSpacing),',
      '  "orientation": list(d.PatientOrientation), "region": d.AnatomicRegionSequence[0].CodeMeaning,',
      '  "view": d.ViewCodeSequence[0].CodeValue, "context": len(d.AcquisitionContextSequence),',
      '  "sign": d.PixelIntensityRelationshipSign, "highBit": d.HighBit, "rows": d.Rows, "preamble": d.preamble.hex(),',
      '}))',
    ].join('\n');
    const { said } = saidOf(pythonWithReaders.program, '-c', read, file);
    expect(JSON.parse(said)).toEqual({
      name: 'SYNTHETIC^A',
      age: '052Y',
      empty: '',
      spacing: [0.35, 0.35],
      orientation: ['L', 'F'],
      region: 'Chest',
      view: '399348003',
      context: 0,
      sign: 1,
      highBit: 11,
      rows: 1200,
      preamble: '00'.repeat(128),
    });
  });
});
