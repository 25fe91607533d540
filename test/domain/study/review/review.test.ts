import fc from 'fast-check';
import { decideReview } from '../../../../src/domain/study/review/decideReview';
import type { Review } from '../../../../src/domain/study/review/review';
import { reviewStateOf } from '../../../../src/domain/study/review/standingReview';
import { reviewRequestSchema, type Submission } from '../../../../src/domain/study/review/submission';
import { undoReview } from '../../../../src/domain/study/review/undo';
import { type StudyRecord, stateOf, withReview } from '../../../../src/domain/study/studyRecord';
import { minute, person, plainImage, statStudy, submission, withImage } from '../../studies';

/** Submits one after the other to a study at this version. */
function submitAll(version: number, ...submissions: Submission[]): Review[] {
  const reviews: Review[] = [];
  for (const one of submissions) reviews.push(decideReview({ version, reviews, impressions: [] }, one));
  return reviews;
}

const on = (reviewId: string, studyVersion: number) =>
  submission(reviewId, reviewId, { decision: 'accept', studyVersion });

describe('deciding on submissions', () => {
  test('the first on the current version is accepted, the second is told of the first', () => {
    const reviews = submitAll(1, on('a', 1), on('b', 1));
    expect(reviews.map(({ outcome, conflict }) => [outcome, conflict])).toEqual([
      ['accepted', undefined],
      ['conflict', 'already-reviewed'],
    ]);
  });

  test('one that was made on an older version is a conflict, never a silent overwrite', () => {
    expect(submitAll(2, on('a', 1))[0]).toMatchObject({ outcome: 'conflict', conflict: 'stale-version' });
  });

  test('a hundred at once: one is accepted, ninety-nine are told, all are kept', () => {
    const reviews = submitAll(1, ...Array.from({ length: 100 }, (_, index) => on(`r${index}`, 1)));
    expect(reviews.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(reviews.filter(({ conflict }) => conflict === 'already-reviewed')).toHaveLength(99);
  });

  test.each([
    [{ decision: 'accept' }, 'agrees with where the study stands'],
    [{ decision: 'override', priority: 'stat', reason: 'missed' }, 'puts the study in another place'],
    [{ decision: 'cannot-assess' }, 'cannot assess the study'],
  ] as const)('%j is signed with name, time and meaning', (decision, meaning) => {
    const [review] = submitAll(1, submission('a', 'B', { ...decision, studyVersion: 1 }));
    expect(review).toMatchObject({
      reviewer: 'Dr. B',
      subject: 'B',
      signature: { name: 'Dr. B', at: minute(10), meaning },
      undoUntil: minute(12),
    });
  });

  test('a conflict has nothing to take back, and is signed all the same', () => {
    const [, late] = submitAll(1, on('a', 1), on('b', 1));
    expect(late).toMatchObject({ signature: { name: 'Dr. b' } });
    expect(late?.undoUntil).toBeUndefined();
  });

  test('refers to the first impression that its reviewer gave of this version', () => {
    const impression = { subject: 'a', name: 'Dr. a', priority: 'urgent' as const, at: minute(5) };
    const impressions = [
      { ...impression, version: 2, priority: 'stat' as const },
      { ...impression, subject: 'b', version: 1, priority: 'stat' as const },
      { ...impression, version: 1 },
    ];
    expect(decideReview({ version: 1, reviews: [], impressions }, on('a', 1)).impression).toEqual({
      priority: 'urgent',
      at: minute(5),
    });
  });
});

describe('the state of a study', () => {
  const accepted = submitAll(1, on('a', 1));
  const withdrawn = accepted.map((review) => ({ ...review, outcome: 'withdrawn' as const }));

  test.each([
    ['awaiting', 1, []],
    ['reviewed', 1, accepted],
    ['reopened', 2, accepted],
    ['awaiting', 2, submitAll(2, on('a', 1))],
    ['awaiting', 1, withdrawn],
    ['awaiting', 2, withdrawn],
  ] as const)('is %s', (state, version, reviews) => {
    expect(reviewStateOf(version, reviews)).toBe(state);
  });
});

describe('taking a review back', () => {
  const reviewed = withReview(statStudy(), decideReview(statStudy(), submission('a', 'A')));

  test('the study awaits again, and the next one who reviews is accepted', () => {
    const { study } = undoReview(reviewed, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect(stateOf(study)).toBe('awaiting');
    expect(study.reviews).toMatchObject([{ outcome: 'withdrawn', withdrawnAt: minute(11) }]);
    expect(study.revision).toBe(reviewed.revision + 1);
    expect(decideReview(study, submission('b', 'B')).outcome).toBe('accepted');
  });

  test('twice is once: the same object comes out, even when the time has passed', () => {
    const { study } = undoReview(reviewed, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect(undoReview(study, 'a', person('A'), minute(90))).toEqual({ study });
  });

  test.each([
    ['too-late', 'a', 'A', minute(12.001)],
    ['not-yours', 'a', 'B', minute(11)],
    ['no-such-review', 'z', 'A', minute(11)],
  ])('is refused: %s', (refusal, reviewId, subject, now) => {
    expect(undoReview(reviewed, reviewId, person(subject), now)).toEqual({ refusal });
  });

  test('in the last moment it counts', () => {
    expect(undoReview(reviewed, 'a', person('A'), minute(12)).refusal).toBeUndefined();
  });

  test('one that never counted cannot be taken back, and does not take the place of one that was', () => {
    const both = withReview(reviewed, decideReview(reviewed, submission('b', 'B')));
    expect(undoReview(both, 'b', person('B'), minute(11))).toEqual({ refusal: 'not-accepted' });
    const { study } = undoReview(both, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect(stateOf(study)).toBe('awaiting');
    expect(study.reviews.map(({ outcome }) => outcome)).toEqual(['withdrawn', 'conflict']);
  });

  test('with undo turned off it is always too late', () => {
    const { undoUntil: _, ...final } = submission('a', 'A');
    const study = withReview(statStudy(), decideReview(statStudy(), final));
    expect(undoReview(study, 'a', person('A'), minute(10))).toEqual({ refusal: 'too-late' });
  });

  test('after a late image it goes on awaiting, and nothing was ever reviewed', () => {
    const later = withImage(reviewed, plainImage('second'));
    expect(stateOf(later)).toBe('reopened');
    const { study } = undoReview(later, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect(stateOf(study)).toBe('awaiting');
  });

  test('of an older version leaves the review of the current one alone', () => {
    const later = withImage(reviewed, plainImage('second'));
    const next = submission('b', 'B', { decision: 'accept', studyVersion: 2 });
    const both = withReview(later, decideReview(later, next));
    const { study } = undoReview(both, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect(stateOf(study)).toBe('reviewed');
  });
});

describe('whatever happens to a study', () => {
  const step = fc.oneof(
    fc.record({
      kind: fc.constant('review' as const),
      who: fc.nat(3),
      version: fc.integer({ min: 1, max: 4 }),
    }),
    fc.record({ kind: fc.constant('undo' as const), who: fc.nat(3), which: fc.nat(20) }),
    fc.record({ kind: fc.constant('image' as const), name: fc.nat(3) }),
  );

  type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

  function apply(study: StudyRecord, one: Step, at: number): StudyRecord {
    switch (one.kind) {
      case 'review': {
        const request = { decision: 'accept' as const, studyVersion: one.version };
        return withReview(
          study,
          decideReview(study, submission(`r${at}`, `P${one.who}`, request, minute(at))),
        );
      }
      case 'undo': {
        const review = study.reviews[one.which % Math.max(1, study.reviews.length)];
        const undone = undoReview(study, review?.reviewId ?? 'none', person(`P${one.who}`), minute(at));
        return undone.refusal === undefined ? undone.study : study;
      }
      case 'image':
        return withImage(study, plainImage(`image ${one.name}`));
    }
  }

  test('one review stands for a version at most, none is lost, and what was decided changes by its signer alone', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let study = statStudy();
        for (const [at, one] of steps.entries()) {
          const next = apply(study, one, at);
          for (const [index, before] of study.reviews.entries()) {
            const after = next.reviews[index] as Review;
            if (after.outcome === before.outcome) expect(after).toEqual(before);
            else {
              expect([before.outcome, after.outcome]).toEqual(['accepted', 'withdrawn']);
              expect(one).toMatchObject({ kind: 'undo', who: Number(before.subject?.slice(1)) });
            }
          }
          const standing = next.reviews.filter(({ outcome }) => outcome === 'accepted');
          const versions = standing.map(({ studyVersion }) => studyVersion);
          expect(new Set(versions).size).toBe(versions.length);
          expect(next.reviews.length).toBe(study.reviews.length + (one.kind === 'review' ? 1 : 0));
          study = next;
        }
      }),
    );
  });
});

describe('the body of a review', () => {
  const common = { studyVersion: 1 };

  test.each([
    { ...common, decision: 'accept' },
    { ...common, decision: 'cannot-assess', comment: 'Rotated.' },
    { ...common, decision: 'override', priority: 'stat', reason: 'missed' },
    { ...common, decision: 'override', priority: 'routine', reason: 'other', comment: 'Known nodule.' },
  ])('%j is taken', (body) => {
    expect(reviewRequestSchema.safeParse(body).success).toBe(true);
  });

  test.each([
    {},
    { ...common, decision: 'maybe' },
    { decision: 'accept' },
    { decision: 'accept', studyVersion: 0 },
    { ...common, decision: 'accept', priority: 'stat' },
    { ...common, decision: 'override', priority: 'stat' },
    { ...common, decision: 'override', priority: 'unclassified', reason: 'missed' },
    { ...common, decision: 'override', priority: 'stat', reason: 'other' },
    { ...common, decision: 'override', priority: 'stat', reason: 'other', comment: '  ' },
    { ...common, decision: 'accept', reviewer: 'somebody else' },
  ])('%j is refused', (body) => {
    expect(reviewRequestSchema.safeParse(body).success).toBe(false);
  });
});
