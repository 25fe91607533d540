import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { imageFile } from '../dicom/dicomBuilder';
import { video } from '../dicom/video';
import { dicomdir } from '../support/dicomdir';
import { zipOf } from '../support/zipOf';
import { triageHere } from './support/triageHere';
import { triage } from './support/triageProcess';

let directory: string;
const at = (name: string) => path.join(directory, name);
const put = (name: string, bytes: Uint8Array | string) => {
  writeFileSync(at(name), bytes);
  return at(name);
};

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-explain-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const patient = { patientName: 'SYNTHETIC^EXPLAIN', patientId: 'SYN-731904' } as const;
const chest = (more: { bodyPart?: 'HAND'; urgency?: 'STAT' } = {}) =>
  writeDx(drawChest(11, { width: 512, height: 600 }), {
    photometric: 'MONOCHROME1',
    studyUid: '2.25.4001',
    seriesUid: '2.25.4002',
    sopUid: '2.25.4003',
    ageYears: 50,
    sex: 'M',
    bodyPart: 'CHEST',
    view: 'PA',
    ...patient,
    ...more,
  });

const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

test('says what was read, what the model said, and what it becomes, and names nobody', async () => {
  const { code, stdout, stderr } = await triageHere([
    'explain',
    put('chest.dcm', chest({ urgency: 'STAT' })),
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(/transfer syntax: Explicit VR Little Endian, 1\.2\.840\.10008\.1\.2\.1\n/);
  expect(stdout).toMatch(/pixels: +512 × 600, 1 frame\n/);
  expect(stdout).toMatch(/shown with: +window, centre \d+, width \d+, LINEAR \(Window Center \(0028,1050\)/);
  expect(stdout).toMatch(
    /inverted: .*\(Presentation LUT Shape \(2050,0020\) is INVERSE; PS3\.3 C\.11\.6\.1\.2\)/,
  );
  expect(stdout).toMatch(/order urgency: +STAT, for the policy stat\n/);
  expect(stdout).toMatch(/its gate, frontal-chest@\S+, saw the whole picture: looks like /);
  expect(stdout).toMatch(/Lung opacity: 0\.\d{3}, .* threshold 0\.\d{3}\n/);
  expect(stdout).toMatch(
    /was shown \d+ × \d+ pixels of the picture, from column -?\d+, row -?\d+, as 160 × 160/,
  );
  expect(stdout).toMatch(/priority: +stat, read as stat, due 1 h after its arrival\n/);
  expect(stdout).not.toMatch(/SYNTHETIC|SYN-731904|2\.25\.4/);
});

test('decides as the workflow decides', async () => {
  const file = put('same.dcm', chest());
  const [here, there] = await Promise.all([
    triageHere(['explain', file, '--json']),
    triage(['run', file, '--json']),
  ]);
  const [{ outcome, decision, models }] = lines(here.stdout);
  const [result] = lines(there.stdout);
  expect({ outcome, priority: decision.priority }).toEqual({
    outcome: result.outcome,
    priority: result.priority,
  });
  const scores = (findings: readonly { label: string; score: number }[]) =>
    Object.fromEntries(findings.map(({ label, score }) => [label, score]));
  expect(result.findings.length).toBeGreaterThan(0);
  expect(scores(models.flatMap((one: { analysis: { findings: [] } }) => one.analysis.findings))).toEqual(
    scores(result.findings),
  );
});

test('a picture that no model is meant for: which model, and why not', async () => {
  const { code, stdout } = await triageHere([
    'explain',
    put('hand.dcm', chest({ bodyPart: 'HAND' })),
    '--json',
  ]);
  expect(code).toBe(0);
  const [line] = lines(stdout);
  expect(line).toMatchObject({ outcome: 'not-analysed', reason: 'body-part-not-covered' });
  expect(line.models).toEqual([
    {
      model: expect.stringMatching(/^chest-opacity@/),
      standing: 'promoted',
      runs: false,
      reason: 'body-part-not-covered',
      words: expect.stringMatching(/is meant for CHEST.*the image says another body part/),
    },
  ]);
});

test('a video: what its attributes say, that nobody looked at it, and what to do', async () => {
  const { code, stdout } = await triageHere(['explain', put('video.dcm', video())]);
  expect(code).toBe(0);
  expect(stdout).toMatch(/pixels: +a video, 1920 × 1080, 300 frames; not decoded\n/);
  expect(stdout).toMatch(/no model: It is a video .* Look at it in the viewer of the PACS/);
  expect(stdout).toMatch(/outcome: +not analysed, video\n/);
  const [line] = lines((await triageHere(['explain', at('video.dcm'), '--json'])).stdout);
  expect(line).toMatchObject({ outcome: 'not-analysed', reason: 'video', models: [] });
});

test('a refusal with its place in the file, and what to do', async () => {
  const cut = chest().subarray(0, 20_000);
  const { code, stdout } = await triageHere(['explain', put('cut.dcm', cut)]);
  expect(code).toBe(1);
  expect(stdout).toMatch(
    /Outcome\n {2}quarantined, truncated\n\nWhy\n {2}.*\(7FE0,0010\).*offset \d+.*\(PS3\.5 7\.1\.1; PS3\.4 B\.5\)\n\nWhat to do\n {2}Export it again/,
  );
  const json = await triageHere(['explain', at('cut.dcm'), '--json']);
  expect(lines(json.stdout)).toMatchObject([
    {
      outcome: 'quarantined',
      reason: 'truncated',
      tag: '(7FE0,0010)',
      offset: expect.any(Number),
      sections: ['PS3.5 7.1.1', 'PS3.4 B.5'],
    },
  ]);
});

test('each note with its reason', async () => {
  const noted = imageFile({
    pixels: [0xf001, 2, 3, 4],
    more: [
      [0x00281050, 'DS', '2048'],
      [0x00281051, 'DS', '0'],
    ],
  });
  const { stdout } = await triageHere(['explain', put('noted.dcm', noted)]);
  expect(stdout).toMatch(/bits-above-stored: Bits outside the stored bits were set; they were cleared\./);
  expect(stdout).toMatch(/window-ignored: A VOI window without a usable width or centre was ignored\./);
  expect(stdout).toMatch(/shown with: +from the least to the greatest value/);
});

test('each display line says why, with the section of the standard', async () => {
  const angiogram = imageFile({
    pixels: [1, 2, 3, 4],
    more: [
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.12.1'],
      [0x00280034, 'IS', '2\\1'],
      [0x00281052, 'DS', '-10'],
      [0x00281053, 'DS', '2'],
    ],
  });
  const { stdout } = await triageHere(['explain', put('xa.dcm', angiogram)]);
  expect(stdout).toMatch(
    /modality values: stored values as they are \(.* XA and RF .* not for display; PS3\.3 C\.8\.7\.1\.1\.2/,
  );
  expect(stdout).toMatch(/shown with: +from the least to the greatest value.*\(the file has no window/);
  expect(stdout).toMatch(/pixel shape: +2 times as high as wide \(.*Pixel Aspect Ratio.*C\.7\.6\.3\.1\.7/);
  expect(stdout).toMatch(/modality-lut-not-for-display: .* not applied\. \(PS3\.3 C\.8\.7\.1\.1\.2/);
  const json = await triageHere(['explain', at('xa.dcm'), '--json']);
  const [{ read, notes }] = lines(json.stdout);
  expect(read.display[0]).toMatchObject({
    rule: 'modality-not-for-display',
    sections: ['PS3.3 C.8.7.1.1.2', expect.anything()],
  });
  expect(notes[0].sections).toEqual(read.display[0].sections);
});

test('every image of an export, as many as it holds', async () => {
  const zip = await zipOf({
    'a.dcm': chest(),
    'b.txt': Buffer.from('no picture'),
    '.DS_Store': Buffer.from('x'),
  });
  const { code, stdout } = await triageHere(['explain', put('export.zip', zip), '--json']);
  expect(code).toBe(1);
  expect(lines(stdout)).toMatchObject([
    { file: at('export.zip'), outcome: 'unpacked', members: 2, skipped: { 'system-file': 1 } },
    { file: `${at('export.zip')}/a.dcm`, outcome: 'analysed' },
    { file: `${at('export.zip')}/b.txt`, outcome: 'quarantined', reason: 'not-an-image' },
  ]);
});

test('a broken export, an export under another name, and an index', async () => {
  const reasonOf = async (name: string, bytes: Uint8Array) => {
    const { stdout } = await triageHere(['explain', put(name, bytes), '--json']);
    const [{ outcome, reason }] = lines(stdout);
    return [outcome, reason];
  };
  const zip = await zipOf({ 'a.dcm': chest() });
  expect(await reasonOf('cut.zip', zip.subarray(0, 5000))).toEqual(['quarantined', expect.any(String)]);
  expect(await reasonOf('other.dcm', zip)).toEqual(['quarantined', 'extension-mismatch']);
  expect(await reasonOf('DICOMDIR', dicomdir('A'))).toEqual(['index', undefined]);
});

test('--out draws what the model was shown, under names that say nothing', async () => {
  const out = at('drawn');
  const picture = await sharp(
    Buffer.from(drawChest(11, { width: 300, height: 700 }).data.map((v) => 255 * v)),
    {
      raw: { width: 300, height: 700, channels: 1 },
    },
  )
    .toColourspace('b-w')
    .png()
    .toBuffer();
  const zip = await zipOf({ 'EXPLAIN^PATIENT.dcm': chest(), 'EXPLAIN^OTHER.png': picture });
  const { stdout } = await triageHere(['explain', put('drawn.zip', zip), '--out', out]);
  const files = readdirSync(out);
  expect(files[0]).toMatch(/^2-chest-opacity@[\d.]+\.png$/);
  expect(stdout).toContain(path.join(out, String(files[0])));
  const { data, info } = await sharp(readFileSync(path.join(out, String(files[0]))))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ height: 512, channels: 3 });
  const colours = new Set(
    Array.from({ length: data.length / 3 }, (_, at) => data.subarray(3 * at, 3 * at + 3).join()),
  );
  expect(colours).toContain('255,150,0');
  expect(colours).toContain('24,40,96');
});

test.each([
  ['no such file', ['none.dcm'], 2, /cannot be read: there is no such file/],
  ['a folder', ['.'], 2, /is not a file/],
  [
    'a folder of models that is not there',
    ['chest.dcm', '--models', '/nowhere/models'],
    1,
    /cannot read the model/,
  ],
])('%s', async (_, [file = '', ...options], exit, said) => {
  const { code, stdout, stderr } = await triageHere(['explain', at(file), ...options]);
  expect({ code, stdout }).toEqual({ code: exit, stdout: '' });
  expect(stderr).toMatch(said);
});
