import path from 'node:path';
import { createScoreDrift } from '../../src/app/scoreDrift';
import type { HistogramSample } from '../../src/telemetry/samples';

const directory = path.resolve(__dirname, '../../models/chest-opacity/2.2.0');
const drift = createScoreDrift(async () => [{ id: 'chest-opacity', version: '2.2.0', directory }]);

function scores(label: string, counts: readonly number[], model = 'chest-opacity@2.2.0'): HistogramSample {
  return { metric: 'triage.score', labels: { model, label }, counts, sum: 0 };
}

test('the scores of Normals resemble those of the Normals that the model was measured on, and are far from the sick', async () => {
  const normals = [200, 40, 20, 10, 8, 5, 3, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0];
  const found = await drift([scores('lung-opacity', normals)]);
  const byList = new Map(
    found.map(({ labels, ...one }) => [labels.reference, 'value' in one ? one.value : 0]),
  );
  expect(byList.size).toBeGreaterThanOrEqual(4);
  expect(byList.get('RSNA val Normals')).toBeLessThan(byList.get('COVID-19 Hannover') as number);
  expect(byList.get('COVID-19 Hannover')).toBeGreaterThan(0.25);
});

test('a model or label that was not measured, or too few scores, have no drift', async () => {
  const many = new Array<number>(20).fill(50);
  expect(await drift([scores('lung-opacity', many, 'another@1.0.0'), scores('another', many)])).toEqual([]);
  expect(await drift([scores('lung-opacity', new Array<number>(20).fill(1))])).toEqual([]);
});
