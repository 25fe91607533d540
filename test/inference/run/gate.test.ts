import { analysisSchema } from '../../../src/domain/models/analysis';
import type { GreyPicture } from '../../../src/imaging/picture';
import type { ClassifierManifest, GateManifest } from '../../../src/inference/manifest/manifest';
import type { LoadedModel } from '../../../src/inference/repository/admission';
import { type ModelRepository, modelRefOf } from '../../../src/inference/repository/modelRepository';
import { analyse, inputSideOf } from '../../../src/inference/run/analyse';
import { Examination } from '../../../src/inference/run/examination';
import { askGate } from '../../../src/inference/run/gate';
import { frameWhole } from '../../../src/inference/run/preprocess';
import { openGrey } from '../../support/openPictures';
import { builtClassifier, builtGate, side } from '../builtModels';
import { flat } from '../phantom';

const above = (_: number, v: number) => (v < 0.5 ? 40 : -40);
const below = (_: number, v: number) => (v < 0.5 ? -40 : 40);
const left = (u: number) => (u < 0.5 ? 40 : -40);
const right = (u: number) => (u < 0.5 ? -40 : 40);

let gate: LoadedModel<GateManifest>;
let classifiers: LoadedModel<ClassifierManifest>[];
let repository: ModelRepository;
beforeAll(async () => {
  gate = await builtGate([
    { name: 'bright-above', accepted: true, weigh: above },
    { name: 'turned', accepted: false, weigh: left },
    { name: 'inverted', accepted: false, weigh: below },
    { name: 'other', accepted: false, weigh: right },
  ]);
  const labels = [{ name: 'bright', weigh: () => 1 }];
  classifiers = [
    await builtClassifier('first', labels, { gatedBy: 'built-gate' }),
    await builtClassifier('second', labels, { gatedBy: 'built-gate' }),
    await builtClassifier('ungated', labels),
  ];
  repository = { classifiers, regions: [], gates: [gate], problems: [] };
});

/** Bright (0.86 … 0.94) where the function says so, else 0.06 … 0.14, so that no half counts as border. */
function picture(bright: (u: number, v: number) => boolean, width = 200, height = 160): GreyPicture {
  const data = Float32Array.from(
    { length: width * height },
    (_, at) =>
      (bright((at % width) / width, Math.floor(at / width) / height) ? 0.9 : 0.1) + 0.04 * ((at % 3) - 1),
  );
  return { width, height, data };
}
async function look(picture: GreyPicture | Examination, index = 0) {
  const model = classifiers[index] as LoadedModel<ClassifierManifest>;
  const examination = picture instanceof Examination ? picture : new Examination(openGrey(picture), 50);
  const { analysis } = await analyse(repository, modelRefOf(model), examination);
  expect(analysisSchema.parse(analysis)).toEqual(analysis);
  return analysis;
}

test('a picture that the gate accepts is analysed, and the record keeps what the gate said', async () => {
  const analysis = await look(picture((_, v) => v < 0.5));
  expect(analysis).toMatchObject({
    outcome: 'analysed',
    gate: { model: modelRefOf(gate), class: 'bright-above', title: 'a picture of bright-above' },
    notes: [],
  });
  expect(analysis.gate?.accepted).toBeGreaterThan(0.99);
});

test.each<[string, (u: number, v: number) => boolean, string, string]>([
  ['turned', (u) => u < 0.5, 'picture-turned', 'turned'],
  ['inverted', (_, v) => v >= 0.5, 'picture-inverted', 'inverted'],
  ['of something else', (u) => u >= 0.5, 'not-the-right-picture', 'other'],
])('a picture that is %s is not analysed: %#', async (_, bright, reason, found) => {
  const analysis = await look(picture(bright));
  expect(analysis).toMatchObject({ outcome: 'abstained', reason, gate: { class: found } });
  expect(analysis.gate?.accepted).toBeLessThan(0.01);
  expect(await look(picture(bright), 2)).toMatchObject({ outcome: 'analysed' });
  expect(await look(picture(bright), 2)).not.toHaveProperty('gate');
});

/** Slightly brighter above: of scores x, 0, −x and 0 the softmax of the first is about 0.65. */
const faint = () => {
  const plain = picture((_, v) => v < 0.5);
  const data = plain.data.map((value, at) => 0.5 + (value - 0.5) * 0.09 + 0.04 * ((at % 3) - 1));
  return { ...plain, data };
};

test('between threshold and certainty the picture passes with a note', async () => {
  const analysis = await look(faint());
  expect(analysis).toMatchObject({ outcome: 'analysed', notes: ['gate-unsure'] });
  expect(analysis.gate?.accepted).toBeGreaterThan(0.5);
  expect(analysis.gate?.accepted).toBeLessThan(0.8);
});

test('a picture that is kept out is never called what the gate lets through, however likely that is', async () => {
  const classes = [
    { name: 'bright-above', accepted: true, weigh: above },
    { name: 'other', accepted: false, weigh: below },
  ];
  const strict = await builtGate(classes, { threshold: 0.99, unsureBelow: 1 });
  const { answer, reason } = await askGate(
    strict,
    await frameWhole(openGrey(faint()), 'display', strict.manifest.input),
  );
  expect(answer.accepted).toBeGreaterThan(0.9);
  expect([reason, answer.class]).toEqual(['not-the-right-picture', 'other']);
});

test('where there is no gate, a picture whose corners are brighter than its middle counts as inverted', async () => {
  const dark = picture((u, v) => Math.abs(u - 0.5) > 0.3 || Math.abs(v - 0.5) > 0.35);
  expect(await look(dark, 2)).toMatchObject({
    outcome: 'abstained',
    reason: 'picture-inverted',
    notes: ['may-be-inverted'],
  });
  const gated = await look(dark, 0);
  expect(gated.notes).toContain('may-be-inverted');
  expect(gated.gate).toBeDefined();
});

test('several classifiers of one picture ask the gate once, and the picture is counted once', async () => {
  const run = jest.spyOn(gate.network, 'run');
  const open = openGrey(picture((_, v) => v < 0.5));
  const facts = jest.spyOn(open, 'facts');
  const examination = new Examination(open, 50);
  await Promise.all([look(examination, 0), look(examination, 1)]);
  await look(examination, 1);
  expect(run).toHaveBeenCalledTimes(1);
  expect(facts).toHaveBeenCalledTimes(1);
  await look(new Examination(open, 50), 1);
  expect(run).toHaveBeenCalledTimes(2);
  run.mockRestore();
});

test('a blank or tiny picture does not come as far as the gate', async () => {
  const run = jest.spyOn(gate.network, 'run');
  expect(await look(flat(200, 200, 0.4))).toMatchObject({ reason: 'blank-picture' });
  expect(await look(picture((_, v) => v < 0.5, 100, 100))).toMatchObject({ reason: 'picture-too-small' });
  expect(run).not.toHaveBeenCalled();
  run.mockRestore();
});

test('a picture is read as finely as the most demanding of the models that look at it needs', () => {
  const ref = modelRefOf(classifiers[0] as LoadedModel<ClassifierManifest>);
  expect(inputSideOf(repository, ref)).toBe(side);
  const finer = { ...gate, manifest: { ...gate.manifest, input: { ...gate.manifest.input, height: 256 } } };
  expect(inputSideOf({ ...repository, gates: [finer] }, ref)).toBe(256);
});
