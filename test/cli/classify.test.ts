import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { classificationText, verdict } from '../../src/cli/commands/classify/classificationText';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { ModelsCopy } from '../inference/shippedModels';
import { zipOf } from '../support/zipOf';
import { triageHere } from './support/triageHere';
import { triage } from './support/triageProcess';

let directory: string;
const at = (name: string) => path.join(directory, name);
const put = (name: string, bytes: Uint8Array | string) => {
  mkdirSync(path.dirname(at(name)), { recursive: true });
  writeFileSync(at(name), bytes);
  return at(name);
};

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-classify-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const chest = (bodyPart: 'CHEST' | 'HAND' = 'CHEST') =>
  writeDx(drawChest(11, { width: 512, height: 600 }), {
    photometric: 'MONOCHROME2',
    studyUid: '2.25.3001',
    seriesUid: '2.25.3002',
    sopUid: '2.25.3003',
    patientName: 'SYNTHETIC^CLASSIFY',
    patientId: 'SYN-3',
    ageYears: 50,
    sex: 'M',
    bodyPart,
    view: 'PA',
  });

interface Line {
  readonly file: string;
  readonly outcome: string;
  readonly reason?: string;
  readonly words?: string;
  readonly results: { label: string; score: number; model: string }[];
}

const lines = (stdout: string) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

describe('triage classify', () => {
  test('gives exactly the scores of the workflow for the same file', async () => {
    const file = put('same.dcm', chest());
    const [here, there] = await Promise.all([
      triageHere(['classify', file, '--json', '-k', '100']),
      triage(['run', file, '--json']),
    ]);
    expect([here.code, there.code]).toEqual([0, 0]);
    const scores = (findings: readonly { label: string; score: number }[]) =>
      Object.fromEntries(findings.map(({ label, score }) => [label, score]));
    const [line] = lines(here.stdout);
    const [result] = lines(there.stdout) as unknown as { findings: { label: string; score: number }[] }[];
    expect(result?.findings.length).toBeGreaterThan(0);
    expect(scores(line?.results ?? [])).toEqual(scores(result?.findings ?? []));
  });

  test('shows a table under each file of a folder, says of a file why it could not be read, and ends with 1', async () => {
    const small = sharp({ create: { width: 64, height: 64, channels: 3, background: '#777' } }).toColourspace(
      'b-w',
    );
    put('folder/1 chest.dcm', chest());
    put('folder/2 hand.dcm', chest('HAND'));
    put('folder/3 blank.png', await small.png().toBuffer());
    put('folder/4 notes.txt', 'no picture');
    put('folder/5 export.zip', await zipOf({ 'a.dcm': chest() }));
    const { code, stdout, stderr } = await triageHere(['classify', at('folder')]);
    expect(code).toBe(1);
    expect(stderr).toBe('');
    const blocks = stdout.split('\n\n');
    expect(blocks[0]).toMatch(/1 chest\.dcm: DX CHEST PA 512 × 600\n.*label.*\n {2}1 {2}.* 0\.\d{3} /);
    expect(blocks[1]).toMatch(/2 hand\.dcm: .*\n {2}not analysed \(body-part-not-covered\): .*body part/);
    expect(blocks[2]).toMatch(
      /3 blank\.png: 64 × 64\n {2}not analysed \(blank-picture\): The picture is blank/,
    );
    expect(blocks[3]).toMatch(/4 notes\.txt\n {2}not read: not-an-image: .*Send DICOM/);
    expect(blocks[4]).toMatch(/5 export\.zip\n {2}not read: nested-archive: .*"triage run"/);
    expect(stdout).not.toContain('SYNTHETIC');
  });

  test('asks one model, of one version, and shows k labels', async () => {
    const file = put('one.dcm', chest());
    const { code, stdout } = await triageHere([
      'classify',
      file,
      '--model',
      'chest-opacity',
      '-k',
      '1',
      '--json',
    ]);
    expect(code).toBe(0);
    const [{ model } = { model: '' }] = lines(stdout)[0]?.results ?? [];
    expect(model).toMatch(/^chest-opacity@/);
    const again = await triageHere(['classify', file, '--model', model, '--k', '1', '--json']);
    expect(lines(again.stdout)[0]?.results).toEqual(lines(stdout)[0]?.results);
  });

  test('a model that was refused is named, with the reason; without any there is nothing to ask', async () => {
    const models = await ModelsCopy.make();
    try {
      await models.changeManifest('chest-opacity', (manifest) => {
        delete manifest.title;
      });
      const file = put('refused.dcm', chest());
      const { code, stderr } = await triageHere(['classify', file, '--models', models.directory]);
      expect(code).toBe(1);
      expect(stderr).toMatch(/chest-opacity@\S+ is refused: .*title.*\nThere is no model to ask in /);
    } finally {
      await models.remove();
    }
  });

  test.each([
    [
      'an unknown model',
      ['--model', 'heart'],
      2,
      /^No classifier heart is loaded\. Loaded are .*chest-opacity@/,
    ],
    ['a name that is none', ['--model', 'No Name'], 2, /Expected an id such as/],
    ['a count that is none', ['-k', '0'], 2, /Expected a whole number/],
    ['a folder that is not there', ['--models', '/nowhere/models'], 1, /cannot read the model folder/],
  ])('%s', async (_, options, exit, words) => {
    const { code, stdout, stderr } = await triageHere(['classify', put('any.dcm', chest()), ...options]);
    expect([code, stdout]).toEqual([exit, '']);
    expect(stderr).toMatch(words);
  });

  test('a file that is not there is wrong usage, in one line', async () => {
    const { code, stderr } = await triageHere(['classify', at('none.dcm')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^.*none\.dcm cannot be read: there is no such file or folder\.\n$/);
  });
});

describe('the table', () => {
  const result = {
    rank: 1,
    label: 'a',
    title: 'A\u001b[31m',
    score: 0.5,
    threshold: 0.5,
    positive: true,
    indeterminate: false,
    model: 'one@1.0.0',
  };

  test('says of a score what it is against its threshold, and never calls one negative', () => {
    const { threshold: _, ...without } = result;
    expect(
      [
        result,
        { ...result, indeterminate: true },
        { ...result, positive: false, indeterminate: true },
        { ...result, positive: false },
        { ...without, positive: false },
      ].map(verdict),
    ).toEqual([
      'above the threshold',
      'indeterminate: near the threshold',
      'indeterminate: near the threshold',
      'below the threshold',
      'scored only, no threshold',
    ]);
  });

  test('names who abstained, and how many labels it leaves out; nothing that a terminal would obey', () => {
    const text = classificationText(
      'a\u001bb.png',
      {
        outcome: 'analysed',
        results: [result],
        leftOut: { labels: 3, positive: 1 },
        abstained: [{ model: 'two@1.0.0', reason: 'blank-picture', words: 'The picture is blank.' }],
        notes: ['padded'],
        image: { format: 'png', width: 2, height: 3, frames: 1 },
        timing: { readMs: 1, modelsMs: 1 },
      },
      false,
    );
    expect(text.split('\n')).toEqual([
      'a\u{FFFD}b.png: 2 × 3',
      '  #  label   score  threshold                       model',
      '  1  A\u{FFFD}[31m  0.500  0.500      above the threshold  one@1.0.0',
      '  and 3 more labels, 1 of them positive (-k shows more)',
      '  two@1.0.0 abstained (blank-picture): The picture is blank. Check the detector and the export.',
      '  note (padded): The picture was padded with a border to fit the shape of the model input.',
      '',
    ]);
  });
});
