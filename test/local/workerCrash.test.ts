import { LocalRuntime } from '../support/localRuntime';
import { waitFor } from '../support/waitFor';

/** The app's own process dies; the host does not. */

const runtime = new LocalRuntime();
const { client, folder } = runtime;
const runsOf = (key: string) => runtime.notes().filter((note) => note === `crash ${key}`).length;

beforeAll(async () => {
  await runtime.start();
});
afterAll(() => runtime.remove(), 60_000);

/** The status as the host itself gives it, whatever the app's process does. */
async function outcome(id: string): Promise<{ runtimeStatus: string; output: unknown }> {
  return waitFor(`the end of ${id}`, async () => {
    const status = await client.status(id).catch(() => undefined);
    return status !== undefined && !['Pending', 'Running'].includes(status.runtimeStatus) && status;
  });
}

test('an activity whose process died runs again', async () => {
  const id = await client.start('crashes', { key: 'once', onceFile: folder.file('once') });
  expect(await outcome(id)).toMatchObject({ runtimeStatus: 'Completed', output: 'survived' });
  expect(runsOf('once')).toBe(2);
});

test('an activity that always ends its process fails in the end, and does not take the others with it', async () => {
  const file = folder.file('gate');
  const id = await client.start('crashesAmongOthers', { key: 'always', file });
  await waitFor('the crashes', () => runsOf('always') >= 5);
  folder.touch('gate');
  const status = await outcome(id);
  expect(status.output).toMatchObject({
    failure: expect.stringMatching(/The app's process ended .* while it ran crash. This happened 5 times/),
    others: [1, 2, 3],
  });
});

test('a request whose process died is answered with 502, and the next one is served', async () => {
  const response = await fetch(`${runtime.url}/dies`, { method: 'POST' });
  expect(response.status).toBe(502);
  expect(await response.json()).toEqual({ message: expect.stringContaining('while it ran dies') });
  expect(await (await fetch(`${runtime.url}/things/special`)).text()).toBe('special');
});
