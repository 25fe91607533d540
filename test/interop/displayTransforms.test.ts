import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { squareSize } from '../../src/imaging/picture';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { type ElementSpec, type ImageSpec, imageFile } from '../dicom/dicomBuilder';
import { describeWith, tool } from '../support/requirements';

const rows = 16;
const columns = 256;
const ramp = Array.from({ length: rows * columns }, (_, index) => index);
const window = (centre: string, width: string, shape?: string): ElementSpec[] => [
  [0x00281050, 'DS', centre],
  [0x00281051, 'DS', width],
  ...(shape === undefined ? [] : [[0x00281056, 'CS', shape] as const]),
];
const table = (tag: number, descriptor: number[], values: number[]): ElementSpec => [
  tag,
  'SQ',
  {
    items: [
      [
        [0x00283002, 'US', descriptor],
        [0x00283006, 'OW', values],
      ],
    ],
  },
];
const rescale: ElementSpec[] = [
  [0x00281052, 'DS', '-1024'],
  [0x00281053, 'DS', '0.75'],
];
/** A curve that is no line: the square, 12 bits in, 16 bits out. */
const curve = Array.from({ length: 4096 }, (_, value) => Math.round((value * value) / 256.1));
const ofClass = (suffix: string): ElementSpec => [0x00080016, 'UI', `1.2.840.10008.5.1.4.1.1.${suffix}`];
const modalityTable = table(0x00283000, [4096, 0, 16], curve);
const inverseShape: ElementSpec = [0x20500020, 'CS', 'INVERSE'];
const identityShape: ElementSpec = [0x20500020, 'CS', 'IDENTITY'];

/** What one synthetic ramp of 12 bits is made of, and what dcm2pnm has to be told. */
const cases: [what: string, spec: Partial<ImageSpec>, options: string[]][] = [
  ['a linear window', { more: window('2000', '1500') }, ['+Wi', '1']],
  ['a linear window of fractions', { more: window('1999.5', '1023.25') }, ['+Wi', '1']],
  ['a sigmoid window', { more: window('2000', '1500', 'SIGMOID') }, ['+Wi', '1', '+Wfs']],
  ['a rescale before a window', { more: [...rescale, ...window('300', '900')] }, ['+Wi', '1']],
  ['a window of MONOCHROME1', { photometric: 'MONOCHROME1', more: window('2000', '1500') }, ['+Wi', '1']],
  [
    'MONOCHROME1 with its presentation shape',
    { photometric: 'MONOCHROME1', more: [...window('2000', '1500'), inverseShape] },
    ['+Wi', '1'],
  ],
  ['a shape that contradicts', { more: [...window('2000', '1500'), inverseShape] }, ['+Wi', '1']],
  [
    'a shape that contradicts MONOCHROME1',
    { photometric: 'MONOCHROME1', more: [...window('2000', '1500'), identityShape] },
    ['+Wi', '1'],
  ],
  ['a VOI table', { more: [table(0x00283010, [4096, 0, 16], curve)] }, ['+Wl', '1']],
  [
    'a modality table before a window',
    { more: [table(0x00283000, [4096, 0, 16], curve), ...window('30000', '40000')] },
    ['+Wi', '1'],
  ],
  [
    'a modality table that begins later and ends sooner',
    { more: [table(0x00283000, [2048, 1024, 16], curve.slice(1024, 3072)), ...window('16000', '30000')] },
    ['+Wi', '1'],
  ],
  ...['12.1', '12.2', '12.3'].map((suffix): (typeof cases)[number] => [
    `a modality table of class ${suffix}`,
    { more: [ofClass(suffix), modalityTable, ...window('2000', '1500')] },
    ['+Wi', '1'],
  ]),
  ['a rescale of XA', { more: [ofClass('12.1'), ...rescale, ...window('2000', '1500')] }, ['+Wi', '1']],
  ['a modality table of XA, and no window', { more: [ofClass('12.1'), modalityTable] }, ['+Wm']],
  ['no window', {}, ['+Wm']],
  ['no window, with a rescale', { more: rescale }, ['+Wm']],
  [
    'signed values',
    { signed: true, pixels: ramp.map((value) => value - 2048), more: window('0', '3000') },
    ['+Wi', '1'],
  ],
];

describeWith([tool('dcm2pnm', 'dcmtk')], 'every step from stored value to display', () => {
  let directory: string;
  beforeAll(() => {
    directory = mkdtempSync(path.join(tmpdir(), 'triage-transforms-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  test.each(cases)('%s is shown as dcm2pnm shows it, within one grey level', async (_, spec, options) => {
    const bytes = imageFile({ rows, columns, pixels: ramp, ...spec });
    const [file, shown] = [path.join(directory, 'image.dcm'), path.join(directory, 'shown.pgm')];
    writeFileSync(file, bytes);
    rmSync(shown, { force: true });
    expect(spawnSync('dcm2pnm', ['--write-raw-pnm', ...options, file, shown]).status).toBe(0);
    const theirs = readFileSync(shown).subarray(-rows * columns);
    const { description, pixels } = await readDicom(bytes, defaultReadLimits);
    const { data } = displayPicture(description, pixels);
    const worst = data.reduce(
      (most, value, index) => Math.max(most, Math.abs(Math.round(value * 255) - (theirs[index] ?? 999))),
      0,
    );
    expect(worst).toBeLessThanOrEqual(1);
  });

  test.each<[string, ElementSpec[]]>([
    ['Pixel Spacing', [[0x00280030, 'DS', '0.4\\0.2']]],
    ['Imager Pixel Spacing', [[0x00181164, 'DS', '0.2\\0.4']]],
    ['Nominal Scanned Pixel Spacing', [[0x00182010, 'DS', '0.3\\0.2']]],
    ['Pixel Aspect Ratio', [[0x00280034, 'IS', '3\\1']]],
    [
      'Pixel Spacing against Pixel Aspect Ratio',
      [
        [0x00280030, 'DS', '0.4\\0.2'],
        [0x00280034, 'IS', '5\\1'],
      ],
    ],
  ])('%s: dcm2pnm scales to the same proportions', async (_, more) => {
    const bytes = imageFile({ rows: 128, columns: 128, pixels: ramp.concat(ramp, ramp, ramp), more });
    const [file, shown] = [path.join(directory, 'image.dcm'), path.join(directory, 'shown.pgm')];
    writeFileSync(file, bytes);
    expect(spawnSync('dcm2pnm', ['--write-raw-pnm', '+Wm', '+Sxv', '96', file, shown]).status).toBe(0);
    const [, width, height] =
      /(\d+) (\d+)/.exec(readFileSync(shown).subarray(0, 200).toString('latin1')) ?? [];
    const { description, pixels } = await readDicom(bytes, defaultReadLimits);
    const ours = squareSize(displayPicture(description, pixels));
    expect(ours.height / ours.width).toBeCloseTo(Number(height) / Number(width), 1);
  });
});
