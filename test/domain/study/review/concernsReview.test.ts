import { concernsReview } from '../../../../src/domain/study/review/concernsReview';
import { withReview } from '../../../../src/domain/study/studyRecord';
import { acceptedReview, minute, plainImage, statStudy, withImage } from '../../studies';

const routine = withImage(undefined, plainImage('first'));
const stat = statStudy();

test.each([
  ['the first version', undefined, routine, true],
  ['one more image of the same urgency', routine, withImage(routine, plainImage('second')), false],
  ['a more urgent image', routine, withImage(routine, plainImage('second', 'stat')), true],
  ['a less urgent image', stat, withImage(stat, plainImage('second')), false],
  ['an image that arrived before', stat, withImage(stat, plainImage('second', 'routine', minute(-5))), true],
  [
    'an image of a study that was reviewed',
    withReview(stat, acceptedReview(1, minute(1))),
    withImage(withReview(stat, acceptedReview(1, minute(1))), plainImage('second')),
    true,
  ],
])('%s', (_what, before, study, expected) => {
  expect(concernsReview(before, study, minute(10))).toBe(expected);
});

test('each version of a study that is due', () => {
  expect(concernsReview(stat, withImage(stat, plainImage('second')), minute(60))).toBe(true);
});
