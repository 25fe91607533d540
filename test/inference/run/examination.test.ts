import { modelsPort } from '../../../src/app/modelsPort';
import type { Analysis } from '../../../src/domain/models/analysis';
import {
  loadModelRepository,
  type ModelRepository,
  modelRefOf,
} from '../../../src/inference/repository/modelRepository';
import { openGrey } from '../../support/openPictures';
import { phantom } from '../phantom';
import { shippedModels } from '../shippedModels';

let repository: ModelRepository;
beforeAll(async () => {
  repository = await loadModelRepository(shippedModels);
});

/** Everything that the classifiers that ship say of one picture, and how often each network ran meanwhile. */
async function examined(together: boolean) {
  const loaded = [...repository.gates, ...repository.regions, ...repository.classifiers];
  const runs = loaded.map(({ network }) => jest.spyOn(network, 'run'));
  const picture = openGrey(phantom(400, 480, 0.3));
  const [facts, resample] = [jest.spyOn(picture, 'facts'), jest.spyOn(picture, 'resample')];
  const port = modelsPort(async () => repository);
  const look = port.examine(picture, undefined, { heatMaps: true });
  const analyses: Analysis[] = [];
  for (const model of repository.classifiers.map(modelRefOf)) {
    const ask = together ? look : port.examine(picture, undefined, { heatMaps: true });
    analyses.push((await ask(model)).analysis);
  }
  const counts = Object.fromEntries(
    loaded.map(({ manifest }, at) => [manifest.id, runs[at]?.mock.calls.length]),
  );
  for (const run of runs) run.mockRestore();
  return { analyses, counts, facts: facts.mock.calls.length, resampled: resample.mock.calls.length };
}

test('of one picture before two models, gate and lung field run once, and are framed once', async () => {
  const { analyses, counts, facts, resampled } = await examined(true);
  expect(analyses.map(({ outcome }) => outcome)).toEqual(['analysed', 'analysed']);
  expect(counts).toEqual({
    'frontal-chest': 1,
    'lung-field': 1,
    'chest-opacity': 1,
    'chest-opacity-int8': 1,
  });
  expect([facts, resampled]).toEqual([1, 2 + 2]);
});

test('and each says what it says of the picture alone', async () => {
  const alone = await examined(false);
  expect(alone.counts).toMatchObject({ 'frontal-chest': 2, 'lung-field': 2 });
  expect((await examined(true)).analyses).toEqual(alone.analyses);
});
