import { dicomDate, dicomTime, personName } from '../../../src/dashboard/words/personName';

describe('a DICOM person name for a person', () => {
  test.each([
    ['Doe^Jane', 'Doe, Jane', []],
    ['Adams^John Robert Quincy^^Rev.^B.A. M.Div.', 'Adams, Rev. John Robert Quincy, B.A. M.Div.', []],
    [
      'Morrison-Jones^Susan^^^Ph.D., Chief Executive Officer',
      'Morrison-Jones, Susan, Ph.D., Chief Executive Officer',
      [],
    ],
    ['Yamada^Tarou=山田^太郎=やまだ^たろう', 'Yamada, Tarou', ['山田, 太郎', 'やまだ, たろう']],
    ['=山田^太郎', '山田, 太郎', []],
    ['^Jane', 'Jane', []],
    ['Doe^Jane^^^ ', 'Doe, Jane', []],
  ])('%s', (value, name, others) => {
    expect(personName(value)).toEqual({ name, others });
  });

  test.each([undefined, '', '^^^^', '=='])('%s says nothing', (value) => {
    expect(personName(value)).toBeUndefined();
  });
});

describe('DICOM dates and times', () => {
  test('are written as people do', () => {
    expect(dicomDate('20260301')).toBe('2026-03-01');
    expect(dicomDate('2026.03.01')).toBe('2026-03-01');
    expect(dicomTime('140530.000000')).toBe('14:05');
    expect(dicomTime('1405')).toBe('14:05');
  });

  test('what is none stays as it is', () => {
    expect(dicomDate('about 1970')).toBe('about 1970');
    expect(dicomDate('20261399')).toBe('20261399');
    expect(dicomTime('noon')).toBe('noon');
    expect(dicomDate(' ')).toBeUndefined();
  });
});
