import { randomUUID } from 'node:crypto';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { Arrival } from '../../../src/domain/intake/arrival';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import { withReview } from '../../../src/domain/study/studyRecord';
import type { IndexPartition, SealedRow } from '../../../src/domain/worklist/indexRow';
import { createRestartOpen } from '../../../src/operations/intake/restartOpen';
import { createReconcileWorklist } from '../../../src/operations/study/reconcileWorklist';
import { createStudyVersions } from '../../../src/operations/study/studyVersions';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { acceptedReview, plainImage } from '../../domain/studies';
import { openGate } from '../../support/memoryGate';
import { seedStudy } from '../../support/seedStudy';
import { nothingChanged, testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { storeNow } from '../../support/storeNow';
import { reviewedLines } from '../../support/studyLines';

const policy = policySchema.parse(defaultPolicy);
let connectionString: string;
let store: Store;
let results: ContainerClient;
const said: string[] = [];

beforeAll(async () => {
  connectionString = await storageAccount();
  const storage = { kind: 'connection-string' as const, connectionString };
  store = openStore({ storage, incomingContainer: 'incoming', siteKey: testSiteKey });
  await store.prepare();
  results = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('results');
});

const rows = () => connectStorage({ kind: 'connection-string', connectionString }).table('worklist');
const rowOf = (partition: IndexPartition, key: string) => rows().getEntity<SealedRow>(partition, key);
const putBack = (row: object) =>
  rows().upsertEntity(row as { partitionKey: string; rowKey: string }, 'Replace');
const later = () => new Date(Date.now() + 3_600_000).toISOString();

/** @returns what it said */
async function reconcile(now = later()): Promise<string[]> {
  said.length = 0;
  const compare = createReconcileWorklist({
    ...store,
    renew: store.renewRow,
    finish: async () => {},
    now: () => now,
    logWarning: (message) => said.push(message),
    logError: (message) => said.push(message),
  });
  const { range } = await compare(await store.worklist.openRows(), { running: new Set(), range: '' });
  expect(range).toBe('');
  return [...said];
}

const lines = async () => ({
  studies: await store.worklist.studies(),
  reviewed: await reviewedLines(store),
  counts: await store.worklist.reviewedCounts(),
  refusals: await store.worklist.refusals(),
  processing: await store.worklist.processing(),
});

async function reviewed(studyId: string): Promise<void> {
  const review = { ...acceptedReview(1, new Date().toISOString()), reviewId: randomUUID() };
  const study = await store.results.changeStudy(studyId, (known) => known && withReview(known, review));
  if (study) await store.worklist.putStudy(study);
}

async function arrive(name: string): Promise<Arrival> {
  const arrival: Arrival = {
    schemaVersion: 1,
    arrivalId: hexId(name),
    container: 'incoming',
    name,
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    lane: 'routine',
    salt: '5a'.repeat(32),
  };
  await store.arrivals.record(arrival);
  return arrival;
}

async function refuse(name: string): Promise<string> {
  const at = '2026-05-01T10:00:00.000Z';
  const arrivalId = hexId(name);
  const refusal = { schemaVersion: 1 as const, arrivalId, reason: 'truncated' as const, detail: {} };
  const record = { ...refusal, receivedAt: at, quarantinedAt: at };
  await storeNow(store.quarantine.prepare(record));
  await store.worklist.putRefusal(record);
  return arrivalId;
}

/** What somebody who can write into the table does. */
describe('is put right, and said', () => {
  let studyId: string;
  let done: string;
  let refused: string;
  let waiting: string;
  let right: Awaited<ReturnType<typeof lines>>;

  beforeAll(async () => {
    ({ studyId } = await seedStudy(store, { baseline: 'stat' }));
    ({ studyId: done } = await seedStudy(store));
    await reviewed(done);
    refused = await refuse(randomUUID());
    waiting = (await arrive(randomUUID())).arrivalId;
    await reconcile();
    right = await lines();
    expect(await reconcile()).toEqual([]);
  });

  const keyIn = {
    study: () => studyId,
    reviewed: () => done,
    refusal: () => refused,
    processing: () => waiting,
  };

  describe.each(Object.keys(keyIn) as (keyof typeof keyIn)[])('in the partition %s', (partition) => {
    const attacks: [string, string, (row: SealedRow) => Promise<unknown>][] = [
      [
        'a deleted row',
        '1 rows were missing',
        async () => rows().deleteEntity(partition, keyIn[partition]()),
      ],
      [
        'an emptied row',
        '1 rows of the worklist were not written by the app',
        (row) => putBack({ ...row, line: '' }),
      ],
      [
        'an altered row',
        '1 rows of the worklist were not written by the app',
        (row) => putBack({ ...row, line: row.line.replace(/\d/, '7'), revision: 99 }),
      ],
      [
        'a row under another key',
        '1 rows of the worklist were not written by the app',
        (row) => putBack({ ...row, rowKey: hexId('another') }),
      ],
    ];
    test.each(attacks)('%s', async (_what, words, attack) => {
      await attack(await rowOf(partition, keyIn[partition]()));
      expect((await reconcile()).join()).toContain(words);
      expect(await lines()).toEqual(right);
      expect(await reconcile()).toEqual([]);
    });
  });

  test('an older row of the app that was put back', async () => {
    const { studyId: urgent } = await seedStudy(store, { baseline: 'stat' });
    await reconcile();
    const old = await rowOf('study', urgent);
    await reviewed(urgent);
    await reconcile();
    right = await lines();
    await putBack(old);
    expect((await reconcile()).join()).toContain('1 were older than their records');
    expect(await lines()).toEqual(right);
  });

  test('a row of the app whose record is gone', async () => {
    const old = await rowOf('refusal', refused);
    await store.erase.removeRefused(refused);
    await reconcile();
    right = await lines();
    await putBack(old);
    expect((await reconcile()).join()).toContain('1 had no record');
    expect(await lines()).toEqual(right);
  });
});

test('a study whose record was removed or put back to an earlier version stays in sight', async () => {
  const [gone, older] = [await seedStudy(store), await seedStudy(store)];
  const blob = results.getBlockBlobClient(`studies/${older.studyId}.json`);
  const { metadata = {} } = await blob.getProperties();
  const bytes = await blob.downloadToBuffer();
  await reviewed(older.studyId);
  await reconcile();
  const right = await lines();
  await results.getBlobClient(`studies/${gone.studyId}.json`).delete();
  await blob.uploadData(bytes, { metadata });
  const words = (await reconcile()).join();
  expect(words).toContain(`results/studies/${gone.studyId}.json was changed outside the app`);
  expect(words).toContain('records of studies are older than their rows');
  expect(await lines()).toEqual(right);
  for (const { studyId } of [gone, older]) await store.erase.removeStudy(studyId);
});

test('between a record and its row nothing is said', async () => {
  const { studyId } = await seedStudy(store);
  await reconcile();
  const review = { ...acceptedReview(1, new Date().toISOString()), reviewId: randomUUID() };
  await store.results.changeStudy(studyId, (known) => known && withReview(known, review));
  const file = await arrive(randomUUID());
  await rows().deleteEntity('processing', file.arrivalId);
  expect(await reconcile(new Date().toISOString())).toEqual([]);
});

test('an outcome whose row was not removed yet is no alarm, and the row goes', async () => {
  await reconcile();
  const arrival = await arrive(randomUUID());
  const { arrivalId } = arrival;
  const row = await rowOf('processing', arrivalId);
  const outcome = { schemaVersion: 1, arrivalId, outcome: 'index', finishedAt: arrival.receivedAt } as const;
  await storeNow(store.arrivals.prepareOutcome(outcome));
  await putBack(row);
  expect(await reconcile()).toEqual([]);
  const starter = { start: jest.fn(), isRunning: async () => false, raise: async () => {} };
  const gate = openGate(starter);
  const restart = createRestartOpen({
    ...store,
    starter,
    gate,
    noteChangedOutside: nothingChanged,
    now: later,
  });
  expect(await restart(new Map([[arrivalId, 0]]), new Set())).toEqual({ started: 0, unrecorded: [] });
  expect(starter.start).not.toHaveBeenCalled();
  const shown = (await store.worklist.processing()).map((line) => line.arrivalId);
  expect(shown).not.toContain(arrivalId);
});

test('only records that changed are read again', async () => {
  await seedStudy(store);
  const { studyId } = await seedStudy(store);
  await reconcile();
  const read = jest.spyOn(store.results, 'recordedStudy');
  await reconcile();
  expect(read).not.toHaveBeenCalled();
  await reviewed(studyId);
  await reconcile();
  expect(new Set(read.mock.calls.map(([id]) => id))).toEqual(new Set([studyId]));
  read.mockRestore();
});

/** Names of the versions of a study. */
async function versionsOf(studyId: string): Promise<string[]> {
  const names: string[] = [];
  for await (const { name } of results.listBlobsFlat({ prefix: `studies/${studyId}/` }))
    names.push(name.slice(`studies/${studyId}/`.length));
  return names;
}

test('a version that is made while its study is erased does not stay', async () => {
  const { studyId } = await seedStudy(store);
  const add = createStudyVersions({
    studies: {
      createVersion: async (change) => {
        if (change.version === 2) await store.erase.removeStudy(studyId);
        return store.results.createVersion(change);
      },
      removeVersion: (change) => store.results.removeVersion(change),
    },
    stored: {
      advance: (id, change) => store.results.advanceStudy(id, change),
      write: (id, change) => store.results.changeStudy(id, change),
    },
    trail: { decided: async () => {}, settings: async () => '' },
    policy,
    isLeft: async () => false,
    now: () => new Date().toISOString(),
  });
  const { study } = await add(studyId, [plainImage('late', 'routine', new Date().toISOString())]);
  expect(study).toMatchObject({ version: 1, images: [{ imageId: hexId('late') }] });
  expect(await versionsOf(studyId)).toEqual(['v1.json']);
  await store.erase.removeStudy(studyId);
});

test('a version whose writer was stopped while its study was erased is removed; one of a study that is being made stays', async () => {
  const { studyId } = await seedStudy(store);
  await store.erase.removeStudy(studyId);
  const beingMade = hexId('being made');
  await store.identity.salt(beingMade);
  for (const name of [`${studyId}/v2.json`, `${beingMade}/v1.json`])
    await results.getBlockBlobClient(`studies/${name}`).upload('{}', 2);
  expect(await reconcile()).toEqual([expect.stringContaining('versions of 1 erased studies were removed')]);
  expect(await versionsOf(studyId)).toEqual([]);
  expect(await versionsOf(beingMade)).toEqual(['v1.json']);
  expect(await reconcile()).toEqual([]);
});

test('a record that cannot be read stops nothing else', async () => {
  const [broken, other] = [await seedStudy(store), await seedStudy(store)];
  await results.getBlockBlobClient(`studies/${broken.studyId}.json`).upload('{}', 2);
  await rows().deleteEntity('study', other.studyId);
  const words = await reconcile();
  expect(words.join()).toContain(`study/${broken.studyId} was not compared with its record`);
  expect((await store.worklist.studies()).map(({ studyId }) => studyId)).toEqual(
    expect.arrayContaining([broken.studyId, other.studyId]),
  );
});
