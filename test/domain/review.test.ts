import {
  decideReview,
  type Review,
  reviewRequestSchema,
  reviewStateOf,
  type Submission,
} from '../../src/domain/review';

function submission(reviewId: string, studyVersion: number): Submission {
  return {
    schemaVersion: 1,
    reviewId,
    studyId: 's',
    submittedAt: '2026-05-01T10:00:00.000Z',
    request: { decision: 'accept', studyVersion, reviewer: 'Reader' },
  };
}

/** Submits one after the other to a study at this version. */
function submitAll(version: number, ...submissions: Submission[]): Review[] {
  const reviews: Review[] = [];
  for (const one of submissions) reviews.push(decideReview(version, reviews, one));
  return reviews;
}

describe('deciding on submissions', () => {
  test('the first on the current version is accepted, the second is told of the first', () => {
    const reviews = submitAll(1, submission('a', 1), submission('b', 1));
    expect(reviews.map(({ outcome, conflict }) => [outcome, conflict])).toEqual([
      ['accepted', undefined],
      ['conflict', 'already-reviewed'],
    ]);
  });

  test('one that was made on an older version is a conflict, never a silent overwrite', () => {
    expect(submitAll(2, submission('a', 1))[0]).toMatchObject({
      outcome: 'conflict',
      conflict: 'stale-version',
    });
  });

  test('one that was decided before comes out as it was, whatever the study is now', () => {
    const [first] = submitAll(1, submission('a', 1)) as [Review];
    expect(decideReview(5, [first], submission('a', 1))).toBe(first);
  });

  test('a hundred at once: one is accepted, ninety-nine are told, all are kept', () => {
    const reviews = submitAll(1, ...Array.from({ length: 100 }, (_, index) => submission(`r${index}`, 1)));
    expect(reviews.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    expect(reviews.filter(({ conflict }) => conflict === 'already-reviewed')).toHaveLength(99);
  });
});

describe('the state of a study', () => {
  const accepted = submitAll(1, submission('a', 1));

  test.each([
    ['awaiting', 1, []],
    ['reviewed', 1, accepted],
    ['reopened', 2, accepted],
    ['awaiting', 2, submitAll(2, submission('a', 1))],
  ] as const)('is %s', (state, version, reviews) => {
    expect(reviewStateOf(version, reviews)).toBe(state);
  });
});

describe('the body of a review', () => {
  const common = { studyVersion: 1, reviewer: 'Reader' };

  test.each([
    { ...common, decision: 'accept' },
    { ...common, decision: 'cannot-assess' },
    { ...common, decision: 'override', priority: 'stat', reason: 'missed' },
    { ...common, decision: 'override', priority: 'routine', reason: 'other', comment: 'Known nodule.' },
  ])('%j is taken', (body) => {
    expect(reviewRequestSchema.safeParse(body).success).toBe(true);
  });

  test.each([
    {},
    { ...common, decision: 'maybe' },
    { decision: 'accept', studyVersion: 1 },
    { ...common, decision: 'accept', studyVersion: 0 },
    { ...common, decision: 'accept', priority: 'stat' },
    { ...common, decision: 'override', priority: 'stat' },
    { ...common, decision: 'override', priority: 'unclassified', reason: 'missed' },
    { ...common, decision: 'override', priority: 'stat', reason: 'other' },
    { ...common, decision: 'accept', reviewer: '   ' },
  ])('%j is refused', (body) => {
    expect(reviewRequestSchema.safeParse(body).success).toBe(false);
  });
});
