import fc from 'fast-check';
import { drawnLines } from '../../../src/dashboard/worklist/window';

describe('the lines that are drawn', () => {
  test('are those on the screen and a few beyond, however long the list', () => {
    expect(drawnLines(200, 64, 900, 10_000)).toEqual({ first: 0, end: 19 });
    expect(drawnLines(-320_000, 64, 900, 10_000)).toEqual({ first: 4_992, end: 5_023 });
  });

  test('cover the screen and lie within the list', () => {
    const screen = fc.record({
      top: fc.integer({ min: -700_000, max: 2_000 }),
      height: fc.integer({ min: 20, max: 200 }),
      total: fc.integer({ min: 0, max: 10_000 }),
    });
    fc.assert(
      fc.property(screen, ({ top, height, total }) => {
        const { first, end } = drawnLines(top, height, 900, total);
        expect(first).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(total);
        expect(first).toBeLessThanOrEqual(end);
        for (let index = 0; index < total; index += 97) {
          const at = top + index * height;
          const isOnScreen = at + height > 0 && at < 900;
          if (isOnScreen) expect(index >= first && index < end).toBe(true);
        }
      }),
    );
  });
});
