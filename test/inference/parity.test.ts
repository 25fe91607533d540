import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadModelRepository } from '../../src/inference/repository/modelRepository';
import { describeWith, publicData, python } from '../support/requirements';
import { phantom, type Variation } from './phantom';
import { loadGrey, publicRows } from './publicPictures';
import { shippedModels } from './shippedModels';
import { type ChestModels, stepsOf } from './steps';

/** Some values of a tensor, by index, and what sums say of the others. */
interface Probes {
  at: [number, number][];
  mean: number;
  magnitude: number;
}

/** What models/training/parity.py recorded: the Python pipeline's intermediate values for synthetic pictures. */
interface ParityCase extends Partial<Variation> {
  name: string;
  width: number;
  height: number;
  opacity: number;
  picture: Probes;
  regionInput: Probes;
  gateInput: Probes;
  gateScore: number;
  field: Probes;
  keptSamples: number;
  box: [number, number, number, number];
  maskSamples: number;
  tensor: Probes;
  scores: Record<string, number>;
}
const { cases } = JSON.parse(readFileSync(join(__dirname, 'parity.json'), 'utf8')) as { cases: ParityCase[] };

/** Of the range of a tensor, which is about that of the picture in standard deviations; scores are shares. */
const [tensorTolerance, scoreTolerance] = [1 / 255, 0.005];

let models: ChestModels;
beforeAll(async () => {
  const { regions, gates, classifiers } = await loadModelRepository(shippedModels);
  const [[region], [gate]] = [regions, gates];
  const chest = classifiers.find(({ manifest }) => manifest.id === 'chest-opacity');
  if (region === undefined || gate === undefined || chest === undefined)
    throw new Error('the shipped models did not load');
  models = { region, gate, chest };
});

function expectProbes(actual: Float32Array, { at, mean, magnitude }: Probes, tolerance: number): void {
  const farthest = Math.max(...at.map(([index, value]) => Math.abs((actual[index] ?? Number.NaN) - value)));
  expect(farthest).toBeLessThan(tolerance);
  expect(Math.abs(meanOf(actual) - mean)).toBeLessThan(tolerance / 10);
  expect(Math.abs(meanOf(actual.map(Math.abs)) - magnitude)).toBeLessThan(tolerance / 10);
}

function meanOf(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function expectScores(actual: Record<string, number>, expected: Record<string, number>): void {
  expect(Object.keys(actual)).toEqual(Object.keys(expected));
  for (const [label, score] of Object.entries(expected))
    expect(Math.abs((actual[label] ?? Number.NaN) - score)).toBeLessThan(scoreTolerance);
}

test('52 pictures are compared', () => {
  expect(cases).toHaveLength(52);
});

test.each(cases)('$name, drawn, as in the training recipe', async (recorded) => {
  const { width, height, opacity, gamma = 1, noise = 0, shift = 0, seed = 0 } = recorded;
  const picture = phantom(width, height, opacity, { gamma, noise, shift, seed });
  expectProbes(picture.data, recorded.picture, 1e-5);
  const steps = await stepsOf(models, picture);
  expectProbes(steps.regionInput, recorded.regionInput, 1e-4);
  expectProbes(steps.gateInput, recorded.gateInput, 1e-4);
  expect(Math.abs(steps.gateScore - recorded.gateScore)).toBeLessThan(scoreTolerance);
  expectProbes(steps.field, recorded.field, 1e-4);
  expect(steps.keptSamples).toBe(recorded.keptSamples);
  expect(steps.box).toEqual(recorded.box.map((value) => expect.closeTo(value, 6)));
  expect(steps.maskSamples).toBe(recorded.maskSamples);
  expectProbes(steps.tensor, recorded.tensor, tensorTolerance);
  expectScores(steps.scores, recorded.scores);
});

const shared = publicData('xray');
const python3 = python('torch', 'onnx', 'PIL');

describeWith([shared, python3], 'on 50 public pictures, whole tensors', () => {
  const paths = ['rsna_full_normal', 'kermany', 'nih_full'].flatMap((source, at) =>
    publicRows(shared.path)
      .filter((row) => row.path.startsWith(`${source}/`) && row.split === 'val')
      .slice(0, [20, 20, 10][at])
      .map((row) => join(shared.path, row.path)),
  );
  let recorded = '';
  beforeAll(() => {
    recorded = mkdtempSync(join(tmpdir(), 'parity-'));
    const script = resolve(__dirname, '../../models/training/parity.py');
    const run = spawnSync(python3.program, [
      script,
      '--models',
      shippedModels,
      '--pictures',
      recorded,
      ...paths,
    ]);
    if (run.status !== 0) throw new Error(run.stderr.toString());
  });
  afterAll(() => rmSync(recorded, { recursive: true }));

  test('there are 50', () => {
    expect(paths).toHaveLength(50);
  });

  test.each(paths.map((path, at) => [path.slice(shared.path.length + 1), at]))('%s', async (path, at) => {
    const steps = await stepsOf(models, await loadGrey(join(shared.path, path)));
    for (const name of ['regionInput', 'gateInput', 'field', 'tensor'] as const) {
      const { buffer } = new Uint8Array(readFileSync(join(recorded, `${at}.${name}`)));
      const expected = new Float32Array(buffer);
      expect(steps[name]).toHaveLength(expected.length);
      const farthest = steps[name].reduce(
        (most, value, i) => Math.max(most, Math.abs(value - (expected[i] as number))),
        0,
      );
      expect(farthest).toBeLessThan(tensorTolerance);
    }
    const rest = JSON.parse(readFileSync(join(recorded, `${at}.json`), 'utf8')) as ParityCase;
    expect(Math.abs(steps.gateScore - rest.gateScore)).toBeLessThan(scoreTolerance);
    expectScores(steps.scores, rest.scores);
  });
});
