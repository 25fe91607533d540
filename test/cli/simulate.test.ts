import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { examplesOfAnswer } from '../../src/cli/commands/simulate/evaluationExamples';
import { roomOfSite, siteStudies } from '../../src/cli/commands/simulate/siteStudies';
import type { Analysis } from '../../src/domain/models/analysis';
import { roomSchema } from '../../src/domain/simulation/room';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import { parseReport } from '../../src/inference/evaluation/reportSchema';
import type { Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { plainImage, withImage } from '../domain/studies';
import { triageHere } from './support/triageHere';

let directory: string;
const simulate = (...args: string[]) => triageHere(['simulate', ...args]);
const put = (name: string, content: unknown) => {
  const file = path.join(directory, name);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

beforeAll(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'triage-simulate-'));
});

afterAll(() => rmSync(directory, { recursive: true, force: true }));

const room = {
  title: 'Ward <7> & more',
  arrivalsPerHour: 7,
  readers: 1,
  prevalence: 0.2,
  readingMinutes: { diseased: 6, others: 6 },
  model: { sensitivity: 0.9, specificity: 0.8 },
};
const quick = ['--days', '1', '--repetitions', '2'];

test('writes JSON and one page that fetches nothing, and says who gains and who loses', async () => {
  const out = path.join(directory, 'out');
  const { code, stdout } = await simulate(put('room.json', room), '--out', out, ...quick);
  expect(code).toBe(0);
  expect(stdout).toContain('Diseased studies are read');
  const report = JSON.parse(readFileSync(path.join(out, 'simulation.json'), 'utf8'));
  expect(report).toMatchObject({ schemaVersion: 1, policy: { id: 'default-3' }, load: expect.closeTo(0.7) });
  const page = readFileSync(path.join(out, 'simulation.html'), 'utf8');
  expect(page).toContain('Ward &lt;7&gt; &amp; more');
  expect(page).toContain('<svg');
  expect(page).not.toMatch(/<script|src=|href="http|url\(/);
});

test('takes readers, reading time and prevalence in place of those of the room, and a policy', async () => {
  const policy = put('policy.json', {
    schemaVersion: 1,
    id: 'own-1',
    dueMinutes: { stat: 60, urgent: 240, routine: 1440 },
    orderUrgency: {},
    baseline: 'routine',
    rules: [],
  });
  const changes = ['--readers', '2', '--reading-minutes', '12', '--prevalence', '0.5', '--policy', policy];
  const { stdout } = await simulate(put('room.json', room), '--json', ...changes, ...quick);
  expect(JSON.parse(stdout)).toMatchObject({
    policy: { id: 'own-1', dueCurves: [] },
    load: expect.closeTo(0.7),
    room: { readers: 2, prevalence: 0.5, readingMinutes: { diseased: 12, others: 12 } },
    // Nothing raises anything: it is read as it came.
    saved: { diseased: { mean: 0 }, others: { mean: 0 } },
  });
});

test.each([
  [
    'more work than the readers can do',
    { ...room, arrivalsPerHour: 11 },
    1,
    'the list would grow without end',
  ],
  ['an unknown key', { ...room, reader: 2 }, 1, 'reader'],
  ['no JSON', '{', 1, 'JSON'],
])('refuses a room with %s', async (_what, content, expected, message) => {
  const { code, stderr } = await simulate(put('bad.json', content), ...quick);
  expect(code).toBe(expected);
  expect(stderr).toContain(message);
});

test('a site has to be told how many read', async () => {
  const { code, stderr } = await simulate('--data', directory);
  expect(code).toBe(2);
  expect(stderr).toContain('--readers and --reading-minutes');
});

test('the scores of an evaluation are those behind its curve', () => {
  const shipped = path.join(__dirname, '../../models/chest-opacity');
  const [version] = readdirSync(shipped) as [string];
  const file = path.join(shipped, version, 'evaluation/nih-adults-with-rsna-readers-classes-held-back.json');
  const answer = parseReport(readFileSync(file, 'utf8')).answers.find(({ roc }) => roc.length > 0);
  if (answer === undefined) throw new Error('no answer has a curve');
  const examples = examplesOfAnswer(answer);
  const weight = (of: 'diseased' | 'others', isPositive = false) =>
    examples[of].reduce((sum, one) => sum + (isPositive && !one.scored?.positive ? 0 : one.weight), 0);
  expect(weight('diseased')).toBeCloseTo(1, 9);
  expect(weight('others')).toBeCloseTo(1, 9);
  expect(weight('diseased', true)).toBeCloseTo(answer.operatingPoint?.sensitivity?.value ?? -1, 1);
  expect(1 - weight('others', true)).toBeCloseTo(answer.operatingPoint?.specificity?.value ?? -1, 1);
});

describe('what a site says of itself', () => {
  const scored = (score: number): Analysis => ({
    outcome: 'analysed',
    model: { id: 'chest', version: '1.0.0', sha256: hexId('chest') },
    tensorSha256: hexId('tensor'),
    preprocessing: '1',
    notes: [],
    findings: [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.3, positive: score >= 0.3 },
    ],
  });
  const study = (name: string, receivedAt: string, ...scores: number[]): StudyRecord =>
    withImage(undefined, { ...plainImage(name, 'urgent', receivedAt), analyses: scores.map(scored) });

  function resultsOf(studies: readonly StudyRecord[]) {
    const results = {
      async *records() {
        for (const [at, { receivedAt }] of studies.entries())
          yield { studyId: String(at), etag: '', changedAt: Date.parse(receivedAt), isPending: false };
      },
      study: async (id: string) => studies[Number(id)],
    };
    return { results } as unknown as Pick<Store, 'results'>;
  }

  const since = new Date('2026-05-01T00:00:00.000Z');

  test('is when its studies came, as what they were ordered, and with which highest score', async () => {
    const studies = [
      study('a', '2026-05-02T08:10:00.000Z', 0.1, 0.4),
      study('b', '2026-05-03T08:50:00.000Z', 0.2),
      study('c', '2026-05-03T22:00:00.000Z'),
      study('too old', '2026-04-03T22:00:00.000Z', 0.9),
    ];
    const site = await siteStudies(resultsOf(studies), 'lung-opacity', since, 10);
    expect(site.studies).toBe(3);
    expect(site.arrivalsPerHour[8]).toBeCloseTo(0.2, 9);
    expect(site.arrivalsPerHour[22]).toBeCloseTo(0.1, 9);
    expect(site.prevalence).toBeCloseTo(0.3, 9);
    expect(
      site.examples.diseased.map(({ weight, ordered, scored: of }) => [weight, ordered, of?.positive]),
    ).toEqual([
      [0.4, 'urgent', true],
      [0.2, 'urgent', false],
      [expect.closeTo(0.3), 'urgent', undefined],
    ]);
    expect(roomOfSite(roomSchema.parse(room), site)).toMatchObject({
      prevalence: site.prevalence,
      readers: 1,
    });
  });

  test('is nothing where no study has a score', async () => {
    const none = siteStudies(resultsOf([study('c', '2026-05-03T22:00:00.000Z')]), 'lung-opacity', since, 10);
    await expect(none).rejects.toThrow('has a score for lung-opacity');
  });
});
