import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { syntheticCases } from '../../src/cli/synthetic/syntheticCases';
import { parseReport } from '../../src/inference/evaluation/reportSchema';
import { shippedModels, shippedVersion } from '../inference/shippedModels';
import { TemporaryFolder } from '../support/temporaryFolder';
import { triageHere } from './support/triageHere';
import { startTriage } from './support/triageProcess';

describe('triage models evaluate', () => {
  const folder = new TemporaryFolder();
  const names: string[] = [];
  const list = (name: string, lines: readonly string[]) => {
    writeFileSync(folder.file(name), `${lines.join('\n')}\n`);
    return folder.file(name);
  };

  beforeAll(async () => {
    for (const { name, bytes } of await syntheticCases(1)) {
      writeFileSync(folder.file(name), bytes);
      names.push(name);
    }
    writeFileSync(folder.file('broken.dcm'), 'no image at all');
  });
  afterAll(() => folder.remove());

  test('writes JSON and a page; refused files and abstentions are counted by truth, never as negative', async () => {
    const rows = [...names, 'broken.dcm'].map(
      (name, index) => `${name},${index % 2 === 0 ? 'Opacity' : 'Normal'},Jane-${index}`,
    );
    const file = list('labels.csv', ['file,class,patient', ...rows]);
    const out = folder.file('out');
    const ask = 'lung-opacity: class = Opacity vs Normal';
    const { code, stdout, stderr } = await triageHere([
      'models',
      'evaluate',
      'chest-opacity',
      file,
      '--ask',
      ask,
      '--out',
      out,
      '--jobs',
      '2',
    ]);
    expect([code, stderr]).toEqual([0, expect.stringContaining('Written:')]);
    expect(stdout).toContain('Chest opacity');
    const text = readFileSync(path.join(out, 'evaluation.json'), 'utf8');
    const report = parseReport(text);
    const { files, answers } = report;
    expect(files.listed).toBe(rows.length);
    expect(files.analysed + files.notAnalysed + files.refused).toBe(rows.length);
    expect(report.refused).toContainEqual({ code: 'not-an-image', n: expect.any(Number) });
    const [answer] = answers;
    const unscored = answer?.unscored.reduce((sum, row) => sum + row.positives + row.negatives, 0);
    expect((answer?.n ?? 0) + (unscored ?? 0)).toBe(rows.length);
    expect(answer?.operatingPoint?.worstCaseSensitivity?.n).toBe(
      rows.filter((row) => row.includes('Opacity')).length,
    );
    const page = readFileSync(path.join(out, 'evaluation.html'), 'utf8');
    for (const secret of ['Jane-', ...names]) expect(text + page).not.toContain(secret);
    expect(page).not.toMatch(/<script|https?:\/\//);
    expect(existsSync(path.join(out, 'scores.csv'))).toBe(false);

    const again = await triageHere(['models', 'evaluate', 'chest-opacity', file, '--ask', ask, '--out', out]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is there already')]);

    const version = `chest-opacity/${shippedVersion('chest-opacity')}`;
    const copy = folder.file(`model/${version}`);
    mkdirSync(copy, { recursive: true });
    copyFileSync(path.join(shippedModels, version, 'manifest.json'), path.join(copy, 'manifest.json'));
    const evaluation = path.join(out, 'evaluation.json');
    expect(await triageHere(['models', 'card', copy, '--evaluation', evaluation])).toMatchObject({ code: 0 });
    expect(readFileSync(path.join(copy, 'MODEL_CARD.md'), 'utf8')).toContain('#### labels (role not stated)');
    expect(await triageHere(['models', 'card', copy, '--check'])).toMatchObject({ code: 0 });
    writeFileSync(path.join(copy, 'MODEL_CARD.md'), 'something else');
    expect(await triageHere(['models', 'card', copy, '--check'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('out of date'),
    });
  });

  test.each([
    [
      'a file that is not there',
      ['file,lung-opacity', 'gone.dcm,1'],
      [],
      '1 of the 1 files of the list are not in',
    ],
    [
      'a hash of another file',
      ['file,lung-opacity,sha256', `broken.dcm,1,${'0'.repeat(64)}`],
      [],
      'is another file than',
    ],
    ['an unknown label', ['file,c', 'broken.dcm,1'], ['--ask', 'mass: c = 1'], 'no label "mass"'],
    ['no truth', ['file,c', 'broken.dcm,1'], [], 'say what is true with --ask'],
    ['an unknown group', ['file,lung-opacity', 'broken.dcm,1'], ['--by', 'age'], 'no column "age"'],
  ])('%s is told in a line, and nothing is written', async (_, lines, options, words) => {
    const out = folder.file('nothing');
    const { code, stderr } = await triageHere([
      'models',
      'evaluate',
      'chest-opacity',
      list('wrong.csv', lines),
      '--out',
      out,
      ...options,
    ]);
    expect(code).not.toBe(0);
    expect(stderr).toContain(words);
    expect(stderr).not.toContain('Unexpected');
    expect(existsSync(path.join(out, 'evaluation.json'))).toBe(false);
  });

  test.each([
    ['lung-field', 'is a region model and scores no labels'],
    ['nobody', 'No classifier nobody is loaded'],
    ['no/body', 'names no model'],
  ])('%s cannot be evaluated, and the reason is said', async (model, words) => {
    const file = list('any.csv', ['file,lung-opacity', 'broken.dcm,1']);
    expect(
      await triageHere(['models', 'evaluate', model, file, '--out', folder.file('nothing')]),
    ).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(words),
    });
  });

  test('Ctrl-C ends it with nothing half written', async () => {
    const many = Array.from({ length: 400 }, (_, index) => {
      copyFileSync(folder.file(names[0] as string), folder.file(`copy${index}.dcm`));
      return `copy${index}.dcm,1`;
    });
    const out = folder.file('stopped');
    const running = startTriage([
      'models',
      'evaluate',
      'chest-opacity',
      list('many.csv', ['file,lung-opacity', ...many]),
      '--out',
      out,
    ]);
    await running.says('/400 files');
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(130);
    expect(['evaluation.json', 'evaluation.html'].some((name) => existsSync(path.join(out, name)))).toBe(
      false,
    );
  });
});
