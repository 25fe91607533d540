import { withEscalation } from '../../../src/domain/study/notices/escalation';
import { decideReview } from '../../../src/domain/study/review/decideReview';
import type { ReviewRequest } from '../../../src/domain/study/review/submission';
import { undoReview } from '../../../src/domain/study/review/undo';
import { type StudyRecord, withReview } from '../../../src/domain/study/studyRecord';
import { changeInWords, changesSince, whatToDo } from '../../../src/domain/words/studyChanges';
import { minute, person, plainImage, statStudy, submission, withImage } from '../studies';

const study = statStudy();

function reviewedBy(of: StudyRecord, subject: string, request: Partial<ReviewRequest> = {}): StudyRecord {
  const whole = { decision: 'accept', studyVersion: of.version, ...request } as ReviewRequest;
  return withReview(of, decideReview(of, submission(`by ${subject}`, subject, whole)));
}

const told = (...of: Parameters<typeof changesSince>) => changesSince(...of).map(changeInWords);

describe('what changed since a reviewer looked', () => {
  test.each([
    [{}, 'Dr. B accepted the priority of version 1 at 2026-05-01 10:10 UTC.'],
    [
      { decision: 'override', priority: 'routine', reason: 'false-alarm' },
      'Dr. B changed the priority of version 1 to routine (False alarm: the finding is not there) at 2026-05-01 10:10 UTC.',
    ],
    [{ decision: 'cannot-assess' }, 'Dr. B could not assess version 1 at 2026-05-01 10:10 UTC.'],
  ] as const)('somebody decided %j', (request, words) => {
    const now = reviewedBy(study, 'B', request);
    expect(told(now, { version: 1, revision: 1, record: study }, 'A')).toEqual([words]);
  });

  test('it was the reviewer: a second click, another window', () => {
    expect(told(reviewedBy(study, 'A'), { version: 1 }, 'A')).toEqual([
      'You accepted the priority of version 1 at 2026-05-01 10:10 UTC.',
    ]);
  });

  test('images came', () => {
    const two = withImage(study, plainImage('second'));
    const seen = { version: 1, revision: 1, record: study };
    expect(told(two, seen)).toEqual(['An image was added: version 2 supersedes version 1.']);
    expect(told(withImage(two, plainImage('third')), seen)).toEqual([
      '2 images were added: version 3 supersedes version 1.',
    ]);
  });

  test('an image raised it, and was reviewed already', () => {
    const routine = withImage(undefined, plainImage('first'));
    const now = reviewedBy(withImage(routine, plainImage('second', 'stat')), 'B');
    expect(told(now, { version: 1, record: routine })).toEqual([
      'An image was added: version 2 supersedes version 1.',
      'It is now read as stat; before, it was read as routine.',
      'Dr. B accepted the priority of version 2 at 2026-05-01 10:10 UTC.',
    ]);
  });

  test('only results came, or nobody knows', () => {
    const two = { ...withImage(study, plainImage('second')), images: study.images } as StudyRecord;
    expect(told(two, { version: 1, record: study })).toEqual([
      'There are new results for its images: version 2 supersedes version 1.',
    ]);
    expect(told(two, { version: 1 })).toEqual(['The study has changed: version 2 supersedes version 1.']);
  });

  test('it was escalated, if it was since', () => {
    const overdue = withEscalation(study, minute(61));
    const words = ['It was escalated at 2026-05-01 11:01 UTC: nobody had reviewed it.'];
    expect(told(overdue, { version: 1, revision: study.revision })).toEqual(words);
    expect(told(overdue, { version: 1, revision: overdue.revision })).toEqual([]);
  });

  test('a review was taken back', () => {
    const undone = undoReview(reviewedBy(study, 'B'), 'by B', person('B'), minute(11)) as {
      study: StudyRecord;
    };
    expect(told(undone.study, { version: 1 })).toEqual([
      'Dr. B accepted the priority of version 1 at 2026-05-01 10:10 UTC.',
      'Dr. B took that back at 2026-05-01 10:11 UTC.',
    ]);
  });

  test('of a version that there never was', () => {
    expect(told(study, { version: 7 })).toEqual(['There is no version 7: the study is at version 1.']);
  });

  test('conflicts of others are not told', () => {
    const now = reviewedBy(reviewedBy(study, 'B'), 'C');
    expect(told(now, { version: 1 })).toHaveLength(1);
  });

  test('what to do depends on whether a review stands', () => {
    expect(changeInWords(whatToDo(study))).toContain('decide again');
    expect(changeInWords(whatToDo(reviewedBy(study, 'B')))).toContain('There is nothing more to do');
  });
});
