import fc from 'fast-check';
import { retryDelay } from '../../../src/domain/reasons/retryDelay';

const failed = fc.integer({ min: 1, max: 60 });
const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const wait = fc.integer({ min: 0, max: 30_000 });

test('never before the time that the answer asked for, and never much later', () => {
  fc.assert(
    fc.property(failed, chance, wait, (tries, luck, asked) => {
      const delay = retryDelay(tries, luck, asked) as number;
      return delay >= asked && delay < asked + 8_000;
    }),
  );
});

test('any time up to the ceiling is as likely, and the ceiling doubles up to the highest', () => {
  const delays = (luck: number) => [1, 2, 3, 4, 5].map((tries) => retryDelay(tries, luck));
  expect(delays(0)).toEqual([0, 0, 0, 0, 0]);
  expect(delays(0.5)).toEqual([500, 1_000, 2_000, 4_000, 4_000]);
});

test('it is later with more luck', () => {
  fc.assert(
    fc.property(failed, chance, chance, (tries, a, b) => {
      const [less, more] = [Math.min(a, b), Math.max(a, b)];
      return (retryDelay(tries, less) as number) <= (retryDelay(tries, more) as number);
    }),
  );
});

test('who is asked to wait for long gives up', () => {
  expect(retryDelay(1, 0, 30_001)).toBeUndefined();
});
