import { waitFor } from '../support/waitFor';
import { EngineRuntime } from './engineRuntime';

/** What orchestrations may rely on, seen through the real durable-functions SDK. */

const runtime = new EngineRuntime();
const { client, folder } = runtime;

beforeAll(async () => {
  await runtime.start();
}, 60_000);
afterAll(() => runtime.remove(), 60_000);
jest.setTimeout(90_000);

describe('4. activities', () => {
  test('the input arrives as it was sent, whatever kind of value it is', async () => {
    const values = ['hello', '5', '{"a":1}', '', 5, 0.5, true, null, { a: [1, { b: 'ü' }] }, [1, '2']];
    const { output } = await client.run('roundTrip', { values });
    expect(output).toEqual(values);
  });

  test('the result comes back as it was returned, and bytes as base64', async () => {
    const kinds = ['nothing', 'text', 'jsonText', 'number', 'whole', 'truth', 'object', 'bytes'];
    const { output } = await client.run('returns', { kinds });
    expect(output).toEqual({
      nothing: null,
      text: 'plain',
      jsonText: '{"a":1}',
      number: 1.5,
      whole: 7,
      truth: true,
      object: { a: [1, { b: null }] },
      bytes: Buffer.from('hi').toString('base64'),
    });
  });

  test('an uncaught failure fails the orchestration with the error of the activity', async () => {
    const status = await client.run('uncaught');
    expect(status.runtimeStatus).toBe('Failed');
    expect(status.output).toMatch(/^Orchestrator function 'uncaught' failed: .*failure 1 of/);
  });

  test('a missing activity or orchestrator fails the one that asked for it, by name', async () => {
    const activity = await client.run('callsMissing', { kind: 'activity' });
    expect(activity.output).toContain("'noSuchActivity' doesn't exist");
    const orchestrator = await client.run('callsMissing', { kind: 'orchestrator' });
    expect(orchestrator.output).toContain("'noSuchOrchestrator' doesn't exist");
  });

  test('an activity can have a durable client of its own', async () => {
    const { output } = await client.run('startsAnother', { instanceId: 'from-activity' });
    expect(output).toBe('from-activity');
    expect((await client.reaches('from-activity')).output).toEqual({ from: 'activity' });
  });

  test('a wide fan-out completes with every result in its place', async () => {
    const { output } = await client.run('fanOut', { width: 100 });
    expect(output).toEqual(Array.from({ length: 100 }, (_, index) => ({ index })));
  });
});

test('host.json bounds how many activities run at once', async () => {
  const file = folder.file('together');
  const id = await client.start('waitsTogether', { width: 7, file });
  const running = () => runtime.notes().filter((note) => note.startsWith('awaitFile together')).length;
  await waitFor('the first four', () => running() >= 4);
  const other = await client.start('waitForGo', {});
  await client.call('raiseEvent', other, 'go', 1);
  await client.reaches(other);
  expect(running()).toBe(4);
  folder.touch('together');
  expect((await client.reaches(id)).output).toBe(7);
});

describe('5. retries', () => {
  const timers = async (id: string) =>
    (await client.history(id))
      .filter((event) => event.EventType === 'TimerFired')
      .map((event) => Date.parse(event.FireAt ?? '') - Date.parse(event.ScheduledTime ?? ''));

  test('the wait is interval x coefficient^n, and a success ends it', async () => {
    const input = { attempts: 4, first: 20, coefficient: 3, times: 2 };
    const status = await client.run('retrying', input);
    expect(status.output).toBe(3);
    expect(await timers(status.instanceId)).toEqual([20, 60]);
  });

  test('after the last failure comes one more timer, due at once, and then the failure', async () => {
    const status = await client.run('retrying', { attempts: 3, first: 10, coefficient: 2, times: 99 });
    expect(status.output).toContain('gave up: Activity function');
    expect(await timers(status.instanceId)).toEqual([10, 20, 0]);
    expect(runtime.notes().filter((note) => note === `fail ${status.instanceId}`)).toHaveLength(3);
  });

  test('a sub-orchestration is retried under its own id', async () => {
    const status = await client.run('parentWithRetry', {});
    expect(status.output).toBe(3);
    expect((await client.status(`${status.instanceId}-kid`)).runtimeStatus).toBe('Completed');
  });

  test('retryTimeoutInMilliseconds, with which the SDK waits for ever, is refused by name', async () => {
    const status = await client.run('retryTimeout');
    expect(status.runtimeStatus).toBe('Failed');
    expect(status.output).toContain('retryTimeoutInMilliseconds is refused');
  });
});

describe('6. completion', () => {
  test('an open timer holds completion back', async () => {
    const began = Date.now();
    const { output } = await client.run('leavesTimer', { milliseconds: 1_500, cancel: false });
    expect(output).toBe('early');
    expect(Date.now() - began).toBeGreaterThanOrEqual(1_500);
  });

  test('a cancelled timer does not', async () => {
    const { output } = await client.run('leavesTimer', { milliseconds: 3_600_000, cancel: true });
    expect(output).toBe('early');
  });

  test('cancelling a timer beside a retry does not disturb the numbering of later steps', async () => {
    const id = await client.start('cancelsBesideRetry');
    await client.call('raiseEvent', id, 'go', 1);
    const status = await client.reaches(id);
    expect(status.output).toEqual({ attempts: 3, echoed: { key: 'after' } });
  });

  test('the loser of Task.any holds completion back', async () => {
    const [fast, slow] = [folder.touch('any-fast'), folder.file('any-slow')];
    const id = await client.start('firstOfTwo', { fast, slow });
    await waitFor('the winner in the history', async () =>
      (await client.history(id)).some((event) => event.EventType === 'TaskCompleted'),
    );
    expect((await client.status(id)).runtimeStatus).toBe('Running');
    folder.touch('any-slow');
    expect((await client.reaches(id)).output).toBe('fast');
  });
});

describe('7. Task.all and Task.any', () => {
  test('Task.all waits for all, even after a failure', async () => {
    const slow = folder.file('all-slow');
    const id = await client.start('allOneFails', { slow });
    await waitFor('the failure in the history', async () =>
      (await client.history(id)).some((event) => event.EventType === 'TaskFailed'),
    );
    expect(runtime.notes()).not.toContain('echo "handled"');
    folder.touch('all-slow');
    expect((await client.reaches(id)).output).toBe('handled');
  });

  test('the loser of Task.any can still be awaited', async () => {
    const [fast, slow] = [folder.touch('late-fast'), folder.file('late-slow')];
    const id = await client.start('awaitsLoser', { fast, slow });
    await waitFor('the winner in the history', async () => (await client.history(id)).length > 1);
    folder.touch('late-slow');
    expect((await client.reaches(id)).output).toEqual({ late: 'slow' });
  });
});

describe('8. external events', () => {
  test('events that come before the wait are kept, first in first out, by name', async () => {
    const file = folder.file('listening');
    const id = await client.start('lateListener', { file });
    await client.call('raiseEvent', id, 'number', 1);
    await client.call('raiseEvent', id, 'other', 'o');
    await client.call('raiseEvent', id, 'number', 2);
    folder.touch('listening');
    expect((await client.reaches(id)).output).toEqual([1, 2, 'o']);
  });

  test('of two waiters for one name, the latest is served first', async () => {
    const id = await client.start('twoWaiters');
    await waitFor('its first turn', async () => (await client.history(id)).length > 0);
    await client.call('raiseEvent', id, 'number', 'earlier');
    await client.call('raiseEvent', id, 'number', 'later');
    expect((await client.reaches(id)).output).toEqual({ first: 'later', second: 'earlier' });
  });

  test('an event for an unknown instance is refused; one for a finished instance is swallowed', async () => {
    await expect(client.call('raiseEvent', 'no-such-instance', 'go', 1)).rejects.toThrow(
      "No instance with ID 'no-such-instance' found.",
    );
    const { instanceId } = await client.run('echoInput', {});
    await expect(client.call('raiseEvent', instanceId, 'go', 1)).resolves.toBeNull();
  });

  test('an orchestration that continues as new takes one event in each execution', async () => {
    const id = await client.start('collector', { taken: [] });
    const items = ['a', 'b', 'c'];
    for (const item of items) {
      await client.call('raiseEvent', id, 'item', item);
      await waitFor(`${item} to be taken`, async () =>
        ((await client.status(id)).input as { taken: string[] }).taken.includes(item),
      );
    }
    await client.call('raiseEvent', id, 'item', 'end');
    expect((await client.reaches(id)).output).toEqual(items);
  });
});

describe('9. time', () => {
  test('a timer of ten days is cut into steps of three', async () => {
    const day = 86_400_000;
    const id = await client.start('longTimer', { milliseconds: 10 * day });
    const work = await waitFor('the first step', () => openTimers(id)[0]);
    const { createdTime } = await client.status(id);
    expect((Date.parse(work) - Date.parse(createdTime)) / day).toBeCloseTo(3, 2);
    await client.call('terminate', id, 'enough');
  });

  test('currentUtcDateTime advances from turn to turn and is the same in every replay', async () => {
    const status = await client.run('clock');
    const times = status.output as string[];
    const echoed = (await client.history(status.instanceId))
      .filter((event) => event.EventType === 'TaskCompleted')
      .map((event) => (event.Result as { at: string }).at);
    expect(echoed).toEqual(times.slice(0, 3));
    expect([...times].sort()).toEqual(times);
  });

  test('newGuid is the same in every replay', async () => {
    const { output } = await client.run('guids');
    const [first, echoed] = output as string[];
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(echoed).toBe(first);
  });
});

describe('sub-orchestrations and continueAsNew', () => {
  test('children have ids of their own or given ones, know their parent, and hand failures up', async () => {
    const { instanceId, output } = await client.run('parent');
    expect(output).toMatchObject({
      named: { input: { x: 1 }, parent: instanceId, echoed: { of: `${instanceId}-kid` } },
      unnamed: { input: { x: 2 }, parent: instanceId },
      failure: expect.stringContaining("Orchestrator function 'uncaught' failed"),
    });
  });

  test('continueAsNew starts again with the new input and forgets the history', async () => {
    const { instanceId, output } = await client.run('counter', { count: 0, end: 5 });
    expect(output).toBe(5);
    const completed = (await client.history(instanceId)).filter(
      (event) => event.EventType === 'TaskCompleted',
    );
    expect(completed).toHaveLength(1);
  });
});

describe('10. strict replay', () => {
  test.each([
    ['name', /step 0 was the activity 'echo', and is now the activity 'give'/],
    ['input', /step 0, the activity 'echo', now has another input/],
    ['type', /step 0 was the activity 'echo', and is now a timer/],
    ['missing', /step 0 was the activity 'echo', and the code no longer gets there/],
  ])(
    'code that changed under a running instance (%s) fails it with a clear message',
    async (change, message) => {
      const file = folder.file(`changed-${change}`);
      const id = await client.start('drifts', { file, change });
      await waitFor('the first step', async () => (await client.history(id)).length > 1);
      folder.touch(`changed-${change}`);
      await client.call('raiseEvent', id, 'go', 1);
      const status = await client.reaches(id);
      expect(status.runtimeStatus).toBe('Failed');
      expect(status.output).toMatch(/Non-deterministic orchestrator/);
      expect(status.output).toMatch(message);
    },
  );

  test('code that did not change replays', async () => {
    const id = await client.start('drifts', { file: folder.file('never'), change: 'name' });
    await client.call('raiseEvent', id, 'go', 1);
    expect((await client.reaches(id)).output).toBe('done');
  });

  test('an orchestrator that reads the clock of the machine is found out', async () => {
    const status = await client.run('readsClock');
    expect(status.runtimeStatus).toBe('Failed');
    expect(status.output).toMatch(/was a timer for .*, and is now a timer for .*the clock/);
  });

  test.each([
    ['callsHttp', 'callHttp is not supported by the local runtime: make the request in an activity.'],
    ['callsEntity', 'callEntity is not supported by the local runtime: it has no durable entities.'],
  ])('%s: what is not supported fails the instance and says so', async (orchestrator, message) => {
    const status = await client.run(orchestrator);
    expect(status.runtimeStatus).toBe('Failed');
    expect(status.output).toContain(message);
  });
});

/** When the timers fire that an instance has open, as the log of the store tells. */
function openTimers(id: string): string[] {
  const { DatabaseSync } = require('node:sqlite') as typeof import('node:sqlite');
  const database = new DatabaseSync(`${folder.file('data')}/hub.sqlite`, { readOnly: true });
  const rows = database.prepare('SELECT work FROM work WHERE id = ?').all(id);
  database.close();
  return rows.map(({ work }) => (JSON.parse(String(work)) as { fireAt: string }).fireAt);
}
