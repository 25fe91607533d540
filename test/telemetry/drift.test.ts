import fc from 'fast-check';
import { populationStability } from '../../src/telemetry/drift';

const spread = (counts: readonly number[]) => counts.flatMap((count) => [count / 2, count / 2]);
const bins = fc.array(fc.integer({ min: 5, max: 500 }), { minLength: 20, maxLength: 20 });

test('a distribution has not drifted from itself, in however fine bins the reference has it', () => {
  fc.assert(
    fc.property(bins, (counts) => {
      expect(populationStability(counts, counts)).toBeCloseTo(0, 10);
      expect(populationStability(spread(counts), counts)).toBeCloseTo(0, 10);
    }),
  );
});

test('it is never negative', () => {
  fc.assert(
    fc.property(bins, bins, (a, b) => {
      expect(populationStability(a, b)).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('as by hand: shares of a half and a half against a quarter and three quarters', () => {
  const reference = [5000, 5000];
  const found = [2500, 7500];
  expect(populationStability(reference, found)).toBeCloseTo(0.25 * Math.log(2) + 0.25 * Math.log(1.5), 3);
});

test('a shift of all scores is over 0.25, the limit for another population', () => {
  const reference = Array.from({ length: 20 }, (_, bin) => (bin < 10 ? 100 : 10));
  expect(populationStability(reference, reference.toReversed())).toBeGreaterThan(0.25);
});

test('too few scores, or bins that do not fit, say nothing', () => {
  const many = new Array<number>(20).fill(50);
  expect(populationStability(many, new Array<number>(20).fill(4))).toBeUndefined();
  expect(populationStability(new Array<number>(20).fill(4), many)).toBeUndefined();
  expect(populationStability(new Array<number>(30).fill(50), many)).toBeUndefined();
});
