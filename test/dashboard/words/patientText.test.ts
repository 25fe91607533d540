import { sexAndAge, whomLines } from '../../../src/dashboard/words/patientText';

test('sex and age, as far as known', () => {
  expect(sexAndAge({ patientSex: 'F', patientAge: '052Y' })).toBe('F, 52 years');
  expect(sexAndAge({ patientSex: 'M' })).toBe('M');
  expect(sexAndAge({})).toBeUndefined();
});

describe('over a picture', () => {
  const patient = { patientName: 'Doe^Jane', patientId: '17', patientSex: 'F', patientAge: '052Y' };

  test('stands whom it shows', () => {
    expect(whomLines(patient)).toEqual(['Doe, Jane', 'MRN 17', 'F, 52 years']);
    expect(whomLines({ ...patient, contradicting: ['accessionNumber'] })).toHaveLength(3);
  });

  test('stands no name where the images of the study name several people', () => {
    expect(whomLines({ ...patient, contradicting: ['patientId'] })).toEqual([
      'The images of this study name different patients',
    ]);
  });
});
