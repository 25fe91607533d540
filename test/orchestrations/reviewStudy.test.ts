import { reviewStudy } from '../../src/orchestrations/reviewStudy';
import { type FakeTask, recorder } from './drive';

const dueAt = '2026-05-01T11:00:00.000Z';

/** One round, up to the wait. */
function wait(plan: object) {
  const seen = recorder({ studyId: 's' });
  const round = reviewStudy(seen.context);
  const first = round.next().value as unknown as FakeTask;
  const step = round.next(plan);
  return { seen, round, first, step };
}

function waitedFor(step: IteratorResult<unknown>): readonly FakeTask[] {
  return (step.value as FakeTask).tasks ?? [];
}

describe('reviewStudy', () => {
  test('records what was submitted before it waits', () => {
    expect(wait({ open: true, version: 1 }).first).toMatchObject({
      name: 'recordReviews',
      input: { studyId: 's' },
    });
  });

  test('ends when the current version was reviewed, and only then', () => {
    expect(wait({ open: false, version: 2 }).step).toEqual({ done: true, value: { version: 2 } });
  });

  test('waits for a submission, a new version and the due time', () => {
    const { step, seen } = wait({ open: true, version: 1, escalateAt: dueAt });
    expect(waitedFor(step).map(({ kind, name }) => name ?? kind)).toEqual([
      'ReviewSubmitted',
      'StudyChanged',
      'timer',
    ]);
    expect(seen.timers[0]?.fireAt).toEqual(new Date(dueAt));
  });

  test.each([0, 1])('an event cancels the timer and starts the next round (%p)', (event) => {
    const { step, seen, round } = wait({ open: true, version: 1, escalateAt: dueAt });
    expect(round.next(waitedFor(step)[event]).done).toBe(true);
    expect(seen.timers[0]?.cancelled).toBe(true);
    expect(seen.continuedWith).toEqual({ studyId: 's' });
  });

  test('the due time escalates, and the study stays open', () => {
    const { step, seen, round } = wait({ open: true, version: 1, escalateAt: dueAt });
    const next = round.next(waitedFor(step)[2]);
    expect(next.value).toMatchObject({ name: 'escalateStudy', input: { studyId: 's' } });
    expect(round.next().done).toBe(true);
    expect(seen.timers[0]?.cancelled).toBe(false);
    expect(seen.continuedWith).toEqual({ studyId: 's' });
  });

  test('an escalated study waits without a timer', () => {
    const { step, seen } = wait({ open: true, version: 1 });
    expect(waitedFor(step)).toHaveLength(2);
    expect(seen.timers).toHaveLength(0);
  });
});
