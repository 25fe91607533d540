import fc from 'fast-check';
import { wilsonBounds } from '../../../../src/domain/kernel/wilson';
import { feedbackOf, quantile } from '../../../../src/domain/study/feedback/feedback';
import {
  type FeedbackLine,
  feedbackLineOf,
  hasFeedback,
  type Judged,
} from '../../../../src/domain/study/feedback/feedbackLine';
import defaultPolicy from '../../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../../src/domain/study/policy/policySchema';
import type { Review } from '../../../../src/domain/study/review/review';
import {
  mergeIntoStudy,
  type StudyRecord,
  versionOf,
  withReview,
} from '../../../../src/domain/study/studyRecord';
import * as any from '../../arbitraries';
import { acceptedReview, plainImage } from '../../studies';

const policy = policySchema.parse(defaultPolicy);
const now = '2026-05-10T00:00:00.000Z';
const received = '2026-05-01T10:00:00.000Z';
const at = (minutes: number) => new Date(Date.parse(received) + minutes * 60_000).toISOString();

describe("Wilson's interval", () => {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3; and statsmodels' proportion_confint(…, 'wilson').
  test.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [10, 10, 0.7225, 1],
  ])('of %d of %d is as published', (k, n, low, high) => {
    const bounds = wilsonBounds(k, n);
    expect(bounds.low).toBeCloseTo(low, 4);
    expect(bounds.high).toBeCloseTo(high, 4);
  });

  test('without cases says nothing', () => expect(wilsonBounds(0, 0)).toEqual({ low: 0, high: 1 }));
});

test.each([
  // numpy.quantile([1, 2, 4, 8, 16], q)
  [0.5, 4],
  [0.9, 12.8],
  [0, 1],
  [1, 16],
])('the quantile %d is as numpy says', (q, expected) => {
  expect(quantile([1, 2, 4, 8, 16], q)).toBeCloseTo(expected, 12);
});

function judged(parts: Partial<Judged>): Judged {
  return {
    at: at(30),
    decision: 'accept',
    given: 'urgent',
    dueAt: at(60),
    models: [{ id: 'chest', version: '1.0.0', positive: true }],
    ...parts,
  };
}

function line(name: string, reviews: Judged[], notifiedAt?: string): FeedbackLine {
  return {
    studyId: any.hexId(name),
    revision: 1,
    receivedAt: received,
    dueAt: at(60),
    ...(notifiedAt === undefined ? {} : { notifiedAt }),
    reviews,
  };
}

describe('feedback', () => {
  const negative = [{ id: 'chest', version: '1.0.0', positive: false }];

  test('counts agreement by what the version said, reasons, and those that could not be assessed', () => {
    const { models } = feedbackOf(
      [
        line('a', [judged({})]),
        line('b', [judged({ decision: 'override', priority: 'routine', reason: 'false-alarm' })]),
        line('c', [judged({ given: 'routine', models: negative })]),
        line('d', [
          judged({
            given: 'routine',
            models: negative,
            decision: 'override',
            priority: 'stat',
            reason: 'missed',
          }),
        ]),
        line('e', [judged({ decision: 'cannot-assess', at: at(3000) })]),
        line('f', [judged({ given: 'routine', models: [] })]),
      ],
      now,
    );
    expect(models).toMatchObject([
      {
        model: { id: 'chest', version: '1.0.0' },
        reviews: 5,
        agreement: { k: 2, n: 4 },
        agreementPositive: { k: 1, n: 2 },
        agreementNegative: { k: 1, n: 2 },
        cannotAssess: 1,
        overrides: { 'false-alarm': 1, missed: 1, other: 0 },
        byDay: [{ day: '2026-05-01', n: 4, agreed: 2 }],
      },
    ]);
    expect(models[0]?.agreement.low).toBeCloseTo(0.15, 2);
  });

  test('keeps versions of a model apart', () => {
    const both = [
      { id: 'chest', version: '2.0.0', positive: false },
      { id: 'chest', version: '1.0.0', positive: true },
    ];
    const { models } = feedbackOf([line('a', [judged({ models: both })])], now);
    expect(models.map(({ model, agreementPositive }) => [model.version, agreementPositive.n])).toEqual([
      ['1.0.0', 1],
      ['2.0.0', 0],
    ]);
  });

  test('says who changed a first impression, and which way', () => {
    const { models } = feedbackOf(
      [
        line('kept', [judged({ impression: 'urgent' })]),
        line('towards', [judged({ impression: 'routine' })]),
        line('away', [
          judged({ impression: 'urgent', decision: 'override', priority: 'stat', reason: 'missed' }),
        ]),
        line('none', [judged({})]),
        line('cannot', [judged({ impression: 'stat', decision: 'cannot-assess' })]),
      ],
      now,
    );
    expect(models[0]?.revision).toMatchObject({ changed: { k: 2, n: 3 }, towardsModel: 1, awayFromModel: 1 });
  });

  test('gives times to the first notification and the first decision, and the share in time', () => {
    const view = feedbackOf(
      [
        line('a', [judged({ at: at(10) }), judged({ at: at(500), dueAt: at(400) })], at(4)),
        line('b', [judged({ at: at(90) })], at(8)),
        line('c', []),
      ],
      now,
    );
    expect(view.timeToNotification).toMatchObject({ n: 2, median: 6, p90: 7.6, inTime: { k: 2, n: 2 } });
    expect(view.timeToDecision).toMatchObject({ n: 2, median: 50, inTime: { k: 1, n: 2 } });
  });

  test('of a time in which nothing happened is empty, and says so with widest intervals', () => {
    const view = feedbackOf([line('a', [judged({})], at(4))], now, '2026-06-01');
    expect(view).toEqual({
      serverTime: now,
      since: '2026-06-01',
      models: [],
      unknownUrgency: [],
      timeToNotification: { n: 0 },
      timeToDecision: { n: 0 },
    });
  });

  test('never agrees more often than it was reviewed, and the days add up', () => {
    const someJudged = fc
      .record({
        decision: fc.constantFrom('accept' as const, 'override' as const, 'cannot-assess' as const),
        priority: any.place,
        minutes: fc.nat(10_000),
        positive: fc.boolean(),
      })
      .map(({ decision, priority, minutes, positive }) =>
        judged({
          decision,
          at: at(minutes),
          ...(decision === 'override' ? { priority, reason: 'other' as const } : {}),
          models: [{ id: 'chest', version: '1.0.0', positive }],
        }),
      );
    fc.assert(
      fc.property(fc.array(someJudged, { minLength: 1 }), (reviews) => {
        const [model] = feedbackOf([line('a', reviews)], now).models;
        if (!model) throw new Error('the model is missing');
        const { agreement, agreementPositive, agreementNegative, byDay, cannotAssess } = model;
        expect(agreement.k).toBe(agreementPositive.k + agreementNegative.k);
        expect(agreement.n).toBe(agreementPositive.n + agreementNegative.n);
        expect(agreement.n + cannotAssess).toBe(reviews.length);
        expect(byDay.reduce((sum, { n }) => sum + n, 0)).toBe(agreement.n);
        expect(byDay.reduce((sum, { agreed }) => sum + agreed, 0)).toBe(agreement.k);
      }),
    );
  });
});

describe('what a study says for feedback', () => {
  const accepted = (studyVersion: number, more: Partial<Review> = {}): Review => ({
    ...acceptedReview(studyVersion, at(20)),
    ...more,
  });
  const merged = (study: StudyRecord | undefined, name: string, score: number) => {
    const model = { id: 'chest', version: '1.0.0', sha256: any.hexId('chest') };
    const findings = [
      { label: 'lung-opacity', title: 'Lung opacity', score, threshold: 0.3, positive: score >= 0.3 },
    ];
    const image = {
      imageId: any.hexId(name),
      receivedAt: received,
      frames: 1,
      baseline: 'routine' as const,
      analyses: [
        {
          outcome: 'analysed' as const,
          model,
          findings,
          tensorSha256: any.hexId('t'),
          preprocessing: '1',
          notes: [],
        },
      ],
      notes: [],
    };
    return mergeIntoStudy(study, any.hexId('study'), [image], policy, received);
  };

  test('is about the version that was reviewed, though a later image made another one', () => {
    const one = withReview(merged(undefined, 'a', 0.1), accepted(1));
    const two = merged(one, 'b', 0.9);
    expect(two.decision.place).toBe('urgent');
    expect(feedbackLineOf(two, [versionOf(one)]).reviews).toMatchObject([
      { given: 'routine', models: [{ id: 'chest', version: '1.0.0', positive: false }] },
    ]);
  });

  test('holds neither conflicts nor reviews that were taken back', () => {
    const study = merged(undefined, 'a', 0.9);
    const withdrawn = accepted(1, { outcome: 'withdrawn', withdrawnAt: at(21) });
    const conflict = accepted(1, { reviewId: 'c', outcome: 'conflict', conflict: 'already-reviewed' });
    expect(feedbackLineOf({ ...study, reviews: [withdrawn, conflict] }, []).reviews).toEqual([]);
  });
});

describe('urgencies that the policy does not know', () => {
  const study = (name: string, receivedAt: string, unknownUrgency?: string[]) =>
    mergeIntoStudy(
      undefined,
      any.hexId(name),
      [{ ...plainImage(name, 'urgent', receivedAt), unknownUrgency }],
      policy,
      now,
    );

  test('are counted by study, the most frequent first', () => {
    const studies = [
      study('a', at(0), ['NOTFALL']),
      study('b', at(0), ['?', 'CITO']),
      study('c', at(0), ['CITO']),
      study('d', at(0)),
    ];
    expect(studies.map(hasFeedback)).toEqual([true, true, true, false]);
    const lines = studies.map((one) => feedbackLineOf(one, []));
    expect(feedbackOf(lines, now).unknownUrgency).toEqual([
      { word: 'CITO', studies: 2 },
      { word: '?', studies: 1 },
      { word: 'NOTFALL', studies: 1 },
    ]);
    expect(feedbackOf(lines, now, '2026-05-09').unknownUrgency).toEqual([]);
  });
});
