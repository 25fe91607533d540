import fc from 'fast-check';
import { byTruth, type Labelled } from '../../../src/inference/evaluation/lists/labelled';
import { aucOf } from '../../../src/inference/evaluation/statistics/auc';
import { calibrationOf } from '../../../src/inference/evaluation/statistics/calibration';
import { midranks } from '../../../src/inference/evaluation/statistics/midranks';
import {
  confusionAt,
  sensitivityOf,
  specificityOf,
  thresholdTable,
} from '../../../src/inference/evaluation/statistics/operatingPoint';
import { aucDifference } from '../../../src/inference/evaluation/statistics/pairedAuc';
import { rocPoints, thinned } from '../../../src/inference/evaluation/statistics/roc';
import { wilson } from '../../../src/inference/evaluation/statistics/share';
import { bothClasses, labelled } from './cases';
// Made with scikit-learn 1.2.1 and scipy 1.10.1; DeLong's from the whole matrix of pairs, not by ranks.
import reference from './reference.json';

const first = labelled(reference.first, reference.truth);

describe('against scikit-learn and scipy', () => {
  test('the AUC and its interval', () => {
    const auc = aucOf(first);
    expect(auc?.value).toBeCloseTo(reference.auc, 12);
    expect(auc?.low).toBeCloseTo(reference.aucLow, 12);
    expect(auc?.high).toBeCloseTo(reference.aucHigh, 12);
    expect(aucOf(labelled(reference.second, reference.truth))?.value).toBeCloseTo(reference.aucSecond, 12);
  });

  test('the paired difference of two AUCs', () => {
    const difference = aucDifference(
      first.map(({ score, positive }, index) => ({
        first: score,
        second: reference.second[index] as number,
        positive,
      })),
    );
    expect(difference?.value).toBeCloseTo(reference.difference, 12);
    expect(difference?.low).toBeCloseTo(reference.differenceLow, 12);
    expect(difference?.high).toBeCloseTo(reference.differenceHigh, 12);
    expect(difference?.p).toBeCloseTo(reference.p, 6);
  });

  test('the Brier score and the corners of the ROC curve', () => {
    expect(calibrationOf(first)?.brier).toBeCloseTo(reference.brier, 12);
    const known = new Set(reference.roc.map((point) => point.map((value) => value.toFixed(9)).join()));
    for (const { falsePositiveRate, sensitivity } of rocPoints(first))
      expect(known).toContain(`${falsePositiveRate.toFixed(9)},${sensitivity.toFixed(9)}`);
  });

  test.each([
    [8, 10, 0.4901624715366418, 0.9433178485456248],
    [0, 20, 0, 0.16112515805281935],
    [19, 19, 0.8318207759473838, 1],
    [254, 310, 0.7727028112690153, 0.8581889795861968],
  ])("Wilson's interval of %i in %i", (hits, n, low, high) => {
    expect(wilson(hits, n)?.low).toBeCloseTo(low, 12);
    expect(wilson(hits, n)?.high).toBeCloseTo(high, 12);
  });
});

function bruteForceAuc(cases: readonly Labelled[]): number {
  const { positives, negatives } = byTruth(cases);
  const wins = positives.flatMap((p): number[] => negatives.map((n) => (p > n ? 1 : p === n ? 0.5 : 0)));
  return wins.reduce((sum, win) => sum + win, 0) / wins.length;
}

function trapezoids(cases: readonly Labelled[]): number {
  return rocPoints(cases).reduce((sum, point, index, points) => {
    const before = points[index - 1] ?? point;
    return (
      sum +
      ((point.sensitivity + before.sensitivity) / 2) * (point.falsePositiveRate - before.falsePositiveRate)
    );
  }, 0);
}

describe('the AUC', () => {
  test('is the share of pairs in which the positive scores higher, and the area under the curve', () => {
    fc.assert(
      fc.property(bothClasses, (cases) => {
        expect(aucOf(cases)?.value).toBeCloseTo(bruteForceAuc(cases), 12);
        expect(trapezoids(cases)).toBeCloseTo(bruteForceAuc(cases), 12);
      }),
    );
  });

  test('does not change with the scale of the scores, and turns around with their sign', () => {
    fc.assert(
      fc.property(bothClasses, (cases) => {
        const scaled = cases.map(({ score, positive }) => ({ score: Math.exp(3 * score) - 7, positive }));
        const turned = cases.map(({ score, positive }) => ({ score: -score, positive }));
        expect(aucOf(scaled)).toEqual(aucOf(cases));
        expect(aucOf(turned)?.value).toBeCloseTo(1 - (aucOf(cases)?.value as number), 12);
      }),
    );
  });

  test('lies in its interval, which is never of no width', () => {
    fc.assert(
      fc.property(bothClasses, (cases) => {
        const { value, low, high } = aucOf(cases) as NonNullable<ReturnType<typeof aucOf>>;
        expect(low).toBeLessThanOrEqual(value);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high - low).toBeGreaterThan(0);
      }),
    );
  });

  test('of classes that are wholly apart has the interval of as many pairs as the rarer class has cases', () => {
    const cases = labelled([0.1, 0.2, 0.3, 0.4, 0.8, 0.9], [0, 0, 0, 0, 1, 1]);
    expect(aucOf(cases)).toEqual({
      value: 1,
      low: wilson(2, 2)?.low,
      high: 1,
      n: 6,
      method: 'disjoint-pairs',
    });
  });

  test('is not given where a class has fewer than two cases', () => {
    expect(aucOf(labelled([0.1, 0.2, 0.9], [0, 0, 1]))).toBeUndefined();
    expect(aucOf([])).toBeUndefined();
  });
});

test('a model does not differ from itself, and the difference turns around with the models', () => {
  fc.assert(
    fc.property(
      bothClasses,
      fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
      (cases, others) => {
        const twice = cases.map(({ score, positive }) => ({
          first: score,
          second: others.next().value as number,
          positive,
        }));
        const same = aucDifference(twice.map((one) => ({ ...one, second: one.first })));
        expect(same).toMatchObject({ value: 0, low: 0, high: 0, p: 1 });
        const there = aucDifference(twice);
        const back = aucDifference(twice.map((one) => ({ ...one, first: one.second, second: one.first })));
        expect(back?.value).toBeCloseTo(-(there?.value as number), 12);
        expect(back?.high).toBeCloseTo(-(there?.low as number), 12);
      },
    ),
  );
});

test("Wilson's interval holds the share, lies in 0…1 and narrows with more cases", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, part) => {
      const hits = Math.round(part * n);
      const { value, low, high } = wilson(hits, n) as NonNullable<ReturnType<typeof wilson>>;
      expect(0 <= low && low <= value && value <= high && high <= 1).toBe(true);
      const more = wilson(hits * 4, n * 4) as NonNullable<ReturnType<typeof wilson>>;
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
  expect(wilson(0, 0)).toBeUndefined();
});

test('midranks add up to what ranks add up to, and equal values have equal ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 40 }), (values) => {
      const ranks = [...midranks(values)];
      const n = values.length;
      expect(ranks.reduce((sum, rank) => sum + rank, 0)).toBeCloseTo((n * (n + 1)) / 2, 9);
      for (const [index, value] of values.entries()) expect(ranks[index]).toBe(ranks[values.indexOf(value)]);
    }),
  );
});

describe('the ROC curve', () => {
  test('rises from (0, 0) to (1, 1), and its points are what their thresholds do', () => {
    fc.assert(
      fc.property(bothClasses, (cases) => {
        const points = rocPoints(cases);
        expect(points[0]).toMatchObject({ falsePositiveRate: 0, sensitivity: 0 });
        expect(points.at(-1)).toMatchObject({ falsePositiveRate: 1, sensitivity: 1 });
        for (const { threshold, falsePositiveRate, sensitivity } of points) {
          const confusion = confusionAt(cases, threshold);
          expect(sensitivityOf(confusion)?.value).toBeCloseTo(sensitivity, 12);
          expect(specificityOf(confusion)?.value).toBeCloseTo(1 - falsePositiveRate, 12);
        }
      }),
    );
  });

  test('is empty with one class, and keeps its ends when it is thinned', () => {
    expect(rocPoints(labelled([0.2, 0.4], [1, 1]))).toEqual([]);
    expect(thinned([1, 2, 3, 4, 5, 6, 7, 8, 9], 3)).toEqual([1, 5, 9]);
    expect(thinned([1, 2], 3)).toEqual([1, 2]);
  });
});

test('a threshold of the table reaches the specificity that was asked for, and no lower score does', () => {
  fc.assert(
    fc.property(bothClasses, (cases) => {
      for (const { target, threshold, specificity } of thresholdTable(cases)) {
        expect(specificity.value).toBeGreaterThanOrEqual(target - 1e-9);
        const lower = cases.map(({ score }) => score).filter((score) => score < threshold);
        if (lower.length === 0) continue;
        const next = specificityOf(confusionAt(cases, Math.max(...lower)));
        expect(next?.value).toBeLessThan(target);
      }
    }),
  );
});

describe('calibration', () => {
  test('of scores that come true is without error', () => {
    const cases = [0, 0.5, 1].flatMap((score) =>
      Array.from({ length: 20 }, (_, index) => ({ score, positive: index < score * 20 })),
    );
    expect(calibrationOf(cases, 3)).toMatchObject({ expectedError: 0, prevalence: 0.5, meanScore: 0.5 });
  });

  test('takes every case once, in bins whose sizes differ by one at most, in the order of the scores', () => {
    fc.assert(
      fc.property(bothClasses, (cases) => {
        const { bins, expectedError } = calibrationOf(cases) as NonNullable<ReturnType<typeof calibrationOf>>;
        const sizes = bins.map(({ observed }) => observed.n);
        expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(cases.length);
        expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
        for (const [index, bin] of bins.entries())
          expect(bin.lowest).toBeGreaterThanOrEqual(bins[index - 1]?.highest ?? 0);
        expect(expectedError).toBeLessThanOrEqual(1);
        expect(calibrationOf([...cases].reverse())).toEqual(calibrationOf(cases));
      }),
    );
  });
});
