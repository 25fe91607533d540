import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseManifest } from '../../../src/inference/manifest/parseManifest';
import { shippedModels, shippedVersion } from '../shippedModels';

const text = (id: string) =>
  readFileSync(join(shippedModels, id, shippedVersion(id), 'manifest.json'), 'utf8');
// biome-ignore lint/suspicious/noExplicitAny: the tests break the manifest in ways that no type allows
type Broken = any;
function broken(change: (manifest: Broken) => void, id = 'chest-opacity'): string {
  const manifest = JSON.parse(text(id));
  change(manifest);
  return JSON.stringify(manifest);
}

test.each(['chest-opacity', 'lung-field'])('the shipped manifest of %s is valid', (id) => {
  expect(parseManifest(text(id)).id).toBe(id);
});

test.each<[string, (manifest: Broken) => void, RegExp]>([
  ['a missing key', (m) => delete m.input.width, /input\.width: the key is missing, expected a number/],
  ['a missing block', (m) => delete m.intendedUse, /intendedUse: the key is missing, expected an object/],
  [
    'a misspelt key',
    (m) => Object.assign(m.input, { widht: 1 }),
    /input\.widht: there is no such key \(did you mean "width"\?\)/,
  ],
  ['a wrong kind', (m) => Object.assign(m, { kind: 'segmenter' }), /kind: .*/],
  [
    'a short hash',
    (m) => Object.assign(m.file, { sha256: 'abc' }),
    /file\.sha256: expected a SHA-256 as 64 lower-case hex digits/,
  ],
  [
    'a path out of the folder',
    (m) => Object.assign(m.file, { name: '../other.onnx' }),
    /file\.name: expected the name of an \.onnx file in the same folder/,
  ],
  [
    'a threshold over 1',
    (m) => Object.assign(m.labels[0].operatingPoint, { threshold: 1.5 }),
    /labels\.0\.operatingPoint\.threshold: /,
  ],
  [
    'a threshold outside its band',
    (m) => Object.assign(m.labels[0].operatingPoint, { band: [0, 0] }),
    /labels\.0\.operatingPoint\.band: expected a range around/,
  ],
  [
    'the same label twice',
    (m) => Object.assign(m.labels[1], { name: m.labels[0].name }),
    /labels: expected every name once/,
  ],
  [
    'a region channel and nobody to find it',
    (m) => delete m.input.preparedBy,
    /input\.preparedBy: expected the id of a region model/,
  ],
  [
    'calibration of what is no logit',
    (m) => Object.assign(m.outputs.scores, { kind: 'probabilities' }),
    /labels\.0\.calibration\.kind: platt needs outputs\.scores\.kind logits/,
  ],
  [
    'Platt under a softmax',
    (m) => Object.assign(m.outputs.scores, { activation: 'softmax' }),
    /labels\.0\.calibration\.kind: platt needs .* sigmoid/,
  ],
  [
    'a share of a crop that there is not',
    (m) => Object.assign(m.input, { fit: 'pad', cropShare: 0.875 }),
    /input\.cropShare: expected input\.fit crop/,
  ],
  [
    'a mean for one of two channels',
    (m) =>
      Object.assign(m.input, {
        normalise: { kind: 'mean-std', valueRange: [0, 1], mean: [0.5], std: [0.2, 0.2] },
      }),
    /input\.normalise\.mean: expected 2 numbers/,
  ],
])('%s is named with its key', (_, change, message) => {
  expect(() => parseManifest(broken(change))).toThrow(message);
});

test('a region that would stretch the picture is refused', () => {
  expect(() =>
    parseManifest(broken((m) => Object.assign(m.input, { fit: 'stretch' }), 'lung-field')),
  ).toThrow(/input\.fit: expected pad or crop/);
});

test('every wrong key is told at once', () => {
  const twice = broken((m) => {
    delete m.title;
    delete m.licence;
  });
  expect(() => parseManifest(twice)).toThrow(/title: .*; licence: |licence: .*; title: /);
});

test('what is no JSON is told as that', () => {
  expect(() => parseManifest('{')).toThrow(/^manifest\.json is not JSON: /);
});
