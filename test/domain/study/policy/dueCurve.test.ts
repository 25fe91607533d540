import fc from 'fast-check';
import { curveMinutes, dueCurveSchema } from '../../../../src/domain/study/policy/dueCurve';
import * as any from '../../arbitraries';

describe('a curve of due times', () => {
  test('is straight between its points, and holds beyond the last', () => {
    const points: [number, number][] = [
      [0, 100],
      [0.5, 50],
      [0.6, 10],
    ];
    const at = (score: number) => curveMinutes({ points: points as never }, score);
    expect([0, 0.25, 0.5, 0.55, 0.6, 1].map(at)).toEqual([100, 75, 50, 30, 10, 10]);
  });

  test('never rises with the score, and stays between its first and last minutes', () => {
    fc.assert(
      fc.property(any.dueCurve, any.score, any.score, (curve, a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)].map((score) => curveMinutes(curve, score));
        expect(high).toBeLessThanOrEqual(low as number);
        expect(low).toBeLessThanOrEqual(curve.points[0][1]);
        expect(high).toBeGreaterThanOrEqual(curve.points.at(-1)?.[1] as number);
      }),
    );
  });

  test.each([
    ['no point at a score of 0', [[0.1, 60]], 'must begin at a score of 0'],
    [
      'scores that do not rise',
      [
        [0, 60],
        [0.5, 50],
        [0.5, 40],
      ],
      'scores must rise',
    ],
    [
      'minutes that rise',
      [
        [0, 60],
        [0.5, 70],
      ],
      'minutes must not rise',
    ],
    [
      'no time at all',
      [
        [0, 60],
        [1, 0],
      ],
      'expected number to be >0',
    ],
  ])('is refused with %s', (_what, points, message) => {
    const { error } = dueCurveSchema.safeParse({ finding: 'lung-opacity', points });
    expect(error?.message).toContain(message);
  });
});
