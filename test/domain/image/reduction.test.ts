import fc from 'fast-check';
import { levelsToSkip, reducedSide, shortestReducedSide } from '../../../src/domain/image/reduction';

const sides = fc.integer({ min: 1, max: 65_535 });

describe('levelsToSkip', () => {
  test('a chest radiograph of 2 500 × 3 000 is read at a quarter of its sides', () => {
    expect(levelsToSkip({ rows: 3000, columns: 2500 }, 5)).toBe(2);
  });

  test.each([
    [1198, 5, 0],
    [1199, 5, 1],
    [1200, 5, 1],
    [4096, 1, 1],
    [4096, 0, 0],
  ])('a square of %d pixels with %d levels: %d', (side, levels, expected) => {
    expect(levelsToSkip({ rows: side, columns: side }, levels)).toBe(expected);
  });

  test('property: neither more than the stream has, nor below the shortest side, nor less than could be', () => {
    fc.assert(
      fc.property(sides, sides, fc.integer({ min: 0, max: 32 }), (rows, columns, levels) => {
        const skipped = levelsToSkip({ rows, columns }, levels);
        const shorter = Math.min(rows, columns);
        const next = reducedSide(shorter, { levels: skipped + 1 });
        expect(skipped).toBeLessThanOrEqual(levels);
        if (skipped > 0)
          expect(reducedSide(shorter, { levels: skipped })).toBeGreaterThanOrEqual(shortestReducedSide);
        if (skipped < levels) expect(next).toBeLessThan(shortestReducedSide);
      }),
    );
  });
});
