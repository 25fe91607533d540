import { Alarms } from '../../../src/local/durable/alarms';

let alarms: Alarms;
let rang: string[];

beforeEach(() => {
  jest.useFakeTimers({ now: 0 });
  alarms = new Alarms();
  rang = [];
});
afterEach(() => void jest.useRealTimers());

const set = (name: string, at: number) => alarms.set(name, at, () => rang.push(name));

test('alarms of one time ring in the order in which they were set, though the clock goes on between them', () => {
  set('first', 1_500);
  jest.setSystemTime(1);
  set('second', 1_500);
  jest.advanceTimersByTime(1_500);
  expect(rang).toEqual(['first', 'second']);
});

test('an earlier one rings first, whichever was set first; each rings once', () => {
  set('late', 1_501);
  jest.setSystemTime(3);
  set('early', 1_500);
  set('past', 1);
  jest.advanceTimersByTime(5_000);
  expect(rang).toEqual(['past', 'early', 'late']);
});

test('what was cleared, or set anew, does not ring as it was, even by one that rings with it', () => {
  for (const name of ['gone', 'moved']) set(name, 1_000);
  alarms.clear('gone');
  set('moved', 3_000);
  alarms.set('clears', 500, () => alarms.clear('cleared'));
  set('cleared', 500);
  jest.advanceTimersByTime(2_000);
  expect(rang).toEqual([]);
  jest.advanceTimersByTime(2_000);
  expect(rang).toEqual(['moved']);
});

test('a time in a hundred days is waited for, and not after all are cleared', () => {
  const hundredDays = 100 * 24 * 3_600_000;
  set('distant', hundredDays);
  jest.advanceTimersByTime(hundredDays - 1);
  expect(rang).toEqual([]);
  jest.advanceTimersByTime(1);
  expect(rang).toEqual(['distant']);
  set('never', 2 * hundredDays);
  alarms.clearAll();
  jest.advanceTimersByTime(2 * hundredDays);
  expect(rang).toEqual(['distant']);
});
