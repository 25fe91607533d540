import fc from 'fast-check';
import { asSiteKey } from '../../../../src/domain/kernel/identifiers/ids';
import {
  compareTaken,
  isPatientId,
  joinIdentities,
  mayBeSamePerson,
  pseudonymOf,
} from '../../../../src/domain/study/patient/patient';

const key = asSiteKey(Buffer.alloc(32, 7));

describe('a patient id', () => {
  test.each([
    '',
    '  ',
    '0',
    '000000',
    '7',
    'XXX',
    '---',
    '1234',
    '123456789',
    'UNKNOWN',
    'unknown',
    'Anon',
    'ANONYMOUS',
    'anonymous^patient',
    'N/A',
    'n.a.',
    'no id',
    'NONE',
    'null',
    'John Doe',
    'Patient ID',
  ])('"%s" is nobody\'s', (patientId) => {
    expect(isPatientId(patientId)).toBe(false);
    expect(pseudonymOf(key, { patientId })).toBeUndefined();
  });

  test.each(['SYN-1', 'MRN-4711', '10002', 'ANON0001', '0815'])('"%s" is somebody\'s', (patientId) => {
    expect(pseudonymOf(key, { patientId })).toMatch(/^[0-9a-f]{64}$/);
  });

  test('two of them, or two issuers, or two sites, never have one pseudonym', () => {
    const id = fc.string({ minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(id, id, id, id, (a, b, x, y) => {
        const [one, other] = [
          { patientId: `A-${a}`, issuerOfPatientId: x },
          { patientId: `A-${b}`, issuerOfPatientId: y },
        ];
        const isSame = `A-${a}`.trim() === `A-${b}`.trim() && x.trim() === y.trim();
        fc.pre(isPatientId(one.patientId) && isPatientId(other.patientId));
        expect(pseudonymOf(key, one) === pseudonymOf(key, other)).toBe(isSame);
        expect(pseudonymOf(asSiteKey(Buffer.alloc(32, 8)), one)).not.toBe(pseudonymOf(key, one));
      }),
    );
  });
});

test('what images of one study say is put together, and what they contradict each other in is named', () => {
  const identities = [
    { patientName: 'SYNTHETIC^A', patientId: '' },
    { patientId: 'SYN-1', patientName: 'SYNTHETIC^B' },
  ];
  expect(joinIdentities(identities)).toEqual({
    identity: { patientName: 'SYNTHETIC^A', patientId: 'SYN-1' },
    contradicting: ['patientName'],
  });
});

test('that every image has a UID of its own, and its time, is no contradiction', () => {
  const image = (number: number) => ({
    patientId: 'SYN-1',
    studyInstanceUid: '1.2.3',
    seriesInstanceUid: `1.2.3.${number}`,
    sopInstanceUid: `1.2.3.${number}.1`,
    studyTime: `08000${number}`,
  });
  expect(joinIdentities([image(1), image(2)])).toEqual({ identity: image(1), contradicting: [] });
});

describe('which study was taken before', () => {
  const taken = (receivedAt: string, studyDate?: string, studyTime?: string) => ({
    receivedAt: `2026-05-0${receivedAt}T10:00:00.000Z`,
    identity: { ...(studyDate ? { studyDate } : {}), ...(studyTime ? { studyTime } : {}) },
  });
  test.each([
    ['by its date, though it came later', taken('3', '20240101'), taken('1', '20260430')],
    ['by its time, on one day', taken('3', '20260430', '080000.5'), taken('1', '20260430', '0930')],
    ['by when it came, where one has no time', taken('1', '20260430'), taken('3', '20260430', '080000')],
    ['by when it came, where there are no dates', taken('1'), taken('3')],
    ['by its date in the old form', taken('3', '2024.01.01'), taken('1', '20260430')],
    ['by its time in the old form', taken('3', '20260430', '08:00:00'), taken('1', '2026.04.30', '0930')],
    ['by its date against the day on which the other came', taken('3', '20260430'), taken('1')],
  ])('%s', (_how, earlier, later) => {
    expect(compareTaken(earlier, later)).toBeLessThan(0);
    expect(compareTaken(later, earlier)).toBeGreaterThan(0);
  });
});

test('two dates of birth are two persons, and one that is missing is no contradiction', () => {
  expect(mayBeSamePerson({ patientBirthDate: '19600101' }, { patientBirthDate: '19610101' })).toBe(false);
  expect(mayBeSamePerson({ patientBirthDate: '19600101' }, {})).toBe(true);
  expect(mayBeSamePerson({ patientBirthDate: '19600101' }, { patientBirthDate: '19600101 ' })).toBe(true);
});

test('a date of birth in the old form is the same date', () => {
  const [old, plain] = [{ patientBirthDate: '1960.01.01' }, { patientBirthDate: '19600101' }];
  expect(mayBeSamePerson(old, plain)).toBe(true);
  expect(mayBeSamePerson(old, { patientBirthDate: '1960.01.02' })).toBe(false);
  expect(joinIdentities([old, plain]).contradicting).toEqual([]);
});
