import fc from 'fast-check';
import { dueOutput } from '../../../../src/domain/outputs/occasion';
import { type Closing, closeStudy } from '../../../../src/domain/study/closing/closeStudy';
import { reopenStudy } from '../../../../src/domain/study/closing/reopenStudy';
import { feedbackLineOf } from '../../../../src/domain/study/feedback/feedbackLine';
import { withEscalation } from '../../../../src/domain/study/notices/escalation';
import { submitReview } from '../../../../src/domain/study/review/decideReview';
import { type StudyRecord, stateOf } from '../../../../src/domain/study/studyRecord';
import { explainRank } from '../../../../src/domain/worklist/explainRank';
import { worklistStudyOf } from '../../../../src/domain/worklist/worklist';
import { standingOf } from '../../../../src/interchange/review';
import { minute, person, plainImage, statStudy, submission, withImage } from '../../studies';

const onlooker = { subject: 'A', mayReview: true, firstImpression: false };
const routine = () => withImage(undefined, plainImage('first'));

const closing = (study: StudyRecord, more: Partial<Closing> = {}): Closing => ({
  reviewId: 'c',
  revision: study.revision,
  reason: 'read at the other site',
  by: person('Admin'),
  at: minute(30),
  evenIfUrgent: false,
  ...more,
});

function closed(study: StudyRecord, more: Partial<Closing> = {}): StudyRecord {
  const done = closeStudy(study, closing(study, more));
  if (done.refusal !== undefined) throw new Error(done.refusal);
  return done.study;
}

describe('closing a study unread', () => {
  test('says who, when and why, and takes it off the list of those that await review', () => {
    const study = closed(routine());
    expect(stateOf(study)).toBe('reviewed');
    expect(worklistStudyOf(study)).toMatchObject({
      state: 'reviewed',
      reviewedAt: minute(30),
      review: { reviewer: 'Dr. Admin', decision: 'close' },
    });
    expect(explainRank(study, [], { waitingCap: 2, now: 0 }).because).toEqual([
      'It was closed unread and is no longer waiting.',
    ]);
    expect(study.reviews).toMatchObject([
      {
        comment: 'read at the other site',
        signature: { name: 'Dr. Admin', at: minute(30), meaning: 'closes the study, which nobody has read' },
      },
    ]);
  });

  test('is no review: nothing is learned of the models, and no receiver is told of one', () => {
    const study = closed(routine());
    expect(feedbackLineOf(study, []).reviews).toEqual([]);
    expect(standingOf(study)).toMatchObject({ review: undefined, isVerified: false });
    expect(dueOutput(study, 'sr', ['review'], minute(60))).toBeUndefined();
    expect(dueOutput(study, 'sr', ['result', 'review'], minute(60))).toMatchObject({
      edition: 'v1',
      study: { reviews: [] },
    });
  });

  test.each([
    ['changed-since', routine(), { revision: 2 }],
    ['changed-since', withEscalation(routine(), minute(2000)), { revision: 1 }],
    ['must-be-seen', statStudy(), {}],
    ['already-reviewed', closed(routine()), { reviewId: 'another' }],
  ])('is refused: %s', (refusal, study, more) => {
    expect(closeStudy(study, closing(study, more))).toEqual({ refusal });
  });

  test('a stat study is closed once that was confirmed', () => {
    expect(stateOf(closed(statStudy(), { evenIfUrgent: true }))).toBe('reviewed');
  });

  test('a study that a late review raised must be seen', () => {
    const read = submitReview(routine(), submission('a', 'A'), onlooker) as { study: StudyRecord };
    const late = submission('b', 'B', {
      decision: 'override',
      priority: 'stat',
      reason: 'missed',
      studyVersion: 1,
    });
    const { study } = submitReview(read.study, late, onlooker) as { study: StudyRecord };
    expect(closeStudy(study, closing(study))).toEqual({ refusal: 'must-be-seen' });
  });

  test('gives way to whoever reads the study, and comes back when that is taken back', () => {
    const read = submitReview(closed(routine()), submission('a', 'A'), onlooker) as { study: StudyRecord };
    expect(read.study.reviews.at(-1)).toMatchObject({ outcome: 'accepted' });
    expect(worklistStudyOf(read.study).review).toMatchObject({ decision: 'accept' });
    expect(reopenStudy(read.study, minute(40))).toEqual({ refusal: 'not-closed' });
  });

  test('is taken back: the study awaits review as it did, and the closing stays on record', () => {
    const before = routine();
    const { study } = reopenStudy(closed(before), minute(40)) as { study: StudyRecord };
    expect(stateOf(study)).toBe('awaiting');
    expect(study.reviews).toMatchObject([{ outcome: 'withdrawn', withdrawnAt: minute(40) }]);
    expect(worklistStudyOf(study)).toEqual({ ...worklistStudyOf(before), revision: study.revision });
    expect(reopenStudy(before, minute(40))).toEqual({ refusal: 'not-closed' });
  });
});

test('a study with more images, in whatever order, is never closed as it was seen before', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('image', 'close', 'resend', 'reopen'), { maxLength: 12 }),
      (steps) => {
        let study = routine();
        let seen = study.revision;
        let last: Closing | undefined;
        for (const [at, step] of steps.entries()) {
          if (step === 'image') study = withImage(study, plainImage(`image ${at}`));
          else if (step === 'reopen') {
            const done = reopenStudy(study, minute(at));
            if (done.refusal === undefined) study = done.study;
          } else {
            const asked =
              step === 'resend' && last ? last : closing(study, { reviewId: `c${at}`, revision: seen });
            const isKnown = study.reviews.some(({ reviewId }) => reviewId === asked.reviewId);
            const done = closeStudy(study, asked);
            last = asked;
            if (isKnown) expect(done).toEqual({ study });
            else if (asked.revision !== study.revision) expect(done.refusal).toBeDefined();
            if (done.refusal === undefined) study = done.study;
          }
          if (at % 3 === 0) seen = study.revision;
          // Whatever came last is open.
          if (step === 'image') expect(stateOf(study)).not.toBe('reviewed');
        }
      },
    ),
  );
});
