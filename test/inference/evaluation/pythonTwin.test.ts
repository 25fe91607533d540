import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { aucOf } from '../../../src/inference/evaluation/statistics/auc';
import { calibrationOf } from '../../../src/inference/evaluation/statistics/calibration';
import {
  confusionAt,
  sensitivityOf,
  specificityOf,
} from '../../../src/inference/evaluation/statistics/operatingPoint';
import { randomFrom } from '../../../src/inference/evaluation/statistics/random';
import { describeWith, python } from '../../support/requirements';
import { labelled } from './cases';

const twin = python('numpy');
const training = path.resolve(__dirname, '../../../models/training');

describeWith([twin], 'the metrics by which the models were trained', () => {
  test.each([11, 12, 13])('say the same of random scores (seed %i)', (seed) => {
    const random = randomFrom(seed);
    const truth = Array.from({ length: 137 }, () => Number(random() < 0.3));
    const scores = truth.map((one) => (random() + one * random()) / 2);
    const threshold = 0.4;
    const { stdout, stderr, status } = spawnSync(twin.program, [path.join(__dirname, 'python_metrics.py')], {
      input: JSON.stringify({ scores, truth, threshold }),
      env: { ...process.env, PYTHONPATH: training, PYTHONDONTWRITEBYTECODE: '1' },
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
    const theirs = JSON.parse(stdout);
    const cases = labelled(scores, truth);
    const auc = aucOf(cases);
    expect(auc?.value).toBeCloseTo(theirs.auc.auc, 12);
    // They round the normal distribution's point to 1.96.
    expect(auc?.low).toBeCloseTo(theirs.auc.low, 5);
    expect(auc?.high).toBeCloseTo(theirs.auc.high, 5);
    expect(calibrationOf(cases)?.expectedError).toBeCloseTo(theirs.ece, 12);
    const confusion = confusionAt(cases, threshold);
    for (const [ours, other] of [
      [sensitivityOf(confusion), theirs.sensitivity],
      [specificityOf(confusion), theirs.specificity],
    ]) {
      expect(ours.value).toBeCloseTo(other.value, 12);
      expect(ours.low).toBeCloseTo(other.low, 4);
      expect(ours.high).toBeCloseTo(other.high, 4);
    }
  });
});
