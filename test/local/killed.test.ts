import { killed } from '../conformance/killed';
import { isAlive, RuntimeProcess } from '../support/runtimeProcess';
import { storageAccount } from '../support/storageAccount';
import { waitFor } from '../support/waitFor';

/** The host is killed without warning (kill -9), and started again on the same folder. */

let connectionString: string;
let runtime: RuntimeProcess;

beforeAll(async () => {
  connectionString = await storageAccount();
});
beforeEach(() => {
  runtime = new RuntimeProcess({ connectionString });
});
afterEach(() => runtime.remove(), 90_000);

killed(() => runtime);

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

test('worker and Azurite end by themselves, Azurite after it has written everything down', async () => {
  runtime = new RuntimeProcess();
  await runtime.start();
  const { workerPid, azuritePid = 0 } = runtime.running();
  await runtime.kill();
  await waitFor('both to be gone', () => !isAlive(workerPid) && !isAlive(azuritePid));
  await runtime.start();
});
