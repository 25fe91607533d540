import { setTimeout } from 'node:timers/promises';
import type { HistoryView } from '../support/durableClient';
import { isAlive, RuntimeProcess } from '../support/runtimeProcess';
import { storageAccount } from '../support/storageAccount';
import { waitFor } from '../support/waitFor';

/** The host is killed without warning (kill -9), and started again on the same folder. */

let connectionString: string;
let runtime: RuntimeProcess;

beforeAll(async () => {
  connectionString = await storageAccount();
}, 60_000);
beforeEach(() => {
  runtime = new RuntimeProcess({ connectionString });
});
afterEach(() => runtime.remove(), 90_000);
jest.setTimeout(180_000);

const completions = (history: readonly HistoryView[]) =>
  history.filter((event) => event.EventType === 'TaskCompleted');

test('4. an activity that ran when the host was killed runs again, and completes once in history', async () => {
  await runtime.start();
  const { client, folder } = runtime;
  const [fast, slow] = [folder.file('fast'), folder.touch('slow')];
  const id = await client.start('firstOfTwo', { fast, slow });
  await waitFor('both activities to have begun', () => runtime.notes().length === 2);
  await waitFor('the first result', async () => completions(await client.history(id)).length === 1);
  await runtime.kill();
  await runtime.start();
  await waitFor('the unfinished activity to begin again', () => runtime.notes().length === 3);
  folder.touch('fast');
  const status = await runtime.client.reaches(id);
  expect(status.output).toBe('slow');
  const history = await runtime.client.history(id);
  expect(completions(history).map((event) => event.Result)).toEqual(['slow', 'fast']);
  expect(new Set(completions(history).map((event) => event.TaskScheduledId)).size).toBe(2);
  expect(runtime.notes().sort()).toEqual(['awaitFile fast', 'awaitFile fast', 'awaitFile slow']);
});

test('9. a timer that fell due while no host was there fires at the restart', async () => {
  await runtime.start();
  const id = await runtime.client.start('longTimer', { milliseconds: 1_500 });
  await runtime.client.reaches(id, 'Running');
  await runtime.kill();
  await setTimeout(1_600);
  await runtime.start();
  const { runtimeStatus, output } = await runtime.client.reaches(id);
  expect(runtimeStatus).toBe('Completed');
  expect(output).toBeGreaterThanOrEqual(1_500);
});

test('a worker that computes without a pause, and cannot notice that its host is gone, is ended by the next host', async () => {
  await runtime.start();
  const id = await runtime.client.start('spins', { onceFile: runtime.folder.file('once') });
  await waitFor('it to spin', () => runtime.notes().length === 1);
  const { workerPid } = runtime.running();
  await runtime.kill();
  expect(isAlive(workerPid)).toBe(true);
  await runtime.start();
  expect((await runtime.client.reaches(id)).output).toBe('second time');
  await waitFor('the old worker to be gone', () => !isAlive(workerPid));
});

test('an event that was acknowledged is not lost', async () => {
  await runtime.start();
  const { client } = runtime;
  const ids = await Promise.all(Array.from({ length: 10 }, () => client.start('waitForGo', {})));
  await Promise.all(ids.map((id, index) => client.call('raiseEvent', id, 'go', index)));
  await runtime.kill();
  await runtime.start();
  const outputs = await Promise.all(ids.map(async (id) => (await runtime.client.reaches(id)).output));
  expect(outputs).toEqual(ids.map((_, index) => index));
});

test('worker and Azurite end by themselves, Azurite after it has written everything down', async () => {
  runtime = new RuntimeProcess();
  await runtime.start();
  const { workerPid, azuritePid = 0 } = runtime.running();
  await runtime.kill();
  await waitFor('both to be gone', () => !isAlive(workerPid) && !isAlive(azuritePid));
  await runtime.start();
});

test('killed again and again, every orchestration gives its one right result', async () => {
  await runtime.start();
  const count = 60;
  const kills = 6;
  const acknowledged = new Set<number>();
  const submitting = (async () => {
    for (let number = 0; number < count; ) {
      const outcome = await runtime.client
        .start('journey', { number }, `journey-${number}`)
        .then(() => 'started')
        .catch((error: Error) => (error.message.includes('409') ? 'started' : 'unknown'));
      if (outcome === 'started') acknowledged.add(number++);
      else await setTimeout(50);
    }
  })();
  for (let kill = 0; kill < kills; kill++) {
    await setTimeout(150 + 130 * kill);
    await runtime.kill();
    await runtime.start();
  }
  await submitting;
  expect(acknowledged.size).toBe(count);
  for (let number = 0; number < count; number++) {
    const id = `journey-${number}`;
    const { output } = await runtime.client.reaches(id);
    expect(output).toEqual({ number, sum: 3 * number + 6 });
    const done = completions(await runtime.client.history(id)).map((event) => event.TaskScheduledId);
    expect(done).toHaveLength(6);
    expect(new Set(done).size).toBe(6);
  }
});
