import fc from 'fast-check';
import { nextLook, nextTry } from '../../../src/domain/outputs/nextTry';

const since = '2026-05-01T10:00:00.000Z';
const at = (milliseconds: number) => new Date(Date.parse(since) + milliseconds).toISOString();
const day = 86_400_000;

test('pauses grow to an hour, spread over their second half, and never fall short of what is asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 500 }),
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.option(fc.integer({ min: 0, max: 10_000_000 }), { nil: undefined }),
      fc.integer({ min: 0, max: 5 * day - 1 }),
      (tries, chance, retryAfterSeconds, elapsed) => {
        const failed = { tries, since, now: at(elapsed), retryDays: 5, retryAfterSeconds, chance };
        const pause = Date.parse(nextTry(failed) ?? '') - Date.parse(failed.now);
        const full = Math.min(3_600_000, 10_000 * 2 ** Math.min(tries - 1, 20));
        const asked = Math.min(day, (retryAfterSeconds ?? 0) * 1000);
        expect(pause).toBeGreaterThanOrEqual(Math.max(asked, full / 2));
        expect(pause).toBeLessThanOrEqual(Math.max(asked, full));
      },
    ),
  );
});

test('after so many days it is given up', () => {
  const failed = { tries: 200, since, retryDays: 5, chance: 0 };
  expect(nextTry({ ...failed, now: at(5 * day - 1) })).toBeDefined();
  expect(nextTry({ ...failed, now: at(5 * day) })).toBeUndefined();
  expect(nextLook({ since, retryDays: 5, now: at(5 * day) })).toBeUndefined();
});

test('a gateway is looked at more seldom the longer it takes', () => {
  const pause = (elapsed: number) =>
    Date.parse(nextLook({ since, retryDays: 5, now: at(elapsed) }) ?? '') - Date.parse(at(elapsed));
  expect([0, 1_000_000, day].map(pause)).toEqual([10_000, 100_000, 300_000]);
});
