import type { ImageFacts } from '../../../src/domain/models/analysis';
import type { ClassifierManifest } from '../../../src/inference/manifest/manifest';
import type { LoadedModel } from '../../../src/inference/repository/admission';
import { mightAnalyse, routeImage } from '../../../src/inference/run/routing';

const intendedUse: ClassifierManifest['intendedUse'] = {
  purpose: 'to order a reading list',
  modalities: ['CR', 'DX'],
  bodyParts: ['CHEST'],
  views: ['AP', 'PA'],
  minimumAgeYears: 1,
  mayBeUnknown: ['modality', 'bodyPart', 'view', 'age'],
  mustNot: ['diagnose'],
};
function model(version = '1.0.0', use: Partial<typeof intendedUse> = {}): LoadedModel<ClassifierManifest> {
  const manifest = {
    id: 'chest',
    version,
    title: 'Chest',
    file: { sha256: version },
    input: { source: 'display' },
    intendedUse: { ...intendedUse, ...use },
  };
  return { manifest } as LoadedModel<ClassifierManifest>;
}
const chest: ImageFacts = {
  modality: 'DX',
  bodyPart: 'CHEST',
  view: 'PA',
  ageYears: 50,
  frames: 1,
  samplesPerPixel: 1,
};
const promoted = new Map([['chest@1.0.0', 'promoted' as const]]);
const route = (facts: Partial<ImageFacts>, use: Partial<typeof intendedUse> = {}) =>
  routeImage({ classifiers: [model('1.0.0', use)], standings: promoted }, { ...chest, ...facts });

test.each<[string, Partial<ImageFacts>]>([
  ['a frontal chest', {}],
  ['computed radiography, AP', { modality: 'CR', view: 'AP' }],
  ['values as senders write them', { modality: 'dx ', bodyPart: 'Chest', view: 'pa' }],
  [
    'a plain picture, of which nothing is known',
    { modality: undefined, bodyPart: undefined, view: undefined, ageYears: undefined },
  ],
  ['attributes that are there but empty', { bodyPart: '', view: ' ' }],
  ['the youngest that it is meant for', { ageYears: 1 }],
])('%s is analysed', (_, facts) => {
  const model = { id: 'chest', version: '1.0.0', sha256: '1.0.0' };
  expect(route(facts)).toEqual([{ model, standing: 'promoted', runs: true }]);
});

test.each<[string, Partial<ImageFacts>, string]>([
  ['CT', { modality: 'CT' }, 'modality-not-covered'],
  ['a hand', { bodyPart: 'HAND' }, 'body-part-not-covered'],
  ['a lateral view', { view: 'LL' }, 'view-not-covered'],
  ['an infant', { ageYears: 0 }, 'age-not-covered'],
  ['a cine loop', { frames: 20 }, 'multi-frame'],
  ['an object without pixels', { frames: 0 }, 'no-pixel-data'],
  ['a colour photograph', { samplesPerPixel: 3 }, 'colour-image'],
])('%s is not analysed, and the reason is told', (_, facts, reason) => {
  expect(route(facts)).toEqual([expect.objectContaining({ runs: false, reason })]);
  expect(route(facts)[0]).toHaveProperty('words', expect.stringMatching(/Chest: .+\.$/));
});

test.each<[keyof ImageFacts, string]>([
  ['modality', 'modality-not-covered'],
  ['bodyPart', 'body-part-not-covered'],
  ['view', 'view-not-covered'],
  ['ageYears', 'age-not-covered'],
])('a missing %s stops a model that needs to know it', (fact, reason) => {
  expect(route({ [fact]: undefined }, { mayBeUnknown: [] })).toEqual([
    expect.objectContaining({ runs: false, reason }),
  ]);
});

test('versions beside each other: each as what it may do, one that is off not at all, one unknown in shadow', () => {
  const standings = new Map([
    ['chest@1.0.0', 'off' as const],
    ['chest@1.1.0', 'promoted' as const],
    ['chest@1.2.0', 'shadow' as const],
  ]);
  const classifiers = ['1.0.0', '1.1.0', '1.2.0', '1.3.0'].map((version) => model(version));
  const decisions = routeImage({ classifiers, standings }, chest);
  expect(decisions.map(({ model, standing }) => [model.version, standing])).toEqual([
    ['1.1.0', 'promoted'],
    ['1.2.0', 'shadow'],
    ['1.3.0', 'shadow'],
  ]);
});

test('no classifier, no decision', () => {
  expect(routeImage({ classifiers: [] }, chest)).toEqual([]);
});

test.each<[Partial<ImageFacts>, boolean]>([
  [{}, true],
  [{ modality: 'DX' }, true],
  [{ modality: 'DX', bodyPart: 'CHEST' }, true],
  [{ modality: 'CT' }, false],
  [{ modality: 'DX', bodyPart: 'HAND' }, false],
  [{ modality: 'DX', presentationIntent: 'FOR PROCESSING' }, false],
])('whether a model might analyse an image of which %j is known: %s', (known, might) => {
  const strict = model('1.0.0', { mayBeUnknown: [] });
  expect(mightAnalyse({ classifiers: [strict], standings: promoted }, known)).toBe(might);
  expect(mightAnalyse({ classifiers: [strict], standings: new Map() }, known)).toBe(might);
  expect(mightAnalyse({ classifiers: [strict], standings: new Map([['chest@1.0.0', 'off']]) }, known)).toBe(
    false,
  );
});
