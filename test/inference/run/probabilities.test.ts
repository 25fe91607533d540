import type { ClassifierManifest } from '../../../src/inference/manifest/manifest';
import { probabilitiesOf } from '../../../src/inference/run/probabilities';

type Calibration = ClassifierManifest['labels'][number]['calibration'];
const fitted = { fittedOn: 'validation', n: 10 };
const manifest = (
  kind: 'logits' | 'probabilities',
  activation: 'sigmoid' | 'softmax',
  ...calibrations: Calibration[]
) =>
  ({
    outputs: { scores: { name: 's', kind, activation } },
    labels: calibrations.map((calibration) => ({ calibration })),
  }) as ClassifierManifest;
const none: Calibration = { kind: 'none' };

test('logits become probabilities by the sigmoid, each label on its own', () => {
  const scores = probabilitiesOf(manifest('logits', 'sigmoid', none, none), Float32Array.of(0, 2));
  expect(scores).toEqual([0.5, expect.closeTo(0.880797, 6)]);
});

test('Platt moves the logit before the sigmoid', () => {
  const platt: Calibration = { kind: 'platt', slope: 2, intercept: -1, ...fitted };
  expect(probabilitiesOf(manifest('logits', 'sigmoid', platt), Float32Array.of(0.5))).toEqual([0.5]);
});

test('softmax shares add up to one, and a temperature flattens them', () => {
  const warm: Calibration = { kind: 'temperature', temperature: 4, ...fitted };
  const plain = probabilitiesOf(manifest('logits', 'softmax', none, none), Float32Array.of(1000, 996));
  const flat = probabilitiesOf(manifest('logits', 'softmax', warm, warm), Float32Array.of(1000, 996));
  expect(plain.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  expect(plain[0]).toBeCloseTo(0.982014, 6);
  expect(flat[0]).toBeCloseTo(0.731059, 6);
});

test('probabilities stay what they are, but never leave 0 … 1', () => {
  const scores = probabilitiesOf(
    manifest('probabilities', 'sigmoid', none, none),
    Float32Array.of(0.25, 1.0000002),
  );
  expect(scores).toEqual([0.25, 1]);
});

test('extreme logits give 0 and 1, never NaN', () => {
  expect(probabilitiesOf(manifest('logits', 'sigmoid', none, none), Float32Array.of(-1e9, 1e9))).toEqual([
    0, 1,
  ]);
});
