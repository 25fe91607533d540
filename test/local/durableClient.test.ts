import { readFileSync, statSync } from 'node:fs';
import type { Status } from '../support/durableClient';
import { LocalRuntime } from '../support/localRuntime';
import { waitFor } from '../support/waitFor';

/** The operations on instances, through the SDK's client and the routes behind it. */

const runtime = new LocalRuntime();
const { client, folder } = runtime;

beforeAll(async () => {
  await runtime.start();
}, 60_000);
afterAll(() => runtime.remove(), 60_000);
jest.setTimeout(90_000);

describe('3. startNew', () => {
  test('with the id of a running instance is refused with 409', async () => {
    await client.start('waitForGo', {}, 'taken');
    await expect(client.start('waitForGo', {}, 'taken')).rejects.toThrow(/409.*already exists/);
    await client.call('raiseEvent', 'taken', 'go', 'first');
    expect((await client.reaches('taken')).output).toBe('first');
  });

  test('with the id of a finished instance replaces it', async () => {
    await client.run('echoInput', { run: 1 }, 'again');
    await client.start('waitForGo', { run: 2 }, 'again');
    const status = await client.reaches('again', 'Running');
    expect(status).toMatchObject({ name: 'waitForGo', input: { run: 2 }, output: null });
    await client.call('raiseEvent', 'again', 'go', 'second');
    expect((await client.reaches('again')).output).toBe('second');
    const completed = (await client.history('again')).filter(
      (event) => event.EventType === 'ExecutionCompleted',
    );
    expect(completed).toHaveLength(1);
  });

  test('of 50 at once with one id, one wins', async () => {
    const starts = Array.from({ length: 50 }, () => client.start('waitForGo', {}, 'race'));
    const settled = await Promise.allSettled(starts);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await client.call('terminate', 'race', 'done');
  });

  test('without an input, the orchestrator gets an empty text', async () => {
    expect((await client.run('echoInput')).output).toBe('');
  });

  test('an unknown orchestrator and an impossible id are refused', async () => {
    await expect(client.start('noSuch', {})).rejects.toThrow(/400.*'noSuch' doesn't exist/);
    await expect(client.start('echoInput', {}, '@hidden')).rejects.toThrow(/400.*An instance id has/);
    await expect(client.start('echoInput', {}, 'x'.repeat(101))).rejects.toThrow(/400.*An instance id has/);
  });
});

describe('10. suspending, ending and forgetting', () => {
  test('a suspended instance sees no event until it is resumed', async () => {
    const id = await client.start('waitForGo', {});
    await client.reaches(id, 'Running');
    await client.call('suspend', id, 'why');
    await client.reaches(id, 'Suspended');
    await client.call('raiseEvent', id, 'go', 'kept');
    await client.call('suspend', id, 'again');
    const other = await client.run('echoInput', {});
    expect(other.runtimeStatus).toBe('Completed');
    expect((await client.status(id)).runtimeStatus).toBe('Suspended');
    await client.call('resume', id, 'go on');
    expect((await client.reaches(id)).output).toBe('kept');
  });

  test('the result of an activity is held back as well', async () => {
    const [fast, slow] = [folder.file('held-fast'), folder.file('held-slow')];
    const id = await client.start('firstOfTwo', { fast, slow });
    await client.reaches(id, 'Running');
    await client.call('suspend', id, 'why');
    await client.reaches(id, 'Suspended');
    folder.touch('held-fast');
    folder.touch('held-slow');
    await client.run('echoInput', {});
    expect((await client.status(id)).runtimeStatus).toBe('Suspended');
    await client.call('resume', id, 'go on');
    expect((await client.reaches(id)).runtimeStatus).toBe('Completed');
  });

  test('a terminated instance keeps the reason and takes no more events', async () => {
    const id = await client.start('waitForGo', {});
    await client.reaches(id, 'Running');
    await client.call('terminate', id, 'because');
    expect(await client.reaches(id)).toMatchObject({ runtimeStatus: 'Terminated', output: 'because' });
    const { sendEventPostUri } = await client.call<Record<string, string>>('createHttpManagementPayload', id);
    const address = (sendEventPostUri ?? '').replace('{eventName}', 'go');
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(address, { method: 'POST', headers, body: '1' })).status).toBe(410);
  });

  test('a suspended instance can be terminated', async () => {
    const id = await client.start('waitForGo', {});
    await client.call('suspend', id, 'why');
    await client.reaches(id, 'Suspended');
    await client.call('terminate', id, 'enough');
    expect((await client.reaches(id)).runtimeStatus).toBe('Terminated');
  });

  test('purge forgets a finished instance and leaves a running one', async () => {
    const { instanceId } = await client.run('echoInput', {});
    expect(await client.call('purgeInstanceHistory', instanceId)).toEqual({ instancesDeleted: 1 });
    await expect(client.status(instanceId)).rejects.toThrow(/404/);
    const id = await client.start('waitForGo', {});
    expect(await client.call('purgeInstanceHistory', id)).toEqual({ instancesDeleted: 0 });
    expect((await client.reaches(id, 'Running')).runtimeStatus).toBe('Running');
    await client.call('terminate', id, 'done');
  });

  test('purge by time and status', async () => {
    await client.run('uncaught', {}, 'to-purge');
    const filter = { createdTimeFrom: new Date(0), runtimeStatus: ['Failed'] };
    const { instancesDeleted } = await client.call<{ instancesDeleted: number }>(
      'purgeInstanceHistoryBy',
      filter,
    );
    expect(instancesDeleted).toBeGreaterThanOrEqual(1);
    await expect(client.status('to-purge')).rejects.toThrow(/404/);
  });

  test('rewind is refused, clearly', async () => {
    const { instanceId } = await client.run('uncaught');
    await expect(client.call('rewind', instanceId, 'why')).rejects.toThrow(/rewind/);
  });
});

describe('status', () => {
  test('shows name, input, custom status and, when asked, history', async () => {
    const id = await client.start('waitForGo', { secret: 1 }, 'shown');
    const running = await client.reaches(id, 'Running');
    expect(running).toMatchObject({
      name: 'waitForGo',
      input: { secret: 1 },
      customStatus: 'waiting',
      output: null,
    });
    expect((await client.status(id, { showInput: false })).input).toBeNull();
    await client.call('raiseEvent', id, 'go', 'on');
    await client.reaches(id);
    const types = (await client.history(id)).map((event) => event.EventType);
    expect(types).toEqual(['ExecutionStarted', 'EventRaised', 'ExecutionCompleted']);
  });

  test('lists by status, in pages, and each instance once', async () => {
    const ids = Array.from({ length: 7 }, (_, index) => `page-${index}`);
    await Promise.all(ids.map((id) => client.run('echoInput', {}, id)));
    const { statusQueryGetUri = '' } = await client.call<Record<string, string>>(
      'createHttpManagementPayload',
      'x',
    );
    const address = statusQueryGetUri.replace('/instances/x', '/instances/');
    const seen: string[] = [];
    let token = '';
    for (let page = 0; page < 10; page++) {
      const response = await fetch(`${address}&top=3&instanceIdPrefix=page-&runtimeStatus=Completed`, {
        headers: token === '' ? {} : { 'x-ms-continuation-token': token },
      });
      seen.push(...((await response.json()) as Status[]).map(({ instanceId }) => instanceId));
      token = response.headers.get('x-ms-continuation-token') ?? '';
      if (token === '') break;
    }
    expect([...seen].sort()).toEqual(ids);
    const all = await client.call<Status[]>('getStatusBy', { runtimeStatus: ['Completed'] });
    expect(all.map(({ instanceId }) => instanceId)).toEqual(expect.arrayContaining(ids));
  });

  test('a function can wait for completion, or hand out links that carry its own origin', async () => {
    await client.run('echoInput', { a: 1 }, 'done-already');
    const done = await fetch(`${runtime.url}/check/done-already`);
    expect([done.status, await done.json()]).toEqual([200, { a: 1 }]);
    await client.start('waitForGo', {}, 'still-waiting');
    const waiting = await fetch(`${runtime.url}/check/still-waiting`);
    expect(waiting.status).toBe(202);
    const { sendEventPostUri } = (await waiting.json()) as Record<string, string>;
    expect(sendEventPostUri).toMatch(
      new RegExp(`^${runtime.url}/runtime/webhooks/durabletask/instances/still-waiting/`),
    );
    await client.call('terminate', 'still-waiting', 'done');
  });
});

describe('the system key', () => {
  test('is asked for at every durable route', async () => {
    const base = `${runtime.url}/runtime/webhooks/durabletask`;
    expect((await fetch(`${base}/instances/`)).status).toBe(401);
    expect((await fetch(`${base}/instances/?code=guess`)).status).toBe(401);
    expect((await fetch(`${base}/orchestrators/echoInput`, { method: 'POST', body: '{}' })).status).toBe(401);
  });

  test('is kept for this user only, and never logged', async () => {
    const file = folder.file('data/system-key');
    const key = readFileSync(file, 'utf8');
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    const base = `${runtime.url}/runtime/webhooks/durabletask`;
    expect((await fetch(`${base}/instances/`, { headers: { 'x-functions-key': key } })).status).toBe(200);
    await fetch(`${runtime.url}/throws?code=${key}`);
    await waitFor('the error in the log', () =>
      runtime.log.some(({ message }) => message.includes('thrown on purpose')),
    );
    expect(JSON.stringify(runtime.log)).not.toContain(key);
  });
});

test('after a restart, finished instances are still there and open ones go on', async () => {
  await client.run('echoInput', { kept: true }, 'kept');
  await client.start('waitForGo', {}, 'open');
  await runtime.stop();
  await runtime.start();
  expect((await client.status('kept')).output).toEqual({ kept: true });
  expect(runtime.log.at(-1)?.message).toMatch(/orchestrations are resumed/);
  await client.call('raiseEvent', 'open', 'go', 'after the restart');
  expect((await client.reaches('open')).output).toBe('after the restart');
});
