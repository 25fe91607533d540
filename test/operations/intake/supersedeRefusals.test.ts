import type { ContainerClient } from '@azure/storage-blob';
import type { Arrival, Outcome } from '../../../src/domain/intake/arrival';
import { arrivalIdOf } from '../../../src/domain/kernel/identifiers/ids';
import { ChangedOutsideError } from '../../../src/domain/kernel/sealing/changedOutside';
import { answerWorklist, orderWorklist } from '../../../src/domain/worklist/worklistAnswer';
import { createSupersedeRefusals } from '../../../src/operations/intake/supersedeRefusals';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { nothingChanged, testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { storeNow } from '../../support/storeNow';

const at = '2026-05-01T10:00:00.000Z';
let store: Store;
let quarantine: ContainerClient;

beforeAll(async () => {
  const connectionString = await storageAccount();
  const storage = { kind: 'connection-string' as const, connectionString };
  quarantine = connectStorage(storage).blobs.getContainerClient('quarantine');
  store = openStore({
    storage,
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
});

/** What lies in `incoming` now: the version of each name. */
const held = new Map<string, string>();

async function arrive(name: string, etag: string, member?: Arrival['member']): Promise<string> {
  const arrivalId = member ? hexId(`in ${name}`) : arrivalIdOf(testSiteKey, 'incoming', name, etag);
  const arrival = { schemaVersion: 1 as const, arrivalId, container: 'incoming', name, etag, receivedAt: at };
  await store.arrivals.record({
    ...arrival,
    lane: 'routine',
    salt: '5a'.repeat(32),
    ...(member ? { member } : {}),
  });
  if (!member) held.set(name, etag);
  return arrivalId;
}

async function end(arrivalId: string, outcome: 'analysed' | 'quarantined' | 'index'): Promise<void> {
  const common = { schemaVersion: 1 as const, arrivalId, finishedAt: at };
  const image = { imageId: hexId('image'), studyId: hexId('study') };
  const ended: Outcome =
    outcome === 'quarantined'
      ? { ...common, outcome, reason: 'empty-file' }
      : outcome === 'index'
        ? { ...common, outcome }
        : { ...common, outcome, ...image };
  if (outcome === 'quarantined') {
    const refusal = { schemaVersion: 1 as const, arrivalId, reason: 'empty-file' as const, detail: {} };
    const record = { ...refusal, receivedAt: at, quarantinedAt: at };
    await storeNow(store.quarantine.prepare(record));
    await store.worklist.putRefusal(record);
  }
  await storeNow(store.arrivals.prepareOutcome(ended));
}

const look = createSupersedeRefusals({
  incoming: {
    current: async (name) => {
      const etag = held.get(name);
      return etag === undefined ? undefined : { etag };
    },
  },
  arrivals: { begin: (id) => store.arrivals.begin(id), outcome: (id) => store.arrivals.outcome(id) },
  quarantine: { recordSuperseded: (superseded) => store.quarantine.recordSuperseded(superseded) },
  renew: (arrivalId) => store.renewRow('refusal', arrivalId),
  noteChangedOutside: nothingChanged,
  siteKey: testSiteKey,
  incomingContainer: 'incoming',
});

/** A whole turn. */
async function sweep(): Promise<void> {
  for (let last: string | undefined; last !== ''; )
    last = await look(await store.worklist.refusals(), last ?? '');
}

/** What the tab of refused files shows. @param text of a search */
async function shown(text?: string) {
  const contents = {
    studies: [],
    processing: [],
    reviewed: new Map(),
    refusals: await store.worklist.refusals(),
  };
  const ordered = orderWorklist(contents, 24, Date.parse(at));
  const query = { tab: 'quarantined', limit: 100, offset: 0, ...(text ? { text } : {}) } as const;
  const { counts, quarantined } = answerWorklist(ordered, query, at);
  if (!text) expect(counts.quarantined).toBe(quarantined.length);
  return quarantined.map(({ arrivalId }) => arrivalId);
}

const member = {
  ...{ exportId: hexId('export'), index: 0, name: 'IM1', offset: 0, end: 10, compressedSize: 1 },
  ...{ size: 1, crc32: 0, method: 0, encrypted: false },
};

test('a refused version leaves the list once a later one was read, and is found as superseded', async () => {
  const empty = await arrive('upload.dcm', 'created');
  await end(empty, 'quarantined');
  await sweep();
  expect(await shown()).toContain(empty);
  const filled = await arrive('upload.dcm', 'filled');
  await sweep();
  expect(await shown()).toContain(empty);
  await end(filled, 'analysed');
  await sweep();
  expect(await shown()).not.toContain(empty);
  expect(await shown('superseded')).toEqual([empty]);
  expect(await store.worklist.row('refusal', empty)).toMatchObject({ revision: 2, isGenuine: true });
  await sweep();
  expect(await shown('superseded')).toEqual([empty]);
});

test('one that was read without being an image counts as well', async () => {
  const refused = await arrive('DICOMDIR', '1');
  await end(refused, 'quarantined');
  await end(await arrive('DICOMDIR', '2'), 'index');
  await sweep();
  expect(await shown()).not.toContain(refused);
});

test('of a file that is refused again, the later refusal stands for both', async () => {
  const first = await arrive('twice.dcm', '1');
  await end(first, 'quarantined');
  const again = await arrive('twice.dcm', '2');
  await sweep();
  expect(await shown()).toContain(first);
  await end(again, 'quarantined');
  await sweep();
  expect(await shown()).toContain(again);
  expect(await shown()).not.toContain(first);
  expect(await shown('superseded')).toContain(first);
  expect(await store.quarantine.read(first)).toBeDefined();
});

test('what is still the newest version, is gone, or lies in an export stays', async () => {
  const newest = await arrive('newest.dcm', '1');
  await end(newest, 'quarantined');
  const gone = await arrive('gone.dcm', '1');
  await end(gone, 'quarantined');
  await end(await arrive('gone.dcm', '2'), 'analysed');
  held.delete('gone.dcm');
  const inExport = await arrive('export.zip', '1', member);
  await end(inExport, 'quarantined');
  await end(await arrive('export.zip', '2'), 'analysed');
  await sweep();
  expect(await shown()).toEqual(expect.arrayContaining([newest, gone, inExport]));
});

test('it comes back when the version that superseded it is erased, so that it can be erased as well', async () => {
  const refused = await arrive('erased.dcm', '1');
  await end(refused, 'quarantined');
  const read = await arrive('erased.dcm', '2');
  await end(read, 'index');
  await sweep();
  expect(await shown()).not.toContain(refused);
  await store.erase.removeRefused(read);
  await sweep();
  expect(await shown()).toContain(refused);
  expect(await store.worklist.row('refusal', refused)).toMatchObject({ revision: 3 });
});

test('a mark that the app did not write hides nothing', async () => {
  const refused = await arrive('hidden.dcm', '1');
  await end(refused, 'quarantined');
  const read = await arrive('other.dcm', '1');
  await end(read, 'index');
  const mark = JSON.stringify({ schemaVersion: 1, arrivalId: refused, by: read });
  await quarantine.getBlockBlobClient(`${refused}/superseded.json`).upload(mark, mark.length);
  await expect(store.renewRow('refusal', refused)).rejects.toThrow(ChangedOutsideError);
  expect(await shown()).toContain(refused);
});
