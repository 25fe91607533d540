import fc from 'fast-check';
import {
  destination,
  fit,
  matrixOf,
  oneToOne,
  pan,
  toPicture,
  zoomAt,
} from '../../../../src/dashboard/viewer/placing/geometry';

const sides = fc.integer({ min: 1, max: 5000 });
const matrices = fc
  .record({ rows: sides, columns: sides, aspect: fc.constantFrom(undefined, 2, 2 / 3) })
  .map(({ aspect, ...size }) =>
    matrixOf(aspect === undefined ? size : { ...size, pixelAspect: [aspect] }, 0),
  );
const views = fc.record({
  width: fc.integer({ min: 50, max: 3000 }),
  height: fc.integer({ min: 50, max: 3000 }),
});
const share = fc.double({ min: 0, max: 1, noNaN: true });

test('fitted, the whole picture is inside, in its true proportions, and touches two edges', () => {
  fc.assert(
    fc.property(matrices, views, (matrix, view) => {
      const { x, y, width, height } = destination(fit(matrix, view), matrix, view);
      expect(Math.min(x, y)).toBeGreaterThanOrEqual(-1);
      expect(x + width).toBeLessThanOrEqual(view.width + 1);
      expect(y + height).toBeLessThanOrEqual(view.height + 1);
      expect(Math.min(view.width - width, view.height - height)).toBeLessThanOrEqual(1);
      const zoom = fit(matrix, view).zoom;
      expect(Math.abs(height - matrix.rows * matrix.aspect * zoom)).toBeLessThanOrEqual(1);
    }),
  );
});

test('rows that lie twice as far apart as columns are drawn so', () => {
  const matrix = matrixOf({ rows: 100, columns: 100, pixelAspect: [2] }, 0);
  const { width, height } = destination(fit(matrix, { width: 1000, height: 1000 }), matrix, {
    width: 1000,
    height: 1000,
  });
  expect([width, height]).toEqual([500, 1000]);
});

test('at 1:1 a picture takes as many device pixels as it has', () => {
  const matrix = matrixOf({ rows: 300, columns: 256 }, 0);
  const view = { width: 1001, height: 777 };
  const { x, y, width, height } = destination(oneToOne(fit(matrix, view)), matrix, view);
  expect([width, height, Number.isInteger(x), Number.isInteger(y)]).toEqual([256, 300, true, true]);
});

test('the place under the pointer stays under it while zooming', () => {
  fc.assert(
    fc.property(
      matrices,
      views,
      share,
      share,
      fc.constantFrom(0.8, 1.25, 3),
      (matrix, view, right, down, factor) => {
        const before = fit(matrix, view);
        const shown = destination(before, matrix, view);
        const at = { x: shown.x + right * shown.width, y: shown.y + down * shown.height };
        const place = toPicture(before, at, matrix, view);
        const after = zoomAt(before, factor, at, matrix, view);
        const { x, y } = after.middle;
        // Zooming out beside the picture would lose it; then its edge stays in the middle instead.
        fc.pre(x > 0 && y > 0 && x < matrix.columns && y < matrix.rows);
        const now = toPicture(after, at, matrix, view);
        expect(now.x).toBeCloseTo(place.x, 5);
        expect(now.y).toBeCloseTo(place.y, 5);
      },
    ),
  );
});

test('wherever it is moved, a part of the picture is at the middle of the view', () => {
  fc.assert(
    fc.property(matrices, views, fc.integer(), fc.integer(), (matrix, view, right, down) => {
      const { middle } = pan(fit(matrix, view), right, down, matrix);
      expect(middle.x >= 0 && middle.x <= matrix.columns).toBe(true);
      expect(middle.y >= 0 && middle.y <= matrix.rows).toBe(true);
    }),
  );
});

test('zoom has an end in both directions', () => {
  const matrix = matrixOf({ rows: 1000, columns: 1000 }, 0);
  const view = { width: 500, height: 500 };
  const middle = { x: 250, y: 250 };
  expect(zoomAt(fit(matrix, view), 1e9, middle, matrix, view).zoom).toBe(64);
  expect(zoomAt(fit(matrix, view), 1e-9, middle, matrix, view).zoom).toBe(0.125);
});
