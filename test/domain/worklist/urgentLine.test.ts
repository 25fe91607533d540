import { closeStudy } from '../../../src/domain/study/closing/closeStudy';
import type { StudyRecord } from '../../../src/domain/study/studyRecord';
import { urgentKindOf } from '../../../src/domain/worklist/urgentLine';
import { worklistStudyOf } from '../../../src/domain/worklist/worklist';
import { minute, person, plainImage, statStudy, withImage } from '../studies';

const routine = withImage(undefined, plainImage('first'));
const outside = { object: 'image', container: 'results', blob: 'b', at: minute(1) } as const;

test.each([
  ['stat', statStudy()],
  ['urgent', withImage(undefined, plainImage('first', 'urgent'))],
  ['warning', { ...routine, changedOutside: [outside] } as StudyRecord],
  [undefined, routine],
])('a line tells what the rule asks to be confirmed: %s', (kind, study) => {
  const line = worklistStudyOf(study);
  expect(urgentKindOf({ ...line, place: kind === 'warning' ? 'routine' : line.place })).toBe(kind);
  const { revision } = study;
  const asked = { reviewId: 'c', revision, reason: 'r', by: person('A'), at: minute(1), evenIfUrgent: false };
  expect(closeStudy(study, asked).refusal === undefined).toBe(kind === undefined);
});
