import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { manifestIn, storedEvaluations } from '../../src/cli/commands/models/evaluation/storedEvaluations';
import { modelCard } from '../../src/inference/card/modelCard';
import type { EvaluationReport } from '../../src/inference/evaluation/reportSchema';
import type { ClassifierManifest, GateManifest } from '../../src/inference/manifest/manifest';
import { shippedModels, shippedVersion } from './shippedModels';

const folders = readdirSync(shippedModels, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name: id }) =>
    readdirSync(path.join(shippedModels, id), { withFileTypes: true })
      .filter(
        (entry) =>
          entry.isDirectory() && existsSync(path.join(shippedModels, id, entry.name, 'manifest.json')),
      )
      .map((entry) => path.join(shippedModels, id, entry.name)),
  );

test('there are shipped models', () => expect(folders.length).toBeGreaterThan(1));

test.each(folders)(
  'the card of %s is the one that would be written now (npm run triage -- models card DIR)',
  (folder) => {
    const manifest = manifestIn(folder);
    const card = modelCard(manifest, [...storedEvaluations(folder, manifest).values()]);
    expect(readFileSync(path.join(folder, 'MODEL_CARD.md'), 'utf8')).toBe(card);
  },
);

const chest = path.join(shippedModels, 'chest-opacity', shippedVersion('chest-opacity'));
const manifest = manifestIn(chest) as ClassifierManifest;
const reports = [...storedEvaluations(chest, manifest).values()];

const classifiers = folders.filter((folder) => manifestIn(folder).kind === 'classifier');

test.each(classifiers)('the first lines of the card of %s say what it does not look for', (folder) => {
  const lines = readFileSync(path.join(folder, 'MODEL_CARD.md'), 'utf8').split('\n').slice(0, 6);
  expect(lines.join('\n')).toContain('**It does not look for pneumothorax, ');
});

test('says what it must not be used for, its data, thresholds and limits', () => {
  const card = modelCard(manifest, reports);
  expect(card).toContain('Not cleared for clinical use');
  for (const line of manifest.intendedUse.mustNot) expect(card).toContain(line);
  for (const { name } of manifest.provenance.data) expect(card).toContain(name);
  for (const { operatingPoint } of manifest.labels) expect(card).toContain(String(operatingPoint?.threshold));
  expect(card).toContain('Children of one hospital');
  expect(card).toContain('No external test');
  expect(card).toContain('COVID-19 Hannover');
});

test('the order of the evaluations changes nothing', () => {
  expect(modelCard(manifest, [...reports].reverse())).toBe(modelCard(manifest, reports));
});

test('states how much is lost from validation to an external test', () => {
  const test = reports.find(
    ({ list }) => list.title === 'Kermany test without overlapping persons',
  ) as EvaluationReport;
  const external = { ...test, list: { ...test.list, role: 'external' as const, title: 'Elsewhere' } };
  const card = modelCard(manifest, [...reports, external]);
  expect(card).toMatch(
    /From Kermany val to Elsewhere.*AUC 0\.\d+ \(.*\) where the model was made, 0\.\d+ \(.*\) there: 0\.\d+ less/,
  );
  expect(card).not.toContain('No external test');
});

test("of a stranger's model it says that nothing was measured", () => {
  const stranger = { ...manifest, evaluation: [], remarks: [] };
  const card = modelCard(stranger, []);
  expect(card).toContain('Not measured here');
  expect(card).not.toContain('By its maker');
});

test('of a gate it says what passes, and of a lighter build what it costs', () => {
  const gate: GateManifest = {
    ...(manifestIn(
      path.join(shippedModels, 'lung-field', shippedVersion('lung-field')),
    ) as never as GateManifest),
    kind: 'gate',
    gate: {
      accepts: 'a frontal chest radiograph',
      classes: [],
      threshold: 0.4,
      unsureBelow: 0.6,
      chosenOn: 'chests',
      rule: 'few kept out',
      boundTo: 'a'.repeat(64),
    },
  };
  expect(modelCard(gate, [])).toContain('A picture passes from 0.4');
  const cost = {
    label: 'lung-opacity',
    dataset: 'val',
    n: 9,
    aucDifference: { value: -0.004, low: -0.01, high: 0.002 },
    flipped: { value: 0.1, low: 0, high: 0.4, n: 9 },
  };
  const light = {
    ...manifest,
    variantOf: {
      id: 'big',
      version: '1.0.0',
      sha256: 'b'.repeat(64),
      precision: 'int8' as const,
      costs: [cost],
    },
  };
  expect(modelCard(light, [])).toContain('−0.004 (−0.010 to +0.002)');
});
