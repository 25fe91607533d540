import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { evaluationsOf } from '../../src/app/evaluationViews';
import { modelWatch } from '../../src/app/modelWatch';
import { comparisonsOf } from '../../src/app/shadowComparisons';
import type { Analysis } from '../../src/domain/models/analysis';
import { compareAnswers } from '../../src/domain/models/shadowComparison';
import { appFolder } from '../../src/places/places';
import { Counters } from '../../src/telemetry/counters';
import { TemporaryFolder } from '../support/temporaryFolder';

const finding = (label: string, score: number) => ({ label, title: label, score, positive: score >= 0.5 });
const ref = (version: string) => ({ id: 'chest', version, sha256: 'a'.repeat(64) });
const analysed = (version: string, ...scores: [string, number][]): Analysis => ({
  outcome: 'analysed',
  model: ref(version),
  findings: scores.map(([label, score]) => finding(label, score)),
  tensorSha256: 'a'.repeat(64),
  preprocessing: '1',
  notes: [],
});
const abstained = (version: string): Analysis => ({
  outcome: 'abstained',
  model: ref(version),
  reason: 'blank-picture',
  notes: [],
});

test('two answers are compared by the labels that both have', () => {
  expect(
    compareAnswers(analysed('2', ['a', 0.75], ['b', 0.1]), analysed('1', ['a', 0.25], ['c', 0.9])),
  ).toEqual([{ label: 'a', said: 'positive', promoted: 'negative', difference: 0.5 }]);
  expect(compareAnswers(abstained('2'), analysed('1', ['a', 0.2]))).toEqual([
    { label: 'a', said: 'abstained', promoted: 'negative' },
  ]);
  expect(compareAnswers(abstained('2'), abstained('1'))).toEqual([]);
});

test('a version in shadow and the one that speaks: agreement of what both scored, and who changed sides', () => {
  const counters = new Counters();
  const { compared } = modelWatch(counters);
  for (const [own, other] of [
    [0.7, 0.6],
    [0.2, 0.1],
    [0.6, 0.4],
  ] as const)
    compared(analysed('2', ['a', own]), [analysed('1', ['a', other])]);
  compared(abstained('2'), [analysed('1', ['a', 0.9])]);
  const [found, ...others] = comparisonsOf(counters.samples(), 'chest@2');
  expect(others).toEqual([]);
  expect(found).toMatchObject({ against: 'chest@1', label: 'a', agreement: { k: 2, n: 3 } });
  expect(found?.answers).toContainEqual({ said: 'positive', promoted: 'negative', images: 1 });
  expect(found?.answers).toContainEqual({ said: 'abstained', promoted: 'positive', images: 1 });
  expect(found?.differences.mean).toBeCloseTo(0.4 / 3);
  expect(comparisonsOf(counters.samples(), 'chest@1')).toEqual([]);
});

describe('what was measured', () => {
  const folder = new TemporaryFolder();
  afterAll(() => folder.remove());

  test('comes from the reports of the shipped model, in points that a screen can show', async () => {
    const { evaluations, unreadable } = await evaluationsOf(
      path.join(appFolder, 'models/chest-opacity/2.2.0'),
    );
    expect(unreadable).toEqual([]);
    const held = evaluations.find(({ list }) => /held back/.test(list));
    const [first] = held?.measured ?? [];
    expect(first?.auc?.value).toBeGreaterThan(0.8);
    expect(first?.roc.length).toBeLessThanOrEqual(101);
    expect(first?.roc[0]).toEqual({ falsePositiveRate: 0, sensitivity: 0 });
    expect(first?.roc.at(-1)).toEqual({ falsePositiveRate: 1, sensitivity: 1 });
    const { positives, negatives } = first?.histogram ?? { positives: [], negatives: [] };
    const scored = [...positives, ...negatives].reduce((sum, count) => sum + count, 0);
    expect([positives.length, negatives.length, scored]).toEqual([20, 20, first?.n]);
  });

  test('a report that cannot be read is named, and the others are there', async () => {
    mkdirSync(folder.file('evaluation'));
    writeFileSync(folder.file('evaluation/broken.json'), '{"schemaVersion": 9}');
    expect(await evaluationsOf(folder.file('.'))).toEqual({
      evaluations: [],
      unreadable: ['evaluation/broken.json'],
    });
  });
});
