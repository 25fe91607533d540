import { ageWords, sexWords } from '../../../src/dashboard/words/personAge';

test.each([
  [{ patientAge: '052Y' }, '52 years'],
  [{ patientAge: '001Y' }, '1 year'],
  [{ patientAge: '003M' }, '3 months'],
  [{ patientAge: '052Y', patientBirthDate: '20200101', studyDate: '20260101' }, '52 years'],
  [{ patientBirthDate: '19700203', studyDate: '20260202' }, '55 years'],
  [{ patientBirthDate: '1970.02.03', studyDate: '20260203' }, '56 years'],
  [{ patientBirthDate: '20251115', studyDate: '20260114' }, '1 month'],
  [{ patientBirthDate: '20260115', studyDate: '20250114' }, undefined],
  [{ patientBirthDate: '20260115' }, undefined],
  [{ patientAge: 'old' }, undefined],
])('%j: %s', (aged, words) => {
  expect(ageWords(aged)).toBe(words);
});

test('a sex that the standard does not know is shown as it is written', () => {
  expect(['M', 'f ', 'O', 'X1', undefined].map(sexWords)).toEqual([
    'Male',
    'Female',
    'Other',
    'X1',
    undefined,
  ]);
});
