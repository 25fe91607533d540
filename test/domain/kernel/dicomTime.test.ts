import { dicomDay, dicomInstant, dicomTimeOfDay } from '../../../src/domain/kernel/dicomTime';

describe('a date of a file', () => {
  test.each([
    ['20050301', '20050301'],
    ['2005.03.01', '20050301'],
    [' 2005.03.01 ', '20050301'],
    ['20040229', '20040229'],
    ['19000101', '19000101'],
    ['2005.0301', undefined],
    ['2005-03-01', undefined],
    ['20050229', undefined],
    ['20051301', undefined],
    ['200503', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('%s is %s', (text, day) => {
    expect(dicomDay(text)).toBe(day);
  });
});

describe('a time of a file', () => {
  test.each([
    ['101500', 36_900_000],
    ['10:15:00', 36_900_000],
    ['1015', 36_900_000],
    ['10', 36_000_000],
    ['101500.25', 36_900_250],
    ['250000', undefined],
    ['noon', undefined],
    ['', undefined],
  ])('%s is %s ms', (text, milliseconds) => {
    expect(dicomTimeOfDay(text)).toBe(milliseconds);
  });

  test('counts from the start of its day', () => {
    expect(dicomInstant('1970.01.02', '00:00:01')).toBe(86_401_000);
    expect(dicomInstant('19700102', undefined)).toBe(86_400_000);
    expect(dicomInstant('yesterday', '101500')).toBeUndefined();
  });
});
