import fc from 'fast-check';
import { mostUrgent, type Place, placeIndex } from '../../../../src/domain/kernel/priority';
import type { Analysis } from '../../../../src/domain/models/analysis';
import defaultPolicy from '../../../../src/domain/study/policy/defaultPolicy.json';
import { baselineOf, decide, unknownUrgencyOf } from '../../../../src/domain/study/policy/policy';
import { type Policy, policySchema } from '../../../../src/domain/study/policy/policySchema';
import * as any from '../../arbitraries';

const standard = policySchema.parse(defaultPolicy);

function opacity(score: number, threshold = 0.3): Analysis {
  return {
    outcome: 'analysed',
    model: { id: 'chest', version: '1.0.0', sha256: any.hexId('chest') },
    tensorSha256: any.hexId('t'),
    preprocessing: '1',
    notes: [],
    findings: [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold, positive: score >= threshold },
    ],
  };
}

function image(baseline: Place, ...analyses: Analysis[]) {
  return { imageId: any.hexId('a'), baseline, analyses };
}

describe('the default policy', () => {
  test.each([
    ['a stat order stays stat whatever the score', 0.01, 'stat', 'stat', 60],
    ['an urgent finding does not lower a stat order', 0.99, 'stat', 'stat', 60],
  ] as const)('%s', (_what, score, ordered, priority, dueMinutes) => {
    expect(decide(standard, { images: [image(ordered, opacity(score))] })).toMatchObject({
      priority,
      dueMinutes,
    });
  });

  test('what was not analysed is unclassified and keeps the place of its order', () => {
    const decision = decide(standard, { images: [{ ...image('urgent'), unrouted: 'view-not-covered' }] });
    expect(decision).toMatchObject({ priority: 'unclassified', place: 'urgent', dueMinutes: 240 });
    expect(decision.reasons).toContainEqual({
      kind: 'not-analysed',
      imageId: any.hexId('a'),
      reason: 'view-not-covered',
    });
  });

  test('one analysed image of two classifies the study, and the other is still named', () => {
    const lateral = {
      imageId: any.hexId('b'),
      baseline: 'routine' as const,
      analyses: [],
      unrouted: 'view-not-covered',
    };
    const decision = decide(standard, { images: [image('routine', opacity(0.1)), lateral] });
    expect(decision.priority).toBe('routine');
    expect(decision.reasons.filter(({ kind }) => kind === 'not-analysed')).toHaveLength(1);
  });

  test.each([
    [['STAT'], 'stat'],
    [['S'], 'stat'],
    [['EMERGENCY'], 'stat'],
    [['CRITICAL'], 'stat'],
    [['HIGH'], 'urgent'],
    [['URGENT'], 'urgent'],
    [['ASAP'], 'urgent'],
    [['LOW'], 'routine'],
    [['ROUTINE', 'STAT'], 'stat'],
    [['ROUTINE', 'LOW'], 'routine'],
    [['NOTFALL'], 'urgent'],
    [['?'], 'urgent'],
    [['constructor'], 'urgent'],
    [['STAT', 'NOTFALL'], 'stat'],
    [['ROUTINE', 'NOTFALL'], 'urgent'],
    [[], 'routine'],
    [undefined, 'routine'],
  ])('an order of urgency %j stands at %s', (urgency, expected) => {
    expect(baselineOf(standard, urgency)).toBe(expected);
  });

  test('a policy says where words that it does not know stand, but never under those without any', () => {
    const of = (unknownUrgency: string, baseline: string) =>
      baselineOf(policySchema.parse({ ...defaultPolicy, unknownUrgency, baseline }), ['NOTFALL']);
    expect([of('stat', 'routine'), of('routine', 'routine'), of('routine', 'urgent')]).toEqual([
      'stat',
      'routine',
      'urgent',
    ]);
    expect(unknownUrgencyOf(standard, ['STAT', 'NOTFALL', '?'])).toEqual(['NOTFALL', '?']);
  });

  test('a word that no order could match is an error of the policy', () => {
    for (const word of ['urgent', 'VERY URGENT', ''])
      expect(policySchema.safeParse({ ...defaultPolicy, orderUrgency: { [word]: 'stat' } }).success).toBe(
        false,
      );
  });

  test('the words that are not known are among the reasons', () => {
    const image = {
      imageId: any.hexId('a'),
      baseline: 'urgent' as const,
      analyses: [],
      unrouted: 'no-model',
    };
    const decision = decide(standard, { images: [{ ...image, unknownUrgency: ['NOTFALL'] }, image] });
    expect(decision.reasons[0]).toEqual({ kind: 'baseline', place: 'urgent', unknownUrgency: ['NOTFALL'] });
    expect(decide(standard, { images: [image] }).reasons[0]).toEqual({ kind: 'baseline', place: 'urgent' });
  });
});

describe('the curve of due times in the default policy', () => {
  test.each([
    ['a score of nothing leaves a routine order as it is', 0, 'routine', 'routine', 1440],
    ['a score under the threshold is due sooner, and stays routine', 0.05, 'routine', 'routine', 840],
    ['so is a higher one', 0.2, 'routine', 'routine', 210],
    ['at the threshold nothing jumps but the place', 0.3, 'routine', 'urgent', 180],
    ['a high score is due sooner', 0.5, 'routine', 'urgent', 120],
    ['an urgent order is due sooner by a score, too', 0.29, 'urgent', 'urgent', 183],
    ['one that is due earlier already stays so', 0.29, 'stat', 'stat', 60],
  ] as const)('%s', (_what, score, ordered, priority, dueMinutes) => {
    expect(decide(standard, { images: [image(ordered, opacity(score))] })).toMatchObject({
      priority,
      dueMinutes,
    });
  });

  test('says which score brought the due time nearer, and from what', () => {
    const because = (...scores: number[]) =>
      decide(standard, {
        images: [image('routine', ...scores.map((score) => opacity(score)))],
      }).reasons.filter(({ kind }) => kind === 'due-nearer');
    expect(because(0.02, 0.05)).toEqual([
      expect.objectContaining({
        label: 'lung-opacity',
        score: 0.05,
        dueMinutes: 840,
        otherwiseMinutes: 1440,
      }),
    ]);
    expect(because(0)).toEqual([]);
  });

  test('asks for other minutes of other orders', () => {
    const dueCurves = [{ finding: 'lung-opacity', orderedAs: ['urgent'], points: [[0, 200]] }];
    const policy = policySchema.parse({ ...defaultPolicy, dueCurves });
    const minutes = (ordered: Place) => decide(policy, { images: [image(ordered, opacity(0.1))] }).dueMinutes;
    expect([minutes('routine'), minutes('urgent')]).toEqual([1440, 200]);
  });
});

describe('every policy', () => {
  const images = fc.array(any.studyImage, { minLength: 1, maxLength: 4 });

  test('never puts a study under its baseline', () => {
    fc.assert(
      fc.property(any.policy, images, (policy, list) => {
        const baseline = mostUrgent('routine', ...list.map((one) => one.baseline));
        expect(placeIndex(decide(policy, { images: list }).place)).toBeLessThanOrEqual(placeIndex(baseline));
      }),
    );
  });

  test('decides the same in whatever order the images are given', () => {
    fc.assert(
      fc.property(
        any.policy,
        fc.uniqueArray(any.studyImage, { minLength: 1, maxLength: 3, selector: (one) => one.imageId }),
        (policy, list) => {
          expect(decide(policy, { images: [...list].reverse() })).toEqual(decide(policy, { images: list }));
        },
      ),
    );
  });

  test('is not less urgent and not due later when one more image is known', () => {
    fc.assert(
      fc.property(any.policy, images, any.studyImage, (policy, list, another) => {
        const before = decide(policy, { images: list });
        const after = decide(policy, { images: [...list, another] });
        expect(placeIndex(after.place)).toBeLessThanOrEqual(placeIndex(before.place));
        expect(after.dueMinutes).toBeLessThanOrEqual(before.dueMinutes);
      }),
    );
  });

  test('calls a study unclassified exactly when none of its images was analysed', () => {
    fc.assert(
      fc.property(any.policy, images, (policy, list) => {
        const analysed = list.some(({ analyses }) => analyses.some(({ outcome }) => outcome === 'analysed'));
        expect(decide(policy, { images: list }).priority === 'unclassified').toBe(!analysed);
      }),
    );
  });

  test('is never due later by a score than without any, nor later than the next lower score', () => {
    fc.assert(
      fc.property(
        any.policy,
        any.dueCurve,
        any.score,
        any.score,
        any.place,
        (base, curve, a, b, baseline) => {
          const policy = {
            ...base,
            rules: [],
            dueCurves: [...base.dueCurves, { ...curve, finding: 'lung-opacity' }],
          };
          const minutes = (...analyses: Analysis[]) =>
            decide(policy, { images: [image(baseline, ...analyses)] }).dueMinutes;
          expect(minutes(opacity(Math.max(a, b)))).toBeLessThanOrEqual(minutes(opacity(Math.min(a, b))));
          expect(minutes(opacity(a))).toBeLessThanOrEqual(minutes());
        },
      ),
    );
  });

  test('with a rule from the threshold up, a higher score is never less urgent', () => {
    const policy: Policy = standard;
    fc.assert(
      fc.property(any.score, any.score, any.place, (a, b, baseline) => {
        const [low, high] = a <= b ? [a, b] : [b, a];
        const lower = decide(policy, { images: [image(baseline, opacity(low))] });
        const higher = decide(policy, { images: [image(baseline, opacity(high))] });
        expect(placeIndex(higher.place)).toBeLessThanOrEqual(placeIndex(lower.place));
        expect(higher.dueMinutes).toBeLessThanOrEqual(lower.dueMinutes);
      }),
    );
  });
});

test('a policy from before there was a cap on waiting has one', () => {
  expect(defaultPolicy).not.toHaveProperty('waitingCap');
  expect(standard.waitingCap).toBe(2);
  expect(policySchema.safeParse({ ...defaultPolicy, waitingCap: 0.5 }).success).toBe(false);
});

test('a policy with an unknown key is refused by its name', () => {
  const result = policySchema.safeParse({ ...defaultPolicy, rulez: [] });
  expect(result.success).toBe(false);
  expect(JSON.stringify(result.error?.issues)).toContain('rulez');
});

describe("a label's own priority, from the manifest of its model", () => {
  const label = 'fracture';
  const found = (score: number, priority: Place | undefined, positive = true): Analysis => ({
    ...(opacity(score) as Extract<Analysis, { outcome: 'analysed' }>),
    findings: [{ label, title: 'Fracture', score, threshold: 0, positive, ...(priority && { priority }) }],
  });
  const without = (policy: Policy): Policy => ({
    ...policy,
    rules: policy.rules.filter((rule) => rule.finding !== label),
  });
  const priority = fc.constantFrom<Place>('stat', 'urgent', 'routine');

  test('puts a study with a positive there, where the policy has no rule for the label', () => {
    const decision = decide(standard, { images: [image('routine', found(0.9, 'stat'))] });
    expect(decision).toMatchObject({ priority: 'stat', dueMinutes: 60 });
    expect(decision.reasons).toContainEqual(
      expect.objectContaining({ kind: 'finding', place: 'stat', label }),
    );
  });

  test('says nothing of a score that is not positive, and nothing where the manifest names none', () => {
    expect(decide(standard, { images: [image('routine', found(0.9, 'stat', false))] }).priority).toBe(
      'routine',
    );
    expect(decide(standard, { images: [image('routine', found(0.9, undefined))] }).priority).toBe('routine');
  });

  test('can only raise: the study stands where its order puts it, or at the priority, whichever is more urgent', () => {
    fc.assert(
      fc.property(any.policy, any.place, priority, any.score, (policy, baseline, own, score) => {
        const { place } = decide(without(policy), { images: [image(baseline, found(score, own))] });
        expect(place).toBe(mostUrgent('routine', baseline, own));
      }),
    );
  });

  test('gives way to the policy as soon as that has a rule for the label, whether the rule applies or not', () => {
    const rule = fc.record({
      finding: fc.constant(label),
      from: any.score,
      priority,
    });
    fc.assert(
      fc.property(
        any.policy,
        any.place,
        priority,
        any.score,
        rule,
        (policy, baseline, own, score, written) => {
          const ruled = { ...without(policy), rules: [...without(policy).rules, written] };
          const withOwn = decide(ruled, { images: [image(baseline, found(score, own))] });
          const withoutOwn = decide(ruled, { images: [image(baseline, found(score, undefined))] });
          expect(withOwn).toEqual(withoutOwn);
        },
      ),
    );
  });
});
