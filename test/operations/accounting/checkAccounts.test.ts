import type { Arrival, Outcome } from '../../../src/domain/intake/arrival';
import { createAccounting } from '../../../src/operations/accounting/accounting';
import { createCheckAccounts, mendAccounts } from '../../../src/operations/accounting/checkAccounts';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { storeNow } from '../../support/storeNow';

const at = '2026-05-01T10:15:00.000Z';
const since = '2026-05-01T00:00:00Z';
const rule = { files: 20, weeks: 4 };
let connectionString: string;
let serial = 0;

beforeEach(async () => {
  connectionString = await storageAccount();
});

/** A process of the app. */
async function open(): Promise<Store> {
  const storage = { kind: 'connection-string' as const, connectionString };
  const store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  return store;
}

async function receive({ arrivals }: Store, name = 'ct/a.dcm'): Promise<Arrival> {
  serial += 1;
  const arrival = {
    schemaVersion: 1 as const,
    arrivalId: hexId(`checked ${serial}`),
    container: 'incoming',
    name,
  };
  const whole: Arrival = { ...arrival, etag: 'e', receivedAt: at, lane: 'routine', salt: '5a'.repeat(32) };
  await arrivals.record(whole);
  return whole;
}

async function end(store: Store, { arrivalId }: Arrival, refused = false): Promise<void> {
  const common = { schemaVersion: 1 as const, arrivalId, finishedAt: at };
  const outcome: Outcome = refused
    ? { ...common, outcome: 'quarantined', reason: 'truncated' }
    : { ...common, outcome: 'analysed', imageId: hexId('image'), studyId: hexId('study') };
  await storeNow(store.arrivals.prepareOutcome(outcome));
}

const check = (store: Store) => createCheckAccounts({ ...store, settle: async () => {} })(since);
const total = async (store: Store) =>
  (await createAccounting({ accounts: store.accounts, rule, now: () => at }).view(since)).total;

test('files in every state are accounted for as their records say', async () => {
  const store = await open();
  const [first, second, refused, erased] = [
    await receive(store),
    await receive(store, 'mr/b.dcm'),
    await receive(store, 'c.dcm'),
    await receive(store, 'MUSTERMANN/d.dcm'),
  ];
  await receive(store);
  await end(store, first);
  await end(store, refused, true);
  await end(store, erased, true);
  await end(store, second);
  await store.quarantine.recordSuperseded({
    schemaVersion: 1,
    arrivalId: refused.arrivalId,
    by: second.arrivalId,
  });
  await store.erase.removeRefused(erased.arrivalId);
  await store.accounts.journal.flush();
  expect(await check(store)).toEqual({ files: 5, differences: [] });
  await store.accounts.fold();
  expect(await check(await open())).toEqual({ files: 5, differences: [] });
  expect(await total(store)).toEqual({
    received: 5,
    analysed: 2,
    notAnalysed: 0,
    quarantined: 0,
    unpacked: 0,
    index: 0,
    superseded: 1,
    erased: 1,
    inProgress: 1,
  });
  const { rows } = await createAccounting({ accounts: store.accounts, rule, now: () => at }).view(since);
  expect(rows.map(({ source }) => source)).toEqual(['', 'ct', 'mr']);
});

test('a process that is killed before it noted an outcome: the step that runs again notes it', async () => {
  const killed = await open();
  const arrival = await receive(killed);
  killed.accounts.journal.note = () => Promise.reject(new Error('killed'));
  await expect(end(killed, arrival)).rejects.toThrow('killed');
  const next = await open();
  await end(next, arrival);
  expect(await total(next)).toMatchObject({ received: 1, analysed: 1, inProgress: 0 });
});

test('what was never noted, or noted of nothing, is named by its file and mended by a recount', async () => {
  const killed = await open();
  killed.accounts.journal.note = async () => {};
  killed.accounts.journal.noteLater = () => {};
  const unknown = await receive(killed);
  await end(killed, unknown);
  const store = await open();
  const inProgress = await receive(store);
  await end(killed, inProgress);
  const gone = await receive(store, 'xr/gone.dcm');
  await end(store, gone);
  await store.arrivals.read(gone.arrivalId);
  await containerOf('arrivals').deleteBlob(`${gone.arrivalId}.json`);

  const { differences } = await check(store);
  expect(
    differences.map(({ arrivalId, noted, recorded }) => [arrivalId, noted?.state, recorded?.state]).sort(),
  ).toEqual(
    [
      [unknown.arrivalId, undefined, 'analysed'],
      [inProgress.arrivalId, 'received', 'analysed'],
      [gone.arrivalId, 'analysed', undefined],
    ].sort(),
  );
  await mendAccounts(store.accounts, differences);
  expect((await check(await open())).differences).toEqual([]);
  expect(await total(store)).toMatchObject({ received: 2, analysed: 2, inProgress: 0 });
});

function containerOf(name: string) {
  return connectStorage({ kind: 'connection-string', connectionString }).blobs.getContainerClient(name);
}
