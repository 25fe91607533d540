import fc from 'fast-check';
import { parseSchedule } from '../../../src/local/triggers/schedule';

const next = (schedule: string, after: string) =>
  parseSchedule(schedule).next(new Date(after))?.toISOString();

test.each([
  ['* * * * * *', '2030-01-01T00:00:00.500Z', '2030-01-01T00:00:01.000Z'],
  ['0 */5 * * * *', '2030-01-01T00:02:00Z', '2030-01-01T00:05:00.000Z'],
  ['0 */5 * * * *', '2030-01-01T00:05:00Z', '2030-01-01T00:10:00.000Z'],
  ['*/5 * * * *', '2030-01-01T00:02:00Z', '2030-01-01T00:05:00.000Z'],
  ['30 15 9-17 * * *', '2030-01-01T17:15:30Z', '2030-01-02T09:15:30.000Z'],
  ['0 0 8,12,18 * * *', '2030-01-01T12:00:00Z', '2030-01-01T18:00:00.000Z'],
  ['0 30 9 * * 1-5', '2030-01-04T10:00:00Z', '2030-01-07T09:30:00.000Z'],
  ['0 30 9 * * Mon-Fri', '2030-01-04T10:00:00Z', '2030-01-07T09:30:00.000Z'],
  ['0 0 0 * * 7', '2030-01-04T10:00:00Z', '2030-01-06T00:00:00.000Z'],
  ['0 0 0 1 Jan *', '2030-01-01T00:00:00Z', '2031-01-01T00:00:00.000Z'],
  ['0 0 0 29 2 *', '2029-03-01T00:00:00Z', '2032-02-29T00:00:00.000Z'],
  ['0 0 0 13 * 5', '2030-01-01T00:00:00Z', '2030-09-13T00:00:00.000Z'],
  ['10-20/5 0 0 * * *', '2030-01-01T00:00:11Z', '2030-01-01T00:00:15.000Z'],
  ['5/20 0 0 * * *', '2030-01-01T00:00:06Z', '2030-01-01T00:00:25.000Z'],
  ['01:30:00', '2030-01-01T00:00:00Z', '2030-01-01T01:30:00.000Z'],
])('%s after %s is %s', (schedule, after, expected) => {
  expect(next(schedule, after)).toBe(expected);
});

test('a day that never comes has no next time', () => {
  expect(next('0 0 0 31 2 *', '2030-01-01T00:00:00Z')).toBeUndefined();
});

test.each([
  '',
  '* * * *',
  '60 * * * * *',
  '* * * * * 8',
  '* * * 0 * *',
  'x * * * * *',
  '5-1 * * * * *',
  '*/0 * * * * *',
])('"%s" is refused', (text) => {
  expect(() => parseSchedule(text)).toThrow(/is not a schedule/);
});

test('the next time is later, fits the fields, and nothing that fits lies between', () => {
  const list = (low: number, high: number) =>
    fc.uniqueArray(fc.integer({ min: low, max: high }), { minLength: 1, maxLength: 3 });
  const after = fc.date({ min: new Date('2030-01-01'), max: new Date('2034-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(list(0, 59), list(0, 59), list(0, 23), after, (seconds, minutes, hours, time) => {
      const found = parseSchedule(`${seconds} ${minutes} ${hours} * * *`).next(time)?.getTime() ?? 0;
      const fits = (at: Date) =>
        seconds.includes(at.getUTCSeconds()) &&
        minutes.includes(at.getUTCMinutes()) &&
        hours.includes(at.getUTCHours());
      expect(fits(new Date(found))).toBe(true);
      const between: number[] = [];
      for (let at = Math.floor(time.getTime() / 1000) * 1000 + 1000; at < found; at += 1000) {
        if (fits(new Date(at))) between.push(at);
      }
      expect(between).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
