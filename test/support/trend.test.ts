import { createRandom } from '../../src/cli/synthetic/random';
import { median, type Point, slopeOf } from './trend';

const minutes = Array.from({ length: 40 }, (_, at) => at / 2);

test.each([0, 0.4, 2, -1])(
  'where %d a minute are kept, that is about the slope of what is measured',
  (kept) => {
    const random = createRandom(1);
    const points = minutes.map((minute): Point => [minute, 100 + kept * minute + 3 * random.normal()]);
    expect(Math.abs(slopeOf(points) - kept)).toBeLessThan(0.2);
  },
);

test('what is far off does not change it', () => {
  const points = minutes.map((minute, at): Point => [minute, at % 10 === 0 ? 9_000 : 3 * minute]);
  expect(slopeOf(points)).toBeCloseTo(3, 5);
});

test('the median of an even number lies between the two in the middle', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
});
