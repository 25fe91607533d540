import { ageText, sexAndAge, whomLines } from '../../../src/dashboard/words/patientText';

test.each([
  [{ patientAge: '052Y' }, '52 y'],
  [{ patientAge: '003M' }, '3 mo'],
  [{ patientAge: '010D' }, '10 d'],
  [{ patientAge: '052Y', patientBirthDate: '19000101', studyDate: '20260101' }, '52 y'],
  [{ patientBirthDate: '19700203', studyDate: '20260202' }, '55 y'],
  [{ patientBirthDate: '19700203', studyDate: '20260203' }, '56 y'],
  [{ patientBirthDate: '20250531', studyDate: '20260601' }, '12 mo'],
  [{ patientBirthDate: '20260531', studyDate: '20260101' }, undefined],
  [{ patientAge: 'old', patientBirthDate: '1970', studyDate: '20260101' }, undefined],
])('the age of %j is %s', (of, age) => {
  expect(ageText(of)).toBe(age);
});

test('sex and age, as far as known', () => {
  expect(sexAndAge({ patientSex: 'F', patientAge: '052Y' })).toBe('F, 52 y');
  expect(sexAndAge({ patientSex: 'M' })).toBe('M');
  expect(sexAndAge({})).toBeUndefined();
});

describe('over a picture', () => {
  const patient = { patientName: 'Doe^Jane', patientId: '17', patientSex: 'F', patientAge: '052Y' };

  test('stands whom it shows', () => {
    expect(whomLines(patient)).toEqual(['Doe, Jane', 'MRN 17', 'F, 52 y']);
    expect(whomLines({ ...patient, contradicting: ['accessionNumber'] })).toHaveLength(3);
  });

  test('stands no name where the images of the study name several people', () => {
    expect(whomLines({ ...patient, contradicting: ['patientId'] })).toEqual([
      'The images of this study name different patients',
    ]);
  });
});
