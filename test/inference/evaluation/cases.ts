import fc from 'fast-check';
import type { Labelled } from '../../../src/inference/evaluation/lists/labelled';

/** Few different scores, so that many are equal. */
const score = fc.integer({ min: 0, max: 12 }).map((step) => step / 12);

/** Scored cases with at least two of each class, in any order. */
export const bothClasses: fc.Arbitrary<Labelled[]> = fc
  .tuple(fc.array(score, { minLength: 2, maxLength: 25 }), fc.array(score, { minLength: 2, maxLength: 25 }))
  .chain(([positives, negatives]) => {
    const cases = [
      ...positives.map((one) => ({ score: one, positive: true })),
      ...negatives.map((one) => ({ score: one, positive: false })),
    ];
    return fc.shuffledSubarray(cases, { minLength: cases.length, maxLength: cases.length });
  });

export function labelled(scores: readonly number[], truth: readonly number[]): Labelled[] {
  return scores.map((value, index) => ({ score: value, positive: truth[index] === 1 }));
}
