import type { ClientBinding } from '../../../src/local/durable/clientBinding';
import { HubDatabase } from '../../../src/local/durable/hubDatabase';
import type { FunctionCatalogue } from '../../../src/local/functionCatalogue';
import { TimerTriggers } from '../../../src/local/triggers/timerTriggers';
import type { WorkerProcess } from '../../../src/local/worker/workerProcess';
import { TemporaryFolder } from '../../support/temporaryFolder';
import { waitFor } from '../../support/waitFor';

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

test('a timer runs again though its last run cannot be written, as on a full disk; that is logged', async () => {
  const database = new HubDatabase(folder.file('hub.sqlite'));
  jest.spyOn(database, 'setTimerLastRun').mockImplementation(() => {
    throw new Error('database or disk is full');
  });
  let runs = 0;
  const worker = {
    invoke: async () => {
      runs += 1;
    },
  } as unknown as WorkerProcess;
  const everySecond = {
    name: 'tick',
    triggerName: 'timer',
    trigger: { schedule: '* * * * * *' },
    metadata: {},
  };
  const catalogue = { of: () => [everySecond] } as unknown as FunctionCatalogue;
  const clients = { inputs: () => ({}) } as unknown as ClientBinding;
  const said: string[] = [];
  const timers = new TimerTriggers(catalogue, worker, clients, database, (level, text) =>
    said.push(`${level}: ${text}`),
  );
  timers.start();
  await waitFor('two runs', () => runs > 1 && !timers.isBusy);
  timers.stop();
  expect(said[0]).toBe('error: When the timer tick last ran could not be written: database or disk is full');
  database.close();
});
