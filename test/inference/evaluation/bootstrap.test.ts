import { isClustered, measure } from '../../../src/inference/evaluation/measure';
import { aucOf } from '../../../src/inference/evaluation/statistics/auc';
import { bootstrapByCluster } from '../../../src/inference/evaluation/statistics/bootstrap';
import { quantile } from '../../../src/inference/evaluation/statistics/quantile';
import { randomFrom } from '../../../src/inference/evaluation/statistics/random';

function cases(patients: number, filesEach: number) {
  const random = randomFrom(5);
  return Array.from({ length: patients }, (_, patient) => {
    const positive = patient % 3 === 0;
    const score = Math.min(1, Math.max(0, random() * 0.8 + (positive ? 0.2 : 0)));
    // All files of a patient are the same picture: they tell no more than one.
    return Array.from({ length: filesEach }, () => ({ score, positive, cluster: `p${patient}` }));
  }).flat();
}

const width = ({ low, high }: { low: number; high: number }) => high - low;

test('of single files it gives about the interval that DeLong gives', () => {
  const single = cases(150, 1);
  const drawn = bootstrapByCluster(single, undefined).auc;
  const delong = aucOf(single);
  expect(drawn?.low).toBeCloseTo(delong?.low as number, 1);
  expect(Math.abs(width(drawn as never) - width(delong as never))).toBeLessThan(0.02);
});

test('copies of a file do not narrow the interval, as they would if they were taken for patients', () => {
  const [once, fourTimes] = [cases(90, 1), cases(90, 4)];
  const honest = measure(fourTimes, 0.5);
  expect(honest.auc?.method).toBe('patient-bootstrap');
  expect(honest.sensitivity?.method).toBe('patient-bootstrap');
  const naive = aucOf(fourTimes);
  expect(width(naive as never)).toBeLessThan(0.6 * width(aucOf(once) as never));
  expect(Math.abs(width(honest.auc as never) - width(aucOf(once) as never))).toBeLessThan(0.03);
});

test('the same cases give the same interval', () => {
  expect(bootstrapByCluster(cases(30, 2), 0.5)).toEqual(bootstrapByCluster([...cases(30, 2)].reverse(), 0.5));
});

test('where every draw agrees, as many patients as there are give the interval', () => {
  const apart = cases(60, 2).map((one) => ({ ...one, score: one.positive ? 0.9 : 0.1 }));
  const { auc, sensitivity, specificity } = measure(apart, 0.5);
  expect(auc).toMatchObject({ value: 1, method: 'disjoint-pairs' });
  expect(auc?.low).toBeGreaterThan(0.8);
  expect(auc?.low).toBeLessThan(0.9);
  expect(sensitivity).toMatchObject({ value: 1, hits: 40, n: 40, method: 'wilson' });
  expect(sensitivity?.low).toBe(auc?.low);
  expect(specificity?.low).toBeGreaterThan(sensitivity?.low as number);
});

test('files are clustered where a patient has several', () => {
  expect([isClustered(cases(5, 1)), isClustered(cases(5, 2)), isClustered([])]).toEqual([false, true, false]);
});

test('quantiles lie between order statistics', () => {
  expect([quantile([4, 1, 3, 2], 0.5), quantile([7], 0.95), quantile([0, 10], 0.25)]).toEqual([2.5, 7, 2.5]);
});
