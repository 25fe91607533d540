import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GreyPicture } from '../../src/imaging/picture';
import { analyse } from '../../src/inference/analyse';
import { findRegion } from '../../src/inference/findRegion';
import { countOf } from '../../src/inference/mask';
import { loadModelRepository, type ModelRepository, modelRefOf } from '../../src/inference/modelRepository';
import { frameWhole, toTensor } from '../../src/inference/preprocess';
import { cropToRegion } from '../../src/inference/regionCrop';
import { phantom } from './phantom';
import { shippedModels } from './shippedModels';

/** What models/training/parity.py recorded: the Python pipeline's intermediate values for two synthetic pictures. */
interface ParityCase {
  name: string;
  width: number;
  height: number;
  opacity: number;
  picture: [number, number][];
  regionInput: [number, number][];
  field: [number, number][];
  keptSamples: number;
  box: [number, number, number, number];
  maskSamples: number;
  tensor: [number, number][];
  scores: Record<string, number>;
}
const { cases } = JSON.parse(readFileSync(join(__dirname, 'parity.json'), 'utf8')) as { cases: ParityCase[] };

/** The largest difference at the recorded places. */
function farthest(actual: Float32Array, expected: [number, number][]): number {
  return Math.max(...expected.map(([index, value]) => Math.abs((actual[index] ?? Number.NaN) - value)));
}

let repository: ModelRepository;
beforeAll(async () => {
  repository = await loadModelRepository(shippedModels);
});

describe.each(cases)('the picture "$name", as in the training recipe', (recorded) => {
  const picture: GreyPicture = phantom(recorded.width, recorded.height, recorded.opacity);
  const models = () => {
    const [region] = repository.regions;
    const chest = repository.classifiers.find(({ manifest }) => manifest.id === 'chest-opacity');
    if (region === undefined || chest === undefined) throw new Error('the shipped models did not load');
    return { region, chest };
  };

  test('both sides draw the same picture', () => {
    expect(farthest(picture.data, recorded.picture)).toBeLessThan(1e-6);
  });

  test("the lung field's tensor", () => {
    const { input } = models().region.manifest;
    const { data } = toTensor(frameWhole(picture, input).samples, input);
    expect(farthest(data, recorded.regionInput)).toBeLessThan(1e-4);
  });

  test('lung field, crop and the tensor of the classifier', async () => {
    const { region, chest } = models();
    const search = await findRegion(region, picture);
    if (!search.found) throw new Error(`no region: ${search.reason}`);
    expect(farthest(search.region.field.data, recorded.field)).toBeLessThan(1e-4);
    expect(countOf(search.region.kept)).toBe(recorded.keptSamples);
    const crop = cropToRegion(picture, search.region, region.manifest.region, 128, 128);
    expect(Object.values(crop.box)).toEqual(recorded.box.map((value) => expect.closeTo(value, 6)));
    expect(countOf(crop.region)).toBe(recorded.maskSamples);
    const tensor = toTensor(
      { picture: crop.picture, counts: crop.region.data },
      chest.manifest.input,
      crop.region,
    );
    expect(farthest(tensor.data, recorded.tensor)).toBeLessThan(1 / 255);
  });

  test('the scores', async () => {
    const { analysis } = await analyse(repository, modelRefOf(models().chest), {
      display: picture,
      modality: picture,
    });
    if (analysis.outcome !== 'analysed') throw new Error(`abstained: ${analysis.reason}`);
    const scores = Object.fromEntries(analysis.findings.map(({ label, score }) => [label, score]));
    expect(Object.keys(scores)).toEqual(Object.keys(recorded.scores));
    for (const [label, score] of Object.entries(recorded.scores))
      expect(Math.abs((scores[label] ?? 9) - score)).toBeLessThan(0.005);
  });
});
