import { analysisSchema, type ModelRef } from '../../../src/domain/models/analysis';
import type { GreyPicture } from '../../../src/imaging/picture';
import {
  loadModelRepository,
  type ModelRepository,
  modelRefOf,
} from '../../../src/inference/repository/modelRepository';
import { analyse } from '../../../src/inference/run/analyse';
import { Examination } from '../../../src/inference/run/examination';
import { openGrey } from '../../support/openPictures';
import { flat, phantom } from '../phantom';
import { shippedModels } from '../shippedModels';

let repository: ModelRepository;
let model: ModelRef;
beforeAll(async () => {
  repository = await loadModelRepository(shippedModels);
  const chest = repository.classifiers.find(({ manifest }) => manifest.id === 'chest-opacity');
  if (chest === undefined) throw new Error('the shipped models did not load');
  model = modelRefOf(chest);
});
const look = (picture: GreyPicture) => analyse(repository, model, new Examination(openGrey(picture), 50));

test('findings are probabilities with their thresholds, and the record accepts them', async () => {
  const { analysis } = await look(phantom(300, 240, 0));
  if (analysis.outcome !== 'analysed') throw new Error(analysis.reason);
  expect(analysisSchema.parse(analysis)).toEqual(analysis);
  expect(analysis.model).toEqual(model);
  expect(analysis.tensorSha256).toMatch(/^[0-9a-f]{64}$/);
  for (const { score, threshold, positive } of analysis.findings) {
    expect(score).toBeGreaterThan(0);
    expect(score).toBeLessThan(1);
    expect(positive).toBe(score >= (threshold as number));
  }
});

test('the record says what the model does not look for, in the words of its manifest', async () => {
  const { analysis } = await look(phantom(300, 240, 0));
  expect(analysis).toMatchObject({ notLookedFor: expect.arrayContaining(['pneumothorax']) });
});

test('every label has a heat map with the aspect of the picture, values 0 … 1, that ends where the crop ends', async () => {
  const { analysis, heatMaps } = await look(phantom(600, 300, 0.3));
  if (analysis.outcome !== 'analysed') throw new Error(analysis.reason);
  expect(heatMaps.map(({ label }) => label)).toEqual(analysis.findings.map(({ label }) => label));
  for (const { width, height, data } of heatMaps) {
    expect([width, height, data.length]).toEqual([128, 64, 128 * 64]);
    expect(data.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(data[0]).toBe(0);
  }
});

test('the same picture twice gives the same tensor and the same scores', async () => {
  const [first, second] = await Promise.all([look(phantom(300, 240, 0.2)), look(phantom(300, 240, 0.2))]);
  expect(second).toEqual(first);
});

test('one picture through MONOCHROME1 and MONOCHROME2 scores the same to 1e-5', async () => {
  const picture = phantom(300, 240, 0.2);
  const twin = { ...picture, data: picture.data.map((value) => 1 - Math.fround(1 - value)) };
  const [a, b] = [(await look(picture)).analysis, (await look(twin)).analysis];
  if (a.outcome !== 'analysed' || b.outcome !== 'analysed') throw new Error('abstained');
  a.findings.forEach(({ score }, at) => {
    expect(Math.abs((b.findings[at]?.score ?? 9) - score)).toBeLessThan(1e-5);
  });
});

test('brightness and contrast of the display do not change the score: the lungs are standardised', async () => {
  const picture = phantom(300, 240, 0.2);
  const paler = { ...picture, data: picture.data.map((value) => 0.3 + 0.5 * value) };
  const [a, b] = [(await look(picture)).analysis, (await look(paler)).analysis];
  if (a.outcome !== 'analysed' || b.outcome !== 'analysed') throw new Error('abstained');
  a.findings.forEach(({ score }, at) => {
    expect(Math.abs((b.findings[at]?.score ?? 9) - score)).toBeLessThan(0.005);
  });
});

test.each([
  ['black', 0],
  ['grey', 0.5],
  ['white', 1],
])('a %s picture is not analysed, because it is blank', async (_, value) => {
  const { analysis, heatMaps } = await look(flat(400, 300, value));
  expect(analysis).toEqual({ outcome: 'abstained', model, reason: 'blank-picture', notes: [] });
  expect(heatMaps).toEqual([]);
});

test('what is left without an even border is recorded, whether the model answers or abstains', async () => {
  const chest = phantom(300, 240, 0.2);
  const [across, down] = [60, 30];
  const data = new Float32Array((300 + 2 * across) * (240 + 2 * down));
  for (let row = 0; row < 240; row += 1)
    data.set(chest.data.subarray(row * 300, (row + 1) * 300), (row + down) * (300 + 2 * across) + across);
  const framed = { width: 300 + 2 * across, height: 240 + 2 * down, data };
  const { analysis } = await look(framed);
  expect(analysis.notes).toContain('border-cut-off');
  const { left, right, top, bottom } = analysis.inside ?? {};
  expect(left).toBeCloseTo(across / framed.width, 1);
  expect(right).toBeCloseTo(1 - across / framed.width, 1);
  expect(top).toBeCloseTo(down / framed.height, 1);
  expect(bottom).toBeCloseTo(1 - down / framed.height, 1);
  expect(analysisSchema.parse(analysis)).toEqual(analysis);
  const noise = { ...framed, data: data.map((value, at) => (value === 0 ? 0 : ((at * 7919) % 1000) / 1000)) };
  const refused = (await look(noise)).analysis;
  expect(refused.outcome).toBe('abstained');
  expect(refused.inside).toBeDefined();
  expect((await look(chest)).analysis.inside).toBeUndefined();
});

test('a picture of a single pixel is blank, not an error', async () => {
  expect((await look(flat(1, 1, 0.7))).analysis).toMatchObject({
    outcome: 'abstained',
    reason: 'blank-picture',
  });
});

test.each<[string, (x: number, y: number) => number]>([
  ['a ramp', (x) => x / 256],
  ['a bright disc', (x, y) => (Math.hypot(x - 128, y - 128) < 90 ? 0.9 : 0.05)],
  ['noise', (x, y) => (Math.imul(x * 7919 + y * 104729, 2654435761) >>> 8) / 2 ** 24],
  ['stripes', (x) => (x % 32 < 16 ? 0.2 : 0.8)],
])('%s shows no lungs and is not analysed', async (_, value) => {
  const data = Float32Array.from({ length: 256 * 256 }, (_, at) => value(at % 256, Math.floor(at / 256)));
  const { analysis } = await look({ width: 256, height: 256, data });
  expect(analysis.outcome).toBe('abstained');
  expect(['not-the-right-picture', 'region-not-found', 'out-of-distribution']).toContain(
    analysis.outcome === 'abstained' && analysis.reason,
  );
});

test('a model that is not loaded is an error, never an empty answer', async () => {
  const unknown = { ...model, version: '9.9.9' };
  const picture = phantom(64, 64, 0);
  await expect(analyse(repository, unknown, new Examination(openGrey(picture), 50))).rejects.toThrow(
    'the model chest-opacity 9.9.9 is not loaded',
  );
});
