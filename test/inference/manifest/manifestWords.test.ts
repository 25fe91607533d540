import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseManifest } from '../../../src/inference/manifest/parseManifest';
import { nearest } from '../../../src/inference/manifest/spelling';
import { newestVersion, shippedModels } from '../shippedModels';

// biome-ignore lint/suspicious/noExplicitAny: the tests break the manifest in ways that no type allows
type Broken = any;

const shipped = (id: string): Broken =>
  JSON.parse(readFileSync(join(shippedModels, id, newestVersion(id), 'manifest.json'), 'utf8'));

/** Every complaint about the shipped manifest after this change, without its beginning. */
function complaints(change: (manifest: Broken) => unknown, id = 'chest-opacity'): string[] {
  const manifest = shipped(id);
  change(manifest);
  try {
    parseManifest(JSON.stringify(manifest));
    return [];
  } catch (error) {
    return (error as Error).message.replace(/^manifest\.json: /, '').split('; ');
  }
}

const set = (at: string, value: unknown) => (manifest: Broken) => {
  const keys = at.split('.');
  const last = keys.pop() as string;
  const parent = keys.reduce((object, key) => object[key], manifest);
  if (value === undefined) delete parent[last];
  else parent[last] = value;
};

describe('a wrong value is told by its key, what was expected, and what was found', () => {
  test.each<[string, unknown, string]>([
    ['title', undefined, 'title: the key is missing, expected a text in quotes'],
    ['title', '', 'title: expected a text that is not empty, found ""'],
    ['title', 7, 'title: expected a text in quotes, found 7'],
    ['title', ['a'], 'title: expected a text in quotes, found a list of 1'],
    ['licence', null, 'licence: expected a text in quotes, found null'],
    ['schemaVersion', 2, 'schemaVersion: expected 1, found 2'],
    ['id', 'Chest Opacity', 'id: expected lower-case words joined by hyphens, found "Chest Opacity"'],
    ['version', '1.0', 'version: expected a version such as 1.0.0, found "1.0"'],
    ['kind', 'segmenter', 'kind: expected one of "region", "gate", "classifier", found "segmenter"'],
    ['kind', undefined, 'kind: the key is missing, expected one of "region", "gate", "classifier"'],
    ['file', 'model.onnx', 'file: expected an object in { }, found "model.onnx"'],
    ['file.opset', '17', 'file.opset: expected a number (without quotes), found "17"'],
    ['file.opset', 3, 'file.opset: expected at least 7, found 3'],
    ['file.sha256', 'ABC', 'file.sha256: expected a SHA-256 as 64 lower-case hex digits, found "ABC"'],
    [
      'file.sha256',
      'Z'.repeat(64),
      `file.sha256: expected a SHA-256 as 64 lower-case hex digits, found "${'Z'.repeat(39)}…`,
    ],
    ['input.width', 3.5, 'input.width: expected a whole number, found 3.5'],
    ['input.width', 4, 'input.width: expected at least 8, found 4'],
    ['input.width', 9999, 'input.width: expected at most 4096, found 9999'],
    ['input.layout', 'nchw', 'input.layout: expected one of "NCHW", "NHWC", found "nchw"'],
    ['input.channels', [], 'input.channels: expected a list of at least 1 entry, found an empty list'],
    ['input.channels', ['red'], 'input.channels.0: expected one of "picture", "region", found "red"'],
    ['input.channels', 3, 'input.channels: expected a list in [ ], found 3'],
    [
      'input.normalise',
      { kind: 'meanstd' },
      'input.normalise.kind: expected one of "standardise", "mean-std", found "meanstd"',
    ],
    [
      'labels.0.operatingPoint.threshold',
      '0.5',
      'labels.0.operatingPoint.threshold: expected a number (without quotes), found "0.5"',
    ],
    [
      'labels.0.operatingPoint.threshold',
      50,
      'labels.0.operatingPoint.threshold: expected at most 1, found 50',
    ],
    [
      'labels.0.operatingPoint.band',
      [0.1],
      'labels.0.operatingPoint.band: expected a list of at least 2 entries, found a list of 1',
    ],
    ['labels', {}, 'labels: expected a list in [ ], found an object'],
    ['evaluation', null, 'evaluation: expected a list in [ ], found null'],
    [
      'intendedUse.minimumAgeYears',
      'adults',
      'intendedUse.minimumAgeYears: expected a number (without quotes), found "adults"',
    ],
    [
      'intendedUse.mayBeUnknown',
      ['sex'],
      'intendedUse.mayBeUnknown.0: expected one of "modality", "bodyPart", "view", "age", found "sex"',
    ],
  ])('%s = %j', (key, value, words) => {
    expect(complaints(set(key, value))).toEqual([words]);
  });

  test('and what is no object at all is told too', () => {
    expect(() => parseManifest('[]')).toThrow('the manifest: expected an object in { }, found an empty list');
  });
});

describe('a key that nobody knows', () => {
  test.each<[string, string]>([
    ['tilte', 'tilte: there is no such key (did you mean "title"?)'],
    ['Licence', 'Licence: there is no such key (did you mean "licence"?)'],
    ['license', 'license: there is no such key (did you mean "licence"?)'],
    ['input.pre_proc', 'input.pre_proc: there is no such key (known here are name, layout, '],
    ['input.heigth', 'input.heigth: there is no such key (did you mean "height"?)'],
    [
      'labels.0.operating_point',
      'labels.0.operating_point: there is no such key (did you mean "operatingPoint"?)',
    ],
    [
      'labels.0.threshold',
      'labels.0.threshold: there is no such key here (it belongs at labels.0.operatingPoint.threshold)',
    ],
    ['activation', 'activation: there is no such key (known here are schemaVersion, id, '],
    [
      'outputs.activation',
      'outputs.activation: there is no such key here (it belongs at outputs.scores.activation)',
    ],
    ['modalities', 'modalities: there is no such key here (it belongs at intendedUse.modalities)'],
    ['region', 'region: there is no such key'],
  ])('%s', (key, words) => {
    const [only, ...more] = complaints(set(key, 1));
    expect(only).toContain(words);
    expect(more).toEqual([]);
  });

  test('is looked up among the keys of the kind of model that it is', () => {
    expect(complaints(set('label', []))).toEqual(['label: there is no such key (did you mean "labels"?)']);
    expect(complaints(set('label', []), 'lung-field')[0]).toMatch(/^label: .* \(known here are .*region/);
  });
});

describe('what is still to be filled in', () => {
  test('is told as that, with what belongs there, and not as a wrong type', () => {
    const change = (manifest: Broken) => {
      manifest.intendedUse.minimumAgeYears = 'TODO: a number of years';
      manifest.intendedUse.purpose = 'TODO';
      manifest.labels[0].operatingPoint = 'TODO: choose it on validation pictures';
      manifest.title = 3;
    };
    expect(complaints(change)).toEqual([
      'labels.0.operatingPoint: still to be filled in (choose it on validation pictures)',
      'intendedUse.purpose: still to be filled in',
      'intendedUse.minimumAgeYears: still to be filled in (a number of years)',
      'title: expected a text in quotes, found 3',
    ]);
  });

  test('is refused where a text would be a valid one', () => {
    expect(complaints(set('licence', 'TODO: who may use it'))).toEqual([
      'licence: still to be filled in (who may use it)',
    ]);
  });
});

describe('the nearest word', () => {
  const keys = ['title', 'licence', 'labels', 'operatingPoint', 'valueRange'];

  test('is found after any one slip of the finger', () => {
    const slip = fc.tuple(
      fc.constantFrom(...keys),
      fc.nat(),
      fc.constantFrom('drop', 'double', 'swap', 'replace'),
    );
    fc.assert(
      fc.property(slip, ([key, seed, how]) => {
        const at = seed % (key.length - 1);
        const [before, letter, next, after] = [key.slice(0, at), key[at], key[at + 1], key.slice(at + 2)];
        const slipped = {
          drop: `${before}${next}${after}`,
          double: `${before}${letter}${letter}${next}${after}`,
          swap: `${before}${next}${letter}${after}`,
          replace: `${before}q${next}${after}`,
        }[how] as string;
        expect(nearest(slipped, keys)).toBe(key);
      }),
    );
  });

  test('is none where nothing is near', () => {
    expect(nearest('sensitivity', keys)).toBeUndefined();
    expect(nearest('x', keys)).toBeUndefined();
    expect(nearest('title', [])).toBeUndefined();
  });
});
