import type { ImageFacts } from '../../../src/domain/models/analysis';
import type { ClassifierManifest } from '../../../src/inference/manifest/manifest';
import { checkIntendedUse, type FactCheck } from '../../../src/inference/run/intendedUse';

const intendedUse: ClassifierManifest['intendedUse'] = {
  purpose: 'to order a reading list',
  modalities: ['CR', 'DX'],
  bodyParts: ['CHEST', 'LUNG'],
  views: ['AP', 'PA'],
  minimumAgeYears: 1,
  mayBeUnknown: ['modality', 'bodyPart', 'view', 'age'],
  mustNot: ['diagnose'],
};
const chest: ImageFacts = {
  modality: 'DX',
  bodyPart: 'CHEST',
  view: 'PA',
  ageYears: 50,
  frames: 1,
  samplesPerPixel: 1,
};

function check(
  fact: FactCheck['fact'],
  facts: Partial<ImageFacts>,
  use: Partial<typeof intendedUse> = {},
  source: 'display' | 'modality' = 'display',
): FactCheck {
  const model = { intendedUse: { ...intendedUse, ...use }, input: { source } };
  const found = checkIntendedUse(model, { ...chest, ...facts }).find((one) => one.fact === fact);
  if (found === undefined) throw new Error(`${fact} was not checked`);
  return found;
}

test('of a proper chest every fact that is stated fits', () => {
  const facts: ImageFacts = {
    ...chest,
    codedBodyPart: 'CHEST',
    codedView: 'PA',
    patientOrientation: ['L', 'F'],
    presentationIntent: 'FOR PRESENTATION',
    photometricInterpretation: 'MONOCHROME1',
  };
  const checks = checkIntendedUse({ intendedUse, input: { source: 'display' } }, facts);
  expect(checks.map(({ state }) => state)).toEqual(Array(9).fill('fits'));
});

test('of a plain picture nothing is known that may be unknown, and nothing stops it', () => {
  const checks = checkIntendedUse(
    { intendedUse, input: { source: 'display' } },
    { frames: 1, samplesPerPixel: 1 },
  );
  expect(checks.filter(({ refused }) => refused !== undefined)).toEqual([]);
  expect(checks.filter(({ state }) => state === 'unknown').map(({ fact }) => fact)).toEqual([
    'intent',
    'modality',
    'bodyPart',
    'view',
    'posture',
    'age',
  ]);
});

test.each([
  'CHEST',
  'Chest',
  ' chest ',
  'THORAX',
  'Tórax',
  'CHEST PA',
  'CHEST_AP',
  'CHEST-PORTABLE',
  'PORTABLE CHEST',
  'Chest 2 views',
  'XR CHEST 1V',
  'CXR',
  'LUNGS',
])('the body part %j is covered', (bodyPart) => {
  expect(check('bodyPart', { bodyPart })).toMatchObject({ state: 'fits' });
});

test.each([
  'HAND',
  'RIBCAGE',
  'RIB',
  'ABDOMEN',
  'CHEST ABDOMEN',
  'CHESTABDOMEN',
  'TSPINE',
  'THORACIC SPINE',
  'WHOLEBODY',
  'SHOULDER',
  'CHESTNUT',
])('the body part %j is not', (bodyPart) => {
  expect(check('bodyPart', { bodyPart })).toMatchObject({
    state: 'does-not-fit',
    refused: 'body-part-not-covered',
  });
});

test.each([undefined, '', '  ', 'UNKNOWN', 'Not specified', 'n/a', 'PORTABLE'])(
  'the body part %j says nothing',
  (bodyPart) => {
    expect(check('bodyPart', { bodyPart })).toMatchObject({ state: 'unknown' });
    expect(check('bodyPart', { bodyPart })).not.toHaveProperty('refused');
    expect(check('bodyPart', { bodyPart }, { mayBeUnknown: [] }).refused).toBe('body-part-not-covered');
  },
);

test('a coded region counts beside the stated one: one that does not fit is enough', () => {
  expect(check('bodyPart', { bodyPart: undefined, codedBodyPart: 'CHEST' }).state).toBe('fits');
  expect(check('bodyPart', { bodyPart: undefined, codedBodyPart: 'HAND' }).state).toBe('does-not-fit');
  expect(check('bodyPart', { bodyPart: 'CHEST', codedBodyPart: 'ABDOMEN' }).state).toBe('does-not-fit');
  expect(check('bodyPart', { bodyPart: 'FOOT', codedBodyPart: 'CHEST' }).state).toBe('does-not-fit');
});

test.each([
  'PA',
  'AP',
  'pa',
  'AP PORTABLE',
  'PA_ERECT',
  'AP SUPINE',
  'CHEST PA',
  'FRONTAL',
  'postero-anterior',
  'Antero Posterior',
])('the view %j is covered', (view) => {
  expect(check('view', { view })).toMatchObject({ state: 'fits' });
});

test.each([
  'LL',
  'RL',
  'LATERAL',
  'LAT',
  'left lateral',
  'LLD',
  'DECUBITUS',
  'OBLIQUE',
  'PA AND LATERAL',
  'LORDOTIC',
  'MLO',
])('the view %j is not', (view) => {
  expect(check('view', { view })).toMatchObject({ state: 'does-not-fit', refused: 'view-not-covered' });
});

test.each<[string, Partial<ImageFacts>]>([
  ['a coded view', { codedView: 'LATERAL' }],
  ['rows that lead to the back', { patientOrientation: ['P', 'F'] }],
  ['rows that lead to the front', { patientOrientation: ['AL', 'F'] }],
  ['the body part', { bodyPart: 'CHEST LAT' }],
])('a lateral view is known by %s, also where View Position says nothing or the contrary', (_, facts) => {
  for (const view of [undefined, 'PA'])
    expect(check('view', { view, ...facts })).toMatchObject({ refused: 'view-not-covered' });
});

test('a view that is one of two, of which the model covers one, is unknown', () => {
  const onlyPa = { views: ['PA'] };
  expect(check('view', { view: 'FRONTAL' }, onlyPa)).toMatchObject({ state: 'unknown' });
  expect(check('view', { view: 'FRONTAL' }, { ...onlyPa, mayBeUnknown: [] }).refused).toBe(
    'view-not-covered',
  );
});

test.each<[[string, string], string]>([
  [['L', 'F'], 'fits'],
  [['R', 'F'], 'fits'],
  [['LH', 'FL'], 'fits'],
  [['H', 'L'], 'does-not-fit'],
  [['F', 'R'], 'does-not-fit'],
  [['L', 'H'], 'does-not-fit'],
])('rows and columns that lead to %j: the head on top %s', (patientOrientation, state) => {
  expect(check('posture', { patientOrientation })).toMatchObject({ state });
});

test.each(['CR', 'DX', 'dx ', 'DR'])('the modality %j is covered', (modality) => {
  expect(check('modality', { modality }).state).toBe('fits');
});

test.each(['CT', 'MR', 'US', 'XA', 'RF', 'RG', 'MG', 'OT', 'SC', 'PX'])(
  'the modality %s is not',
  (modality) => {
    expect(check('modality', { modality }).refused).toBe('modality-not-covered');
  },
);

test.each<[number | undefined, string]>([
  [0, 'does-not-fit'],
  [1, 'fits'],
  [90, 'fits'],
  [undefined, 'unknown'],
])('an age of %s: %s', (ageYears, state) => {
  expect(check('age', { ageYears }).state).toBe(state);
});

test('raw detector values are for models that take them, and for no others', () => {
  const raw = { presentationIntent: 'FOR PROCESSING' } as const;
  expect(check('intent', raw).refused).toBe('not-for-presentation');
  expect(check('intent', raw, {}, 'modality').state).toBe('fits');
});

test('a localizer is not analysed', () => {
  expect(check('localizer', { localizer: true }).refused).toBe('localizer');
});

test('a palette makes a colour image of one sample a pixel', () => {
  expect(check('colour', { photometricInterpretation: 'PALETTE COLOR' }).refused).toBe('colour-image');
  expect(check('colour', { samplesPerPixel: 3 }).refused).toBe('colour-image');
  expect(check('colour', { photometricInterpretation: 'MONOCHROME2' }).state).toBe('fits');
});

test('no words repeat what the file says', () => {
  const secret = 'SMITH JOHN';
  const checks = checkIntendedUse(
    { intendedUse, input: { source: 'display' } },
    { ...chest, modality: secret, bodyPart: secret, view: secret },
  );
  expect(checks.filter(({ state }) => state === 'does-not-fit')).toHaveLength(3);
  expect(JSON.stringify(checks)).not.toContain('SMITH');
});
