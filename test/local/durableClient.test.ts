import { readFileSync, statSync } from 'node:fs';
import { startedFor } from '../conformance/engine';
import { instances } from '../conformance/instances';
import { status } from '../conformance/status';
import { LocalRuntime } from '../support/localRuntime';
import { waitFor } from '../support/waitFor';

/** The operations on instances, through the SDK's client and the routes behind it. */

const runtime = new LocalRuntime();
const { client, folder } = runtime;

startedFor(runtime);
instances(runtime);
status(runtime);

test('an unknown orchestrator and an impossible id are refused', async () => {
  await expect(client.start('noSuch', {})).rejects.toThrow(/400.*'noSuch' doesn't exist/);
  await expect(client.start('echoInput', {}, '@hidden')).rejects.toThrow(/400.*An instance id has/);
  await expect(client.start('echoInput', {}, 'x'.repeat(101))).rejects.toThrow(/400.*An instance id has/);
});

test('of 50 starts at once with one id, one is accepted', async () => {
  const starts = Array.from({ length: 50 }, () => client.start('waitForGo', {}, 'one-accepted'));
  const settled = await Promise.allSettled(starts);
  expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  await client.call('terminate', 'one-accepted', 'done');
});

test('rewind is refused, clearly', async () => {
  const { instanceId } = await client.run('uncaught');
  await expect(client.call('rewind', instanceId, 'why')).rejects.toThrow(/rewind/);
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
