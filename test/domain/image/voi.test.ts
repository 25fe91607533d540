import fc from 'fast-check';
import type { Window } from '../../../src/domain/image/imageDescription';
import { lookUp, toModality } from '../../../src/domain/image/lookUp';
import { rangeVoi, tableVoi, windowVoi } from '../../../src/domain/image/voi';

const shapes = ['LINEAR', 'LINEAR_EXACT', 'SIGMOID'] as const;
const centre = fc.double({ min: -3000, max: 3000, noNaN: true });
const window = fc.record<Window>({
  centre,
  width: fc.double({ min: 1, max: 8000, noNaN: true }),
  function: fc.constantFrom(...shapes),
});
const value = fc.double({ min: -10_000, max: 10_000, noNaN: true });

test('a window gives 0…1, and never less for more', () => {
  fc.assert(
    fc.property(window, value, value, (one, a, b) => {
      const voi = windowVoi(one);
      const [low, high] = [voi(Math.min(a, b)), voi(Math.max(a, b))];
      expect(low).toBeGreaterThanOrEqual(0);
      expect(high).toBeLessThanOrEqual(1);
      expect(high).toBeGreaterThanOrEqual(low);
    }),
  );
});

test('the middle of a window is half', () => {
  fc.assert(
    fc.property(centre, fc.integer({ min: 2, max: 8000 }), (at, width) => {
      expect(windowVoi({ centre: at, width, function: 'LINEAR' })(at - 0.5)).toBeCloseTo(0.5, 9);
      expect(windowVoi({ centre: at, width, function: 'LINEAR_EXACT' })(at)).toBeCloseTo(0.5, 9);
      expect(windowVoi({ centre: at, width, function: 'SIGMOID' })(at)).toBeCloseTo(0.5, 9);
    }),
  );
});

/** The worked example of PS3.3 C.11.2.1.2.1: 2048 and 4096 map 0…4095 exactly on the whole range. */
test('LINEAR by the standard', () => {
  const whole = windowVoi({ centre: 2048, width: 4096, function: 'LINEAR' });
  expect([0, 4095, -5, 5000].map(whole)).toEqual([0, 1, 0, 1]);
  expect(whole(1365)).toBeCloseTo(1365 / 4095, 12);
  const brain = windowVoi({ centre: 40, width: 80, function: 'LINEAR' });
  expect(brain(0)).toBe(0);
  expect(brain(79)).toBe(1);
  expect(brain(20)).toBeCloseTo((20 - 39.5) / 79 + 0.5, 12);
});

test('LINEAR_EXACT by the standard', () => {
  const brain = windowVoi({ centre: 40, width: 80, function: 'LINEAR_EXACT' });
  expect([0, 80, 40, 20].map(brain)).toEqual([0, 1, 0.5, 0.25]);
});

test('a LINEAR window of width 1 is a threshold', () => {
  const threshold = windowVoi({ centre: 100, width: 1, function: 'LINEAR' });
  expect([99, 99.5, 99.6, 100].map(threshold)).toEqual([0, 0, 1, 1]);
});

test.each<[string, Window]>([
  ['width 0', { centre: 1, width: 0, function: 'LINEAR_EXACT' }],
  ['a LINEAR width below 1', { centre: 1, width: 0.5, function: 'LINEAR' }],
  ['a negative width', { centre: 1, width: -10, function: 'SIGMOID' }],
  ['width NaN', { centre: 1, width: Number.NaN, function: 'LINEAR' }],
  ['an infinite width', { centre: 1, width: Number.POSITIVE_INFINITY, function: 'LINEAR' }],
  ['centre NaN', { centre: Number.NaN, width: 10, function: 'LINEAR' }],
])('%s is no window', (_, one) => {
  expect(() => windowVoi(one)).toThrow(RangeError);
});

const table = fc.record({
  firstMapped: fc.integer({ min: -2000, max: 2000 }),
  bits: fc.constant(16),
  values: fc.array(fc.nat(65_535), { minLength: 1, maxLength: 50 }),
});

test('a table gives its entries, and its ends for what lies outside', () => {
  fc.assert(
    fc.property(table, fc.integer({ min: -3000, max: 3000 }), (one, stored) => {
      const index = Math.min(Math.max(stored - one.firstMapped, 0), one.values.length - 1);
      expect(lookUp(one, stored)).toBe(one.values[index]);
      expect(tableVoi(one)(stored)).toBeCloseTo((one.values[index] ?? 0) / 65_535, 12);
    }),
  );
});

test('an entry beyond the bits of its table is white, not brighter', () => {
  expect(tableVoi({ firstMapped: 0, bits: 8, values: [0, 255, 300] })(2)).toBe(1);
});

test('the modality transform is one of three', () => {
  expect(toModality({ kind: 'identity' })(7)).toBe(7);
  expect(toModality({ kind: 'linear', slope: 2, intercept: -1024 })(7)).toBe(-1010);
  expect(toModality({ kind: 'lut', table: { firstMapped: 5, bits: 16, values: [1, 4, 9] } })(7)).toBe(9);
});

test('a range is shown whole; one value alone is the middle', () => {
  expect([-10, -5, 0, 5, 10].map(rangeVoi(-5, 5))).toEqual([0, 0, 0.5, 1, 1]);
  expect(rangeVoi(3, 3)(3)).toBe(0.5);
  expect(rangeVoi(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY)(3)).toBe(0.5);
});
