import type { Delivery } from '../../src/contract/steps';
import { deliverNotice } from '../../src/orchestrations/deliverNotice';
import { reviewStudy } from '../../src/orchestrations/reviewStudy';
import { type FakeTask, recorder } from './drive';

const lookAt = '2026-05-01T11:00:00.000Z';
const delivery: Delivery = {
  notice: {
    id: 'msg_1',
    type: 'overdue',
    studyId: 's',
    version: 1,
    place: 'urgent',
    dueAt: '2026-05-01T10:00:00.000Z',
    at: '2026-05-01T10:00:00.000Z',
  },
  channel: 'webhook',
};

/** One round, up to the wait. */
function wait(plan: object) {
  const seen = recorder();
  const round = reviewStudy[1](seen.context, { studyId: 's' });
  const first = round.next().value as unknown as FakeTask;
  const step = round.next({ version: 1, deliveries: [], ...plan });
  return { seen, round, first, step };
}

function waitedFor(step: IteratorResult<unknown>): readonly FakeTask[] {
  return (step.value as FakeTask).tasks ?? [];
}

describe('reviewStudy', () => {
  test('does what time has brought before it waits', () => {
    expect(wait({ lookAt }).first).toMatchObject({ name: 'advanceReview', input: { studyId: 's' } });
  });

  test('knows in its first round, and only then, that the study was just made', () => {
    const seen = recorder();
    const round = reviewStudy[1](seen.context, { studyId: 's', isNew: true });
    expect(round.next().value).toMatchObject({ name: 'advanceReview', input: { studyId: 's', isNew: true } });
    round.next(waitedFor(round.next({ version: 1, deliveries: [], lookAt }))[0]);
    expect(seen.continuedWith).toEqual({ version: 1, studyId: 's' });
  });

  test('ends when there is nothing left to look at, and only then', () => {
    expect(wait({ version: 2 }).step).toEqual({ done: true, value: { version: 2 } });
  });

  test('waits for a change of the study and the next look', () => {
    const { step, seen } = wait({ lookAt });
    expect(waitedFor(step).map(({ kind, name }) => name ?? kind)).toEqual(['StudyChanged', 'timer']);
    expect(seen.timers[0]?.fireAt).toEqual(new Date(lookAt));
  });

  test.each([0, 1])('whatever comes first starts the next round (%p)', (first) => {
    const { step, seen, round } = wait({ lookAt });
    expect(round.next(waitedFor(step)[first]).done).toBe(true);
    expect(seen.timers[0]?.cancelled).toBe(first !== 1);
    expect(seen.continuedWith).toEqual({ version: 1, studyId: 's' });
  });

  test('sends notices on their way and waits for none of them', () => {
    const { step, round } = wait({ lookAt, deliveries: [delivery] });
    expect(step.value).toMatchObject({ name: 'startNotices', input: { deliveries: [delivery] } });
    expect(waitedFor(round.next())).toHaveLength(2);
  });
});

describe('deliverNotice', () => {
  test('sends the notice, and tries again for hours with pauses that grow to a quarter of an hour', () => {
    const seen = recorder();
    const sending = deliverNotice[1](seen.context, delivery);
    expect(sending.next().value).toMatchObject({ name: 'sendNotice', input: delivery });
    expect(sending.next('sent')).toEqual({ done: true, value: 'sent' });
    const {
      firstRetryIntervalInMilliseconds: first,
      maxNumberOfAttempts,
      ...rest
    } = seen.retries[0] as {
      firstRetryIntervalInMilliseconds: number;
      maxNumberOfAttempts: number;
      maxRetryIntervalInMilliseconds: number;
      backoffCoefficient: number;
      retryTimeoutInMilliseconds?: number;
    };
    expect(rest.retryTimeoutInMilliseconds).toBeUndefined();
    let total = 0;
    for (let attempt = 0; attempt < maxNumberOfAttempts - 1; attempt += 1)
      total += Math.min(first * rest.backoffCoefficient ** attempt, rest.maxRetryIntervalInMilliseconds);
    expect(total / 3_600_000).toBeGreaterThan(5);
  });
});
