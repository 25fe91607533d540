import fc from 'fast-check';
import { believableAgeInDays } from '../../../../src/domain/study/policy/believableAge';

const received = '2026-06-01T10:00:00.000Z';
const age = (studyDate: string, more: object = {}) =>
  believableAgeInDays({ studyDate, takenDate: studyDate, ...more }, received);

test.each([
  ['a day ago', '20260531', {}, 1],
  ['past midnight', '20240530', { takenDate: '20240531' }, 732],
  ['of a patient born on that day', '20240530', { patientBirthDate: '20240530' }, 732],
  ['as written before DICOM', '2024.05.30', {}, 732],
])('the age of a study %s is known', (_, studyDate, more, days) => {
  expect(age(studyDate, more)).toBe(days);
});

test.each([
  ['states no date', '', {}],
  ['states what is no date', '20240231', {}],
  ['is of the future', '20260602', {}],
  ['does not say when it was taken', '20240530', { takenDate: undefined }],
  ['was taken today', '20240530', { takenDate: '20260601' }],
  ['was taken before it began', '20240530', { takenDate: '20240529' }],
  ['was made before the patient was born', '20000530', { patientBirthDate: '20010101' }],
  ['is of a clock that was reset', '19700101', {}],
  ['is of a clock that ran on for some days', '20100107', {}],
])('a study that %s is of no age', (_, studyDate, more) => {
  expect(age(studyDate, more)).toBeUndefined();
});

test('whatever its dates say, no study of a patient who was born in the last two years is older', () => {
  const text = fc.constantFrom('19700101', '19991231', '20080515', '20240530', '20250601', '', 'unknown');
  fc.assert(
    fc.property(text, text, fc.constantFrom('20240615', '20260531'), (studyDate, takenDate, born) => {
      const days = believableAgeInDays({ studyDate, takenDate, patientBirthDate: born }, received);
      expect(days ?? 0).toBeLessThanOrEqual(730);
    }),
  );
});
