import { manufacturerOf } from '../../../src/domain/image/manufacturer';

test.each([
  ['GE Healthcare', 'GE'],
  ['"GE MEDICAL SYSTEMS"', 'GE'],
  ['GEISTER Medizintechnik', 'other'],
  ['FUJIFILM Corporation', 'Fujifilm'],
  ['FUJI PHOTO FILM Co., ltd.', 'Fujifilm'],
  ['SIEMENS', 'Siemens'],
  ['Siemens Healthineers', 'Siemens'],
  ['Philips Medical Systems', 'Philips'],
  ['KONICA MINOLTA', 'Konica Minolta'],
  ['Eastman Kodak Company', 'Carestream'],
  ['TOSHIBA_MEC', 'Canon'],
  ['Mustermann^Erika', 'other'],
  ['--', undefined],
  [undefined, undefined],
])('%p is %p: never the text itself', (stated, is) => {
  expect(manufacturerOf(stated)).toBe(is);
});
