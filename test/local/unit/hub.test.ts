import { ActionType } from '../../../src/local/durable/actions';
import { EventType } from '../../../src/local/durable/history';
import { Hub, type HubFunctions, type HubLimits } from '../../../src/local/durable/hub';
import { HubDatabase } from '../../../src/local/durable/hubDatabase';
import { HubStore } from '../../../src/local/durable/hubStore';
import { WorkerLostError } from '../../../src/local/errors';
import { TemporaryFolder } from '../../support/temporaryFolder';
import { waitFor } from '../../support/waitFor';

/** The hub with a made-up app: what it keeps, and what it does when the app's process dies under it. */

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

let number = 0;

/** A hub whose orchestrators run one activity and answer with its result. */
function hub(functions: Partial<HubFunctions> = {}, more: Partial<HubLimits> = {}): Hub {
  number += 1;
  const store = new HubStore(new HubDatabase(folder.file(`hub-${number}.sqlite`)), (error) => {
    throw error;
  });
  const app: HubFunctions = {
    orchestratorName: (name) => name,
    orchestrate: async ({ instance, fresh }) => {
      const isDone = [...instance.history, ...fresh].some(
        ({ EventType: type }) => type === EventType.TaskCompleted || type === EventType.TaskFailed,
      );
      const actions = [[{ actionType: ActionType.CallActivity, functionName: 'a' }]];
      return { json: JSON.stringify({ isDone, actions, output: 'done' }) };
    },
    runActivity: async () => '1',
    ...functions,
  };
  const limits = { maxConcurrentActivities: 2, maxConcurrentOrchestrators: 2, ...more };
  return new Hub(store, app, limits, () => {});
}

const finished = (target: Hub, id: string) =>
  waitFor(`${id} to finish`, () => ['Completed', 'Failed'].includes(target.require(id).status));

test('an instance leaves memory when it is finished, and is still known', async () => {
  const target = hub();
  for (let index = 0; index < 20; index++) await target.startNew('o', `i-${index}`, 'null');
  for (let index = 0; index < 20; index++) await finished(target, `i-${index}`);
  await waitFor('memory to be empty', () => [...target.store.live()].length === 0);
  expect(target.require('i-7')).toMatchObject({ status: 'Completed', output: '"done"' });
  expect(target.store.history('i-7').at(-1)?.EventType).toBe(EventType.OrchestratorCompleted);
  target.stop();
  target.store.close();
});

test('activities run two at a time while triggers lag behind, and more again when they do not', async () => {
  let isReceiving = true;
  let running = 0;
  let most = 0;
  const release: (() => void)[] = [];
  const runActivity = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((done) => release.push(done));
    running -= 1;
    return '1';
  };
  const target = hub({ runActivity }, { isReceiving: () => isReceiving, maxConcurrentActivities: 3 });
  const ids = ['a', 'b', 'c', 'd', 'e'];
  for (const id of ids) await target.startNew('o', id, 'null');
  await waitFor('two activities', () => release.length === 2);
  release.shift()?.();
  await waitFor('the next one', () => release.length === 2);
  expect(most).toBe(2);
  isReceiving = false;
  release.shift()?.();
  await waitFor('three activities', () => release.length === 3);
  for (const end of release) end();
  for (const id of ids) await finished(target, id);
  expect(most).toBe(3);
  target.stop();
  target.store.close();
});

test('a turn during which the process died is taken again, until it is clear that the orchestrator is the cause', async () => {
  let turns = 0;
  const target = hub({
    orchestrate: async () => {
      turns += 1;
      throw new WorkerLostError('the process ended');
    },
  });
  await target.startNew('o', 'i', 'null');
  await finished(target, 'i');
  expect(turns).toBe(5);
  expect(target.require('i')).toMatchObject({
    status: 'Failed',
    output: expect.stringContaining('crashed repeatedly'),
  });
  target.stop();
  target.store.close();
});

test('after a stop nothing begins, and what is open begins at the next start', async () => {
  let release = () => {};
  const target = hub({ runActivity: () => new Promise((done) => (release = () => done('1'))) });
  await target.startNew('o', 'i', 'null');
  await waitFor('the activity to run', () => target.isBusy && target.store.get('i')?.work.size === 1);
  target.stop();
  release();
  await waitFor('the activity to end', () => !target.isBusy);
  expect(target.require('i').status).toBe('Running');
  expect(target.store.get('i')?.inbox.size).toBe(1);
  target.store.close();
});

test('what a client sends can be made to wait as in the queue of another process', async () => {
  const timers = jest.spyOn(globalThis, 'setTimeout').mockImplementation(((
    wake: () => void,
    after: number,
  ) => {
    waiting.push({ wake, after });
    return { unref: () => {} };
  }) as unknown as typeof setTimeout);
  const waiting: { wake: () => void; after: number }[] = [];
  const target = hub({}, { clientLatencyMilliseconds: 300 });
  await target.startNew('o', 'late', 'null');
  timers.mockRestore();
  expect(waiting.map(({ after }) => after)).toEqual([300]);
  expect(target.require('late').status).toBe('Pending');
  waiting[0]?.wake();
  await finished(target, 'late');
  target.stop();
  target.store.close();
});
