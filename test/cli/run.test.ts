import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type ResultLine, resultLineSchema } from '../../src/cli/results/resultLine';
import { type SyntheticCase, syntheticCases } from '../../src/cli/synthetic/syntheticCases';
import { dicomdir } from '../support/dicomdir';
import { zipOf } from '../support/zipOf';
import { freePort } from './support/freePort';
import { startTriage, triage } from './support/triageProcess';

jest.setTimeout(300_000);

let folder: string;
let cases: SyntheticCase[];

beforeAll(async () => {
  cases = await syntheticCases(3);
});

beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'triage-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Every line is checked against the schema; anything else on standard output fails here. */
function linesOf(stdout: string): Map<string, ResultLine> {
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => resultLineSchema.parse(JSON.parse(line)));
  return new Map(lines.map((line) => [path.basename(line.file), line]));
}

function syntheticFolder(): string {
  const images = path.join(folder, 'images');
  mkdirSync(images);
  for (const { name, bytes } of cases) writeFileSync(path.join(images, name), bytes);
  return images;
}

test('every file of a mixed folder has one outcome, and a second run finds the same ones', async () => {
  const images = syntheticFolder();
  const [first] = cases;
  writeFileSync(path.join(images, 'twin-of-the-first.dcm'), first?.bytes ?? '');
  writeFileSync(path.join(images, 'named-wrongly.png'), first?.bytes ?? '');
  writeFileSync(path.join(images, 'empty.dcm'), '');
  writeFileSync(path.join(images, 'garbage.dcm'), 'this is no image at all');
  writeFileSync(path.join(images, '.hidden.dcm'), 'not asked for');
  const asked = readdirSync(images).filter((name) => !name.startsWith('.'));
  const args = ['run', images, '--json', '--data', path.join(folder, 'data')];

  const ran = await triage(args);
  const lines = linesOf(ran.stdout);
  expect(ran.code).toBe(0);
  expect([...lines.keys()].sort()).toEqual(asked.sort());
  expect(lines.get('empty.dcm')).toMatchObject({ outcome: 'quarantined', reason: 'empty-file' });
  expect(lines.get('garbage.dcm')).toMatchObject({ outcome: 'quarantined', reason: 'not-an-image' });
  expect(lines.get('cut-off.dcm')).toMatchObject({ outcome: 'quarantined', reason: 'truncated' });
  expect(lines.get('named-wrongly.png')).toMatchObject({
    outcome: 'quarantined',
    reason: 'extension-mismatch',
  });
  expect(lines.get('hand.dcm')).toMatchObject({ outcome: 'not-analysed', reason: 'body-part-not-covered' });
  const chest = lines.get('chest-monochrome2.dcm');
  expect(chest).toMatchObject({
    outcome: 'analysed',
    reason: null,
    imageId: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  expect(chest?.findings.length).toBeGreaterThan(0);
  const twin = lines.get('twin-of-the-first.dcm');
  expect(twin).toEqual({ ...chest, file: twin?.file, milliseconds: twin?.milliseconds });
  const study = [1, 2, 3].map((image) => lines.get(`study-a-${image}.dcm`));
  expect(new Set(study.map((line) => line?.studyId)).size).toBe(1);
  expect(new Set(study.map((line) => line?.imageId)).size).toBe(3);
  expect(new Set(study.map((line) => line?.priority)).size).toBe(1);
  expect(lines.get('opacity-stat.dcm')?.priority).toBe('stat');

  const again = await triage(args);
  const timeless = (found: Map<string, ResultLine>) =>
    [...found.values()].map((line) => ({ ...line, milliseconds: 0 }));
  expect(again.code).toBe(0);
  expect(timeless(linesOf(again.stdout))).toEqual(timeless(lines));
  expect(again.stdout).not.toMatch(/"milliseconds":[1-9]/);
});

test('an export and the copy of a disc: every file in them has its line, after the one of the export', async () => {
  const bytesOf = (name: string) => cases.find((one) => one.name === name)?.bytes as Uint8Array;
  const zip = path.join(folder, 'export.zip');
  writeFileSync(
    zip,
    await zipOf({
      'DICOM/A': bytesOf('chest-monochrome2.dcm'),
      'DICOM/CUT': bytesOf('cut-off.dcm'),
      '__MACOSX/x': Buffer.from('x'),
    }),
  );
  const disc = path.join(folder, 'disc');
  mkdirSync(disc);
  writeFileSync(path.join(disc, 'DICOMDIR'), dicomdir('HAND', 'LOST'));
  writeFileSync(path.join(disc, 'HAND'), bytesOf('hand.dcm'));
  writeFileSync(path.join(disc, 'AUTORUN.INF'), '[autorun]');
  const { code, stdout, stderr } = await triage(['run', zip, disc, '--json']);
  const lines = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => resultLineSchema.parse(JSON.parse(line)));
  expect(code).toBe(0);
  expect(lines.map(({ file, outcome, reason }) => [path.relative(folder, file), outcome, reason])).toEqual([
    ['export.zip', 'unpacked', null],
    ['export.zip/DICOM/A', 'analysed', null],
    ['export.zip/DICOM/CUT', 'quarantined', 'truncated'],
    ['disc/DICOMDIR', 'index', null],
    ['disc/HAND', 'not-analysed', 'body-part-not-covered'],
  ]);
  expect(stderr).toMatch(/^1 file beside a DICOMDIR is no DICOM and was left out\.$/m);
  expect(stderr).toMatch(/^1 file that a DICOMDIR names is missing: .*LOST\.$/m);
});

test('without --json there is a table, and the temporary folder is gone afterwards', async () => {
  const scratch = path.join(folder, 'tmp');
  mkdirSync(scratch);
  const file = path.join(folder, 'garbage.dcm');
  writeFileSync(file, 'this is no image at all');
  const { code, stdout } = await triage(['run', file], { TMPDIR: scratch });
  expect(code).toBe(0);
  expect(stdout).toContain('│ quarantined  │');
  expect(stdout).toMatch(/^1 file in [\d.]+ s: 1 quarantined\.$/m);
  expect(readdirSync(scratch)).toEqual([]);
});

test('a file that cannot be read is told and makes exit 1; the rest has its outcome', async () => {
  const images = path.join(folder, 'images');
  mkdirSync(images);
  writeFileSync(path.join(images, 'garbage.dcm'), 'this is no image at all');
  symlinkSync(path.join(folder, 'nowhere'), path.join(images, 'broken-link.dcm'));
  const { code, stdout, stderr } = await triage(['run', images, '--json']);
  expect(code).toBe(1);
  expect([...linesOf(stdout).keys()]).toEqual(['garbage.dcm']);
  expect(stderr).toMatch(/broken-link\.dcm cannot be read: there is no such file or folder\./);
});

test('Ctrl-C in the middle: what ended is printed, the folder is gone, exit 130', async () => {
  const scratch = path.join(folder, 'tmp');
  mkdirSync(scratch);
  const images = syntheticFolder();
  const running = startTriage(['run', images, '--json'], { TMPDIR: scratch });
  await running.says('/12 files');
  running.child.kill('SIGINT');
  expect(await running.ended).toBe(130);
  expect(running.stderr()).toMatch(/^Stopped\.$/m);
  expect(linesOf(running.stdout()).size).toBeLessThan(12);
  expect(readdirSync(scratch)).toEqual([]);
});

test('the demo: every synthetic file has an outcome, standard output holds nothing else', async () => {
  const { code, stdout, stderr } = await triage([
    'demo',
    '--exit',
    '--json',
    '--port',
    String(await freePort()),
  ]);
  const names = cases.map(({ name }) => name);
  expect(code).toBe(0);
  expect([...linesOf(stdout).keys()]).toEqual(names);
  expect(stderr).toMatch(/These pictures are synthetic.*\nTo run your own: npm run triage -- run/);
});
