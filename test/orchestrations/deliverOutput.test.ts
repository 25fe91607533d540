import { deliverOutput } from '../../src/orchestrations/deliverOutput';
import { type FakeTask, recorder } from './drive';

const place = { studyId: 's', receiver: 'ris', form: 'oru' } as const;
const nextTryAt = '2026-05-01T11:00:00.000Z';

function round(tried: object) {
  const seen = recorder();
  const running = deliverOutput[1](seen.context, place);
  const first = running.next().value as unknown as FakeTask;
  return { seen, running, first, after: running.next(tried) };
}

test('one try a round', () => {
  expect(round({}).first).toMatchObject({ name: 'sendOutput', input: place });
});

test('it ends when nothing more is to be done, and only then', () => {
  expect(round({}).after).toEqual({ done: true, value: {} });
});

test.each([0, 1])(
  'the time of the next try, or something new to be sent, starts the next round (%p)',
  (first) => {
    const { seen, running, after } = round({ nextTryAt });
    const tasks = (after.value as unknown as FakeTask).tasks ?? [];
    expect(tasks.map(({ kind, name }) => name ?? kind)).toEqual(['OutputDue', 'timer']);
    expect(seen.timers[0]?.fireAt).toEqual(new Date(nextTryAt));
    expect(running.next(tasks[first]).done).toBe(true);
    expect(seen.timers[0]?.cancelled).toBe(first !== 1);
    expect(seen.continuedWith).toEqual({ version: 1, ...place });
  },
);
