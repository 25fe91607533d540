import { activities } from '../conformance/activities';
import { completion } from '../conformance/completion';
import { startedFor } from '../conformance/engine';
import { events } from '../conformance/events';
import { limits } from '../conformance/limits';
import { LocalRuntime } from '../support/localRuntime';
import { waitFor } from '../support/waitFor';

/** What orchestrations may rely on, seen through the real durable-functions SDK. */

const runtime = new LocalRuntime();
const { client, folder } = runtime;

startedFor(runtime);
activities(runtime);
completion(runtime);
events(runtime);
limits(runtime);

test('retries wait exactly that long', async () => {
  const { instanceId } = await client.run('retrying', { attempts: 3, first: 10, coefficient: 2, times: 99 });
  const created = (await client.history(instanceId)).filter(({ EventType }) => EventType === 'TimerCreated');
  const waits = created.map(({ FireAt = '', Timestamp }) => Date.parse(FireAt) - Date.parse(Timestamp));
  expect(waits).toEqual([10, 20, 0]);
});

test('a missing activity or orchestrator fails the one that asked for it, by name', async () => {
  const activity = await client.run('callsMissing', { kind: 'activity' });
  expect(activity.output).toContain("'noSuchActivity' doesn't exist");
  const { output } = await client.run('callsMissing', { kind: 'orchestrator' });
  expect(output).toContain("'noSuchOrchestrator' doesn't exist");
});

test('a timer never fires early', async () => {
  const { output } = await client.run('longTimer', { milliseconds: 300 });
  expect(output).toBeGreaterThanOrEqual(300);
});

test('the input of an instance is left out where that is asked', async () => {
  const { instanceId } = await client.run('echoInput', { secret: 1 });
  expect((await client.status(instanceId, { showInput: false })).input).toBeNull();
});

test('retryTimeoutInMilliseconds, with which the SDK waits for ever, is refused by name', async () => {
  const status = await client.run('retryTimeout');
  expect(status.runtimeStatus).toBe('Failed');
  expect(status.output).toContain('retryTimeoutInMilliseconds is refused');
});

test('a timer of ten days is cut into steps of three', async () => {
  const day = 86_400_000;
  const id = await client.start('longTimer', { milliseconds: 10 * day });
  const work = await waitFor('the first step', () => openTimers(id)[0]);
  const { createdTime } = await client.status(id);
  expect((Date.parse(work) - Date.parse(createdTime)) / day).toBeCloseTo(3, 2);
  await client.call('terminate', id, 'enough');
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
