import { imageAttributesSchema } from '../../../src/domain/image/imageAttributes';

const accepts = (attributes: unknown) =>
  imageAttributesSchema.safeParse({ profile: 'a profile', attributes }).success;

test('attributes in the DICOM JSON Model, with sequences in sequences', () => {
  const window = { '00281050': { vr: 'DS', Value: [40, null, -1.5] } };
  expect(accepts({})).toBe(true);
  expect(accepts({ '00080060': { vr: 'CS', Value: ['DX'] }, '00180015': { vr: 'CS' } })).toBe(true);
  expect(accepts({ '52009230': { vr: 'SQ', Value: [{ '00289132': { vr: 'SQ', Value: [window] } }] } })).toBe(
    true,
  );
});

test.each([
  ['a tag by its name', { Modality: { vr: 'CS' } }],
  ['a tag in small letters', { '0008006a': { vr: 'CS' } }],
  ['no VR', { '00080060': { Value: ['DX'] } }],
  ['a VR that is none', { '00080060': { vr: 'code' } }],
  ['a member that is not in the model', { '00080060': { vr: 'OB', InlineBinary: 'AAAA' } }],
  ['a value that is no list', { '00080060': { vr: 'CS', Value: 'DX' } }],
  ['a text that no code has', { '00080060': { vr: 'CS', Value: ['Döe^John'] } }],
  ['a long text', { '00080060': { vr: 'CS', Value: ['x'.repeat(65)] } }],
  ['a number that is none', { '00281050': { vr: 'DS', Value: [Number.NaN] } }],
  ['a truth value', { '00280301': { vr: 'CS', Value: [true] } }],
  ['any of this deeper down', { '52009230': { vr: 'SQ', Value: [{ '00080060': { vr: 'code' } }] } }],
  ['a list', []],
])('not %s', (_, attributes) => {
  expect(accepts(attributes)).toBe(false);
});
