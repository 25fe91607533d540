import { endedNote } from '../../src/domain/accounting/ledger';
import type { Arrival, Outcome } from '../../src/domain/intake/arrival';
import { openStore, type Store } from '../../src/storage/store';
import { hexId } from '../domain/arbitraries';
import { testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { storeNow } from '../support/storeNow';
import { triageHere } from './support/triageHere';

const receivedAt = '2026-05-01T10:15:00.000Z';
const siteKey = Buffer.from(testSiteKey).toString('base64');
let connectionString: string;
let store: Store;

const account = (...args: string[]) =>
  triageHere(['account', '--since', '2026-05-01', ...args, '--connection', connectionString], {
    TRIAGE_SITE_KEY: siteKey,
  });

function arrivalOf(name: string): Arrival {
  const arrivalId = hexId(name);
  return {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name,
    etag: 'e',
    receivedAt,
    lane: 'routine',
    salt: '5a'.repeat(32),
  };
}

function outcomeOf(name: string, reason?: 'truncated'): Outcome {
  const common = { schemaVersion: 1 as const, arrivalId: hexId(name), finishedAt: receivedAt };
  return reason === undefined
    ? { ...common, outcome: 'analysed', imageId: hexId('image'), studyId: hexId('study') }
    : { ...common, outcome: 'quarantined', reason };
}

beforeAll(async () => {
  connectionString = await storageAccount();
  const storage = { kind: 'connection-string' as const, connectionString };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  for (const name of ['ct/1', 'ct/2', '=mr/3', '4']) await store.arrivals.record(arrivalOf(name));
  await storeNow(store.arrivals.prepareOutcome(outcomeOf('ct/1')));
  await storeNow(store.arrivals.prepareOutcome(outcomeOf('=mr/3', 'truncated')));
  await store.accounts.journal.flush();
});

test('files are counted by day and source, and by hour for a spreadsheet, which runs no source as a formula', async () => {
  const { code, stdout } = await account();
  expect(code).toBe(0);
  expect(stdout).toMatch(/2026-05-01 +│ ct +│ 2 +│ 1 /);
  expect(stdout).toMatch(/all +│ +│ 4 +│ 1 +│ 0 +│ 1 .*│ 2 +│\n/);
  const csv = (await account('--csv')).stdout.split('\r\n');
  expect(csv[0]).toBe(
    'hour,source,received,analysed,not analysed,quarantined,unpacked,index,superseded,erased,in progress',
  );
  expect(csv).toContain('2026-05-01T10:00Z,ct,2,1,0,0,0,0,0,0,1');
  expect(csv.join()).not.toContain(',=mr');
});

test('what the accounts say otherwise than the records is named by its id, and corrected on request', async () => {
  expect(await account('--check')).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^4 files .* 0 differ/),
  });
  await store.accounts.journal.note(endedNote(arrivalOf('4'), outcomeOf('4')));
  const found = await account('--check');
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(
    new RegExp(`^${hexId('4')}  2026-05-01T10  analysed in the accounts, received by its records$`, 'm'),
  );
  expect((await account('--mend')).code).toBe(0);
  expect((await account('--check')).code).toBe(0);
});

test('a time that is none is refused', async () => {
  const { code, stderr } = await triageHere([
    'account',
    '--since',
    'yesterday',
    '--connection',
    connectionString,
  ]);
  expect(code).toBe(2);
  expect(stderr).toContain('--since takes a day');
});
