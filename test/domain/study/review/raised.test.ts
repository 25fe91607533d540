import fc from 'fast-check';
import { type Place, placeIndex, places } from '../../../../src/domain/kernel/priority';
import { noticesFor } from '../../../../src/domain/study/notices/noticePlan';
import { defaultReminders } from '../../../../src/domain/study/policy/reminders';
import { submitReview } from '../../../../src/domain/study/review/decideReview';
import type { ReviewRequest } from '../../../../src/domain/study/review/submission';
import { undoReview } from '../../../../src/domain/study/review/undo';
import { effectivePriority, type StudyRecord, stateOf } from '../../../../src/domain/study/studyRecord';
import { explainRank } from '../../../../src/domain/worklist/explainRank';
import { worklistStudyOf } from '../../../../src/domain/worklist/worklist';
import { minute, person, plainImage, submission, withImage } from '../../studies';

const onlooker = (subject: string) => ({ subject, mayReview: true, firstImpression: false });

function submitted(study: StudyRecord, id: string, request: ReviewRequest, at = minute(10)) {
  return submitReview(study, submission(id, id.toUpperCase(), request, at), onlooker(id.toUpperCase()));
}

function review(study: StudyRecord, id: string, request: ReviewRequest): StudyRecord {
  const done = submitted(study, id, request);
  if (done.refusal !== undefined) throw new Error(done.refusal);
  return done.study;
}

const accept = (studyVersion = 1): ReviewRequest => ({ decision: 'accept', studyVersion });
const override = (priority: Place, studyVersion = 1): ReviewRequest => ({
  decision: 'override',
  priority,
  reason: 'missed',
  studyVersion,
});

const routine = () => withImage(undefined, plainImage('first', 'routine'));
const urgent = () => review(routine(), 'z', override('urgent'));

describe('a late override that raises the study', () => {
  const raised = review(review(routine(), 'a', accept()), 'b', override('stat'));

  test('reopens it at the higher priority, as escalated, and the site is told', () => {
    expect(raised.reviews.at(-1)).toMatchObject({ outcome: 'conflict', raised: true });
    expect([stateOf(raised), effectivePriority(raised).place]).toEqual(['reopened', 'stat']);
    const line = worklistStudyOf(raised);
    expect(line).toMatchObject({ state: 'reopened', place: 'stat', priority: 'stat', escalated: true });
    expect(noticesFor(raised, defaultReminders, minute(11))).toMatchObject([
      { type: 'urgent-study', place: 'stat' },
    ]);
    const moment = { waitingCap: 2, now: Date.parse(minute(11)) };
    expect(explainRank(raised, [line], moment).because).toContain(
      'A reviewer raised it to stat after others had looked: somebody has to decide again.',
    );
  });

  test('is answered by the next decision, whichever it is', () => {
    const agreed = review(raised, 'c', accept());
    expect([stateOf(agreed), effectivePriority(agreed).place]).toEqual(['reviewed', 'stat']);
    const lowered = review(raised, 'c', override('urgent'));
    expect([stateOf(lowered), effectivePriority(lowered).place]).toEqual(['reviewed', 'urgent']);
    const later = withImage(agreed, plainImage('second'));
    expect([stateOf(later), effectivePriority(later).place]).toEqual(['reopened', 'routine']);
  });

  test('outlives another image, and the withdrawal of what it was late for', () => {
    const later = withImage(raised, plainImage('second'));
    expect([stateOf(later), effectivePriority(later).place]).toEqual(['reopened', 'stat']);
    const undone = undoReview(raised, 'a', person('A'), minute(11)) as { study: StudyRecord };
    expect([stateOf(undone.study), effectivePriority(undone.study).place]).toEqual(['awaiting', 'stat']);
  });
});

test.each([
  ['not higher', review(urgent(), 'b', override('urgent'))],
  ['lower', review(urgent(), 'b', override('routine'))],
  ['no override', review(urgent(), 'b', accept())],
])('a late decision that is %s changes nothing', (_, study) => {
  expect(study.reviews.at(-1)?.raised).toBeUndefined();
  expect([stateOf(study), effectivePriority(study).place]).toEqual(['reviewed', 'urgent']);
});

test('an override to the priority that the study has is refused', () => {
  const open = withImage(urgent(), plainImage('second', 'urgent'));
  const classified = { ...open, decision: { ...open.decision, priority: 'urgent' as const } };
  expect(submitted(classified, 'b', override('urgent', 2))).toEqual({ refusal: 'same-priority' });
  expect(submitted(classified, 'b', override('stat', 2)).refusal).toBeUndefined();
  // Nobody has said anything of an unclassified study yet.
  expect(submitted(routine(), 'b', override('routine')).refusal).toBeUndefined();
});

test('whatever happens, no late override that raises is lost before somebody decides', () => {
  const step = fc.record({
    kind: fc.constantFrom('accept' as const, 'override' as const, 'image' as const),
    place: fc.constantFrom(...places),
    version: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      let study = routine();
      let owed: Place | undefined;
      for (const [at, { kind, place, version }] of steps.entries()) {
        const before = effectivePriority(study).place;
        if (kind === 'image') study = withImage(study, plainImage(`image ${at}`));
        else {
          const request = kind === 'accept' ? accept(version) : override(place, version);
          const done = submitted(study, `r${at}`, request);
          if (done.refusal !== undefined) continue;
          study = done.study;
          const outcome = study.reviews.at(-1)?.outcome;
          if (outcome === 'accepted') owed = undefined;
          else if (kind === 'override' && placeIndex(place) < placeIndex(before)) owed = place;
        }
        if (owed === undefined) continue;
        expect(stateOf(study)).not.toBe('reviewed');
        expect(placeIndex(effectivePriority(study).place)).toBeLessThanOrEqual(placeIndex(owed));
      }
    }),
  );
});
