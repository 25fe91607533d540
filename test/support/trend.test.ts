import { createRandom } from '../../src/cli/synthetic/random';
import { lowsOf, median, type Point, slopeOf } from './trend';

const minutes = Array.from({ length: 200 }, (_, at) => at / 10);

/** Goes up for a while and falls back to what is kept, as memory does between two collections. */
function sawtooth(keptAMinute: number): Point[] {
  const random = createRandom(1);
  return minutes.map((minute) => [
    minute,
    100 + keptAMinute * minute + 40 * ((minute * 1.7) % 1) + random.next(),
  ]);
}

test.each([0, 0.4, 2, -1])('of memory of which %d MB a minute are kept, that is about the slope', (kept) => {
  expect(Math.abs(slopeOf(lowsOf(sawtooth(kept), 20)) - kept)).toBeLessThan(0.2);
});

test('what is far off does not change it', () => {
  const points = minutes.map((minute, at): Point => [minute, at % 10 === 0 ? 9_000 : 3 * minute]);
  expect(slopeOf(points)).toBeCloseTo(3, 5);
});

test('each part of the time has one low', () => {
  expect(
    lowsOf(
      [
        [0, 5],
        [1, 3],
        [2, 8],
        [3, 9],
      ],
      2,
    ),
  ).toEqual([
    [1, 3],
    [2, 8],
  ]);
});

test('the median of an even number lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
