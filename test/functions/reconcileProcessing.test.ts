import type { Arrival } from '../../src/domain/intake/arrival';
import { createReconcileProcessing } from '../../src/operations/intake/reconcileProcessing';
import { connectStorage } from '../../src/storage/connect';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { nothingChanged, testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';

let connectionString: string;
let store: Store;

beforeAll(async () => {
  connectionString = await storageAccount();
  store = openStore({ storage: storage(), incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
}, 60_000);

function storage() {
  return { kind: 'connection-string' as const, connectionString };
}

const rows = () => connectStorage(storage()).table('worklist');
const later = () => new Date(Date.now() + 3_600_000).toISOString();
const reconcile = (now = later()) =>
  createReconcileProcessing({
    arrivals: store.arrivals,
    worklist: store.worklist,
    noteChangedOutside: nothingChanged,
    now: () => now,
  })();
const shown = async () => (await store.worklist.processing()).map(({ arrivalId }) => arrivalId);

async function arrive(name: string): Promise<Arrival> {
  const arrival: Arrival = {
    schemaVersion: 1,
    arrivalId: hexId(name),
    container: 'incoming',
    name,
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    salt: '5a'.repeat(32),
  };
  await store.arrivals.record(arrival);
  return arrival;
}

test('a process that ended between record and line leaves no file unseen', async () => {
  const { arrivalId } = await arrive('line never written');
  await rows().deleteEntity('processing', arrivalId);
  await reconcile(new Date().toISOString());
  expect(await shown()).not.toContain(arrivalId);
  await reconcile();
  expect(await shown()).toContain(arrivalId);
});

test('a process that ended between outcome and line leaves no line for ever', async () => {
  const arrival = await arrive('line never removed');
  const { arrivalId } = arrival;
  const outcome = { schemaVersion: 1, arrivalId, outcome: 'index', finishedAt: arrival.receivedAt } as const;
  await store.arrivals.recordOutcome(outcome);
  // As it was before the outcome.
  await store.worklist.renewProcessing(arrival);
  expect(await shown()).toContain(arrivalId);
  await reconcile();
  expect(await shown()).not.toContain(arrivalId);
});
