import { readDicom } from '../../src/dicom/readDicom';
import { defaultReadLimits } from '../../src/domain/kernel/limits';
import { type Elements, imageFile } from './dicomBuilder';

const describe1 = async (more: Elements) =>
  (await readDicom(imageFile({ pixels: [1, 2, 3, 4], more }), defaultReadLimits)).description;
const code = (scheme: string, value: string): Elements => [
  [0x00080100, 'SH', value],
  [0x00080102, 'SH', scheme],
  [0x00080104, 'LO', 'in words'],
];
const region = (scheme: string, value: string): Elements => [
  [0x00082218, 'SQ', { items: [code(scheme, value)] }],
];
const view = (scheme: string, value: string): Elements => [
  [0x00540220, 'SQ', { items: [code(scheme, value)] }],
];

test.each([
  ['SCT', '816094009', 'CHEST'],
  ['SCT', '51185008', 'CHEST'],
  ['SRT', 'T-D3000', 'CHEST'],
  ['SNM3', 'T-D3000', 'CHEST'],
  ['SCT', '85562004', 'HAND'],
  ['SCT', '113197003', 'RIB'],
])('the anatomic region %s %s is %s', async (scheme, value, term) => {
  expect((await describe1(region(scheme, value))).codedBodyPart).toBe(term);
});

test.each([
  ['SCT', '272479007', 'PA'],
  ['SRT', 'R-10214', 'PA'],
  ['SRT', 'R-10206', 'AP'],
  ['SCT', '399173006', 'LL'],
  ['SCT', '399067008', 'LATERAL'],
  ['SCT', '399033003', 'FRONTAL'],
])('the coded view %s %s is %s', async (scheme, value, term) => {
  expect((await describe1(view(scheme, value))).codedView).toBe(term);
});

test.each<[string, Elements]>([
  ['a code that is not listed', region('SCT', '1')],
  ['the same digits of another scheme', region('99LOCAL', '816094009')],
  ['a sequence without an item', [[0x00082218, 'SQ', { items: [] }]]],
  ['an item without a code', [[0x00082218, 'SQ', { items: [[]] }]]],
])('%s says nothing', async (_, more) => {
  expect(await describe1(more)).not.toHaveProperty('codedBodyPart');
});

test.each<[string, string, string | undefined]>([
  ['1.2.840.10008.5.1.4.1.1.1.1', 'FOR PRESENTATION', 'FOR PRESENTATION'],
  ['1.2.840.10008.5.1.4.1.1.1.1', 'FOR PROCESSING', 'FOR PROCESSING'],
  ['1.2.840.10008.5.1.4.1.1.1.1.1', '', 'FOR PROCESSING'],
  ['1.2.840.10008.5.1.4.1.1.1.1.1', 'FOR PRESENTATION', 'FOR PROCESSING'],
  ['1.2.840.10008.5.1.4.1.1.1', '', undefined],
  ['1.2.840.10008.5.1.4.1.1.1', 'whatever', undefined],
])('SOP class %s with intent %j is %s', async (sopClass, intent, expected) => {
  const description = await describe1([
    [0x00080016, 'UI', sopClass],
    [0x00080068, 'CS', intent],
  ]);
  expect(description.presentationIntent).toBe(expected);
});

test.each([
  ['ORIGINAL\\PRIMARY\\LOCALIZER', true],
  ['DERIVED\\SECONDARY\\scout', true],
  ['ORIGINAL\\PRIMARY\\AXIAL\\CT_SOM5 TOP', undefined],
  ['DERIVED\\PRIMARY', undefined],
  ['', undefined],
])('the image type %s is a localizer: %s', async (imageType, expected) => {
  expect((await describe1([[0x00080008, 'CS', imageType]])).localizer).toBe(expected);
});

test.each([
  ['L\\F', ['L', 'F']],
  ['LH\\FP', ['LH', 'FP']],
  ['L', undefined],
  ['L\\F\\F', undefined],
  ['LE\\V', undefined],
  ['', undefined],
])('the patient orientation %s is read as %j', async (text, expected) => {
  expect((await describe1([[0x00200020, 'CS', text]])).patientOrientation).toEqual(expected);
});
