import fc from 'fast-check';
import { type Mark, markTexts } from '../../../../src/dashboard/viewer/measuring/marks';
import {
  angleOf,
  cardiothoracicRatio,
  lengthOf,
  sidesOf,
} from '../../../../src/dashboard/viewer/measuring/measure';
import {
  areaOf,
  type Region,
  regionStatistics,
  unitOf,
} from '../../../../src/dashboard/viewer/measuring/region';
import type { Point } from '../../../../src/dashboard/viewer/placing/geometry';
import type { ImageDescription } from '../../../../src/domain/image/imageDescription';
import { greyDescription } from '../../../support/greyDescription';
import { greyOf, samplesInPage, statisticsInPage, storedAs, viewOf } from '../fromServer';

const [rows, columns] = [20, 30];

function loadedOf(more: Partial<ImageDescription> = {}, values = (at: number) => at) {
  const description = {
    ...greyDescription(rows, columns),
    bitsAllocated: 16,
    bitsStored: 16,
    ...more,
  } as ImageDescription;
  const pixels = storedAs(
    description,
    Array.from({ length: rows * columns }, (_, at) => values(at)),
  );
  const view = viewOf(description);
  return {
    view,
    frame: 0,
    grey: greyOf(description),
    samples: samplesInPage(description, pixels, 0),
    statistics: statisticsInPage(description, pixels),
  };
}

const matrix = { rows, columns, aspect: 1 };
const at = (x: number, y: number): Point => ({ x, y });
const mark = (tool: Mark['tool'], ...points: [x: number, y: number][]): Mark => ({
  tool,
  points: points.map(([x, y]) => ({ x, y })),
});
const point = fc.record({
  x: fc.double({ min: 0, max: 30, noNaN: true }),
  y: fc.double({ min: 0, max: 20, noNaN: true }),
});

test.each([
  ['pixel-spacing', 'by Pixel Spacing'],
  ['imager-pixel-spacing', 'at the detector, by Imager Pixel Spacing: magnified'],
  ['nominal-scanned-pixel-spacing', 'on the film, by Nominal Scanned Pixel Spacing'],
] as const)('a length in millimetres says by what: %s', (spacingFrom, words) => {
  const loaded = loadedOf({ pixelSpacing: [0.5, 2], spacingFrom });
  // 3 columns of 2 mm and 8 rows of 0.5 mm.
  expect(markTexts(mark('length', [1, 1], [4, 9]), loaded, matrix)).toEqual(['7.2 mm', words]);
});

test('a length without a spacing that holds for the frame is in pixels', () => {
  const words = 'no spacing that holds is stated';
  expect(markTexts(mark('length', [1, 1], [4, 5]), loadedOf(), matrix)).toEqual(['5.0 px', words]);
  const ofFirst = loadedOf({ pixelSpacing: [0.5, 0.5] });
  expect(markTexts(mark('length', [1, 1], [4, 5]), ofFirst, matrix)).toEqual(['5.0 px', words]);
});

test('a length is the same both ways, and never longer than by way of a third point', () => {
  const sides = { width: 0.3, height: 0.7, unit: 'mm' } as const;
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      expect(lengthOf(a, b, sides)).toBeCloseTo(lengthOf(b, a, sides), 9);
      expect(lengthOf(a, b, sides)).toBeLessThanOrEqual(lengthOf(a, c, sides) + lengthOf(c, b, sides) + 1e-9);
    }),
  );
});

test('an angle is measured in the patient, not in pixels that are not square', () => {
  const [a, corner, b] = [
    { x: 10, y: 0 },
    { x: 0, y: 0 },
    { x: 10, y: 10 },
  ];
  expect(angleOf(a, corner, b, { width: 1, height: 1, unit: 'mm' })).toBeCloseTo(45, 9);
  expect(angleOf(a, corner, b, { width: 1, height: Math.sqrt(3), unit: 'mm' })).toBeCloseTo(60, 9);
  expect(angleOf(a, corner, corner, { width: 1, height: 1, unit: 'mm' })).toBeUndefined();
});

test('the angles of a triangle add up', () => {
  const sides = { width: 0.4, height: 0.9, unit: 'mm' } as const;
  fc.assert(
    fc.property(point, point, point, (a, b, c) => {
      fc.pre(
        [lengthOf(a, b, sides), lengthOf(b, c, sides), lengthOf(a, c, sides)].every((one) => one > 0.01),
      );
      const sum = [angleOf(a, b, c, sides), angleOf(b, c, a, sides), angleOf(c, a, b, sides)];
      expect(sum.reduce<number>((all, one) => all + (one ?? Number.NaN), 0)).toBeCloseTo(180, 6);
    }),
  );
});

test('the cardiothoracic ratio is that of the widths, also of lines drawn askew and of a picture on its side', () => {
  const sides = { width: 1, height: 1, unit: 'px' } as const;
  const heart = [at(10, 5), at(22, 9)] as const;
  const chest = [at(30, 12), at(6, 12)] as const;
  expect(cardiothoracicRatio(heart, chest, sides)).toEqual({ ratio: 0.5, heart: 12, chest: 24 });
  const aside = (points: readonly [Point, Point]) =>
    [at(points[0].y, points[0].x), at(points[1].y, points[1].x)] as const;
  expect(cardiothoracicRatio(aside(heart), aside(chest), sides)?.ratio).toBe(0.5);
  expect(cardiothoracicRatio(heart, [heart[0], heart[0]], sides)).toBeUndefined();
  const loaded = loadedOf({ pixelSpacing: [1, 10], spacingFrom: 'imager-pixel-spacing' });
  expect(markTexts(mark('ratio', [10, 5], [22, 9], [30, 12], [6, 12]), loaded, matrix)).toEqual([
    'CTR 0.50',
    'heart 120, chest 240 mm',
    'at the detector, by Imager Pixel Spacing: magnified',
  ]);
});

test('a region counts the pixels whose centres lie in it, in modality values', () => {
  const loaded = loadedOf({
    modality: 'CT',
    modalityTransform: { kind: 'linear', slope: 2, intercept: -1000 },
  });
  // Rows 1 and 2, columns 3 to 5.
  expect(regionStatistics(loaded, { shape: 'rectangle', from: { x: 6, y: 3 }, to: { x: 3, y: 1 } })).toEqual({
    pixels: 6,
    mean: 2 * 49 - 1000,
    deviation: expect.closeTo(2 * Math.sqrt(15 ** 2 + 2 / 3), 9),
    least: 2 * 33 - 1000,
    greatest: 2 * 65 - 1000,
  });
  expect(markTexts(mark('rectangle', [3, 1], [6, 3]), loaded, matrix)[0]).toBe('mean -902 SD 30.0 HU');
});

test('padding is no value, and a region with nothing else has none', () => {
  const loaded = loadedOf({ padding: { first: 0, last: 33 } });
  const region: Region = { shape: 'rectangle', from: { x: 3, y: 1 }, to: { x: 6, y: 2 } };
  expect(regionStatistics(loaded, region)).toMatchObject({ pixels: 2, mean: 34.5 });
  expect(regionStatistics(loaded, { ...region, to: { x: 4, y: 2 } })).toBeUndefined();
});

const region: fc.Arbitrary<Region> = fc.record({
  shape: fc.constantFrom('rectangle', 'ellipse'),
  from: point,
  to: point,
});

test('mean and deviation are those of the pixels, each asked by itself', () => {
  const loaded = loadedOf({}, (at) => (at * 7919) % 4096);
  fc.assert(
    fc.property(region, (one) => {
      const values: number[] = [];
      const [left, right] = [Math.min(one.from.x, one.to.x), Math.max(one.from.x, one.to.x)];
      const [top, bottom] = [Math.min(one.from.y, one.to.y), Math.max(one.from.y, one.to.y)];
      for (const [at, stored] of loaded.samples.entries()) {
        const [x, y] = [(at % columns) + 0.5, Math.floor(at / columns) + 0.5];
        if (x < left || x > right || y < top || y > bottom) continue;
        const off = [(2 * x - left - right) / (right - left), (2 * y - top - bottom) / (bottom - top)];
        // Whether a centre on the very edge counts is a matter of the last digit.
        fc.pre(one.shape === 'rectangle' || Math.abs(Math.hypot(...off) - 1) > 1e-9);
        if (one.shape === 'ellipse' && Math.hypot(...off) > 1) continue;
        values.push(stored);
      }
      const found = regionStatistics(loaded, one);
      expect(found?.pixels ?? 0).toBe(values.length);
      if (found === undefined) return;
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
      expect(found.mean).toBeCloseTo(mean, 6);
      expect(found.deviation).toBeCloseTo(Math.sqrt(variance), 6);
    }),
  );
});

test('the area of an ellipse is π/4 of its rectangle', () => {
  const sides = { width: 0.5, height: 2, unit: 'mm' } as const;
  const [from, to] = [
    { x: 1, y: 1 },
    { x: 5, y: 4 },
  ];
  expect(areaOf({ shape: 'rectangle', from, to }, sides)).toBe(12);
  expect(areaOf({ shape: 'ellipse', from, to }, sides)).toBeCloseTo(3 * Math.PI, 9);
});

test.each([
  [{ modality: 'CT', modalityTransform: { kind: 'linear', slope: 1, intercept: 0 } }, 'HU'],
  [{ modality: 'CT', rescaleType: 'US', modalityTransform: { kind: 'linear', slope: 1, intercept: 0 } }, ''],
  [
    { modality: 'PT', rescaleType: 'BQML', modalityTransform: { kind: 'linear', slope: 1, intercept: 0 } },
    'BQML',
  ],
  [{ modality: 'DX' }, ''],
] as [Partial<ImageDescription>, string][])('the unit of values: %j', (more, unit) => {
  expect(unitOf(loadedOf(more))).toBe(unit);
});

test('a picture that the server made has no stored values to measure', () => {
  const loaded = loadedOf();
  expect(unitOf({ ...loaded, view: { ...loaded.view, grey: undefined } })).toBe('of 255, not stored values');
});

test('sides without a spacing keep the proportions of a pixel', () => {
  expect(sidesOf(loadedOf().view, 2)).toEqual({ width: 1, height: 2, unit: 'px' });
});
