import { randomUUID } from 'node:crypto';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { Arrival, Quarantine } from '../../src/domain/intake/arrival';
import type { StudyImage } from '../../src/domain/study/imageRecord';
import { type StudyRecord, withReview } from '../../src/domain/study/studyRecord';
import { type IndexPartition, RowSeal, type SealedRow } from '../../src/domain/worklist/indexRow';
import { removedStayMilliseconds } from '../../src/domain/worklist/removedRows';
import { connectStorage } from '../../src/storage/connect';
import { rebuildWorklist } from '../../src/storage/rebuildWorklist';
import { openStore, type Store } from '../../src/storage/store';
import { copyAgeMilliseconds, WorklistCopy } from '../../src/storage/worklistCopy';
import { hexId } from '../domain/arbitraries';
import { acceptedReview } from '../domain/studies';
import { versionsIn } from '../support/seedStudy';
import { testMacs, testSiteKey } from '../support/siteSecret';
import { storageAccount } from '../support/storageAccount';
import { storeNow } from '../support/storeNow';

const now = '2026-05-01T10:00:00.000Z';

let connectionString: string;
let store: Store;
let incoming: ContainerClient;

function open(): Store {
  return openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
}

beforeAll(async () => {
  connectionString = await storageAccount();
  store = open();
  await store.prepare();
  incoming = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('incoming');
}, 60_000);

function image(name: string, baseline: StudyImage['baseline'] = 'routine'): StudyImage {
  return {
    imageId: hexId(name),
    receivedAt: now,
    frames: 1,
    baseline,
    analyses: [],
    unrouted: 'no-model',
    notes: [],
  };
}

async function add(studyId: string, ...images: StudyImage[]): Promise<StudyRecord> {
  return (await versionsIn(store, now)(studyId, images)).study;
}

async function review(studyId: string, studyVersion: number): Promise<StudyRecord> {
  const accepted = { ...acceptedReview(studyVersion, now), reviewId: randomUUID() };
  return (await store.results.changeStudy(
    studyId,
    (known) => known && withReview(known, accepted),
  )) as StudyRecord;
}

async function refusedFile(): Promise<Quarantine> {
  const name = `${randomUUID()} bad.dcm`;
  await incoming.uploadBlockBlob(name, 'x', 1);
  const { etag } = (await store.incoming.current(name)) as { etag: string };
  const refusal: Quarantine = {
    schemaVersion: 1,
    arrivalId: hexId(name),
    reason: 'truncated',
    detail: {},
    receivedAt: now,
    quarantinedAt: now,
  };
  await store.quarantine.keep({ arrivalId: refusal.arrivalId, name, etag });
  await storeNow(store.quarantine.prepare(refusal));
  return refusal;
}

function arrival(exportId?: string): Arrival {
  const arrivalId = hexId(randomUUID());
  const member = { index: 0, name: 'x', offset: 0, end: 1, compressedSize: 1, size: 1, crc32: 0, method: 0 };
  return {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name: `${arrivalId}.dcm`,
    etag: 'e',
    receivedAt: now,
    lane: 'routine',
    salt: '5a'.repeat(32),
    ...(exportId === undefined ? {} : { member: { ...member, encrypted: false, exportId } }),
  };
}

const end = ({ arrivalId }: Arrival) =>
  storeNow(
    store.arrivals.prepareOutcome({
      schemaVersion: 1,
      arrivalId,
      outcome: 'quarantined',
      reason: 'truncated',
      finishedAt: now,
    }),
  );

const idsOf = (lines: readonly { arrivalId: string }[]) => lines.map(({ arrivalId }) => arrivalId);

test('an older copy that comes late does not replace a newer one', async () => {
  const studyId = hexId(randomUUID());
  const old = await add(studyId, image('a'));
  const recent = await add(studyId, image('b', 'stat'));
  await Promise.all([store.worklist.putStudy(recent), store.worklist.putStudy(old)]);
  await store.worklist.putStudy(old);
  const line = (await store.worklist.studies()).find((study) => study.studyId === studyId);
  expect(line).toMatchObject({ version: 2, place: 'stat', images: 2 });
});

test('a study that comes again after it was erased is there again', async () => {
  const studyId = hexId(randomUUID());
  const study = await add(studyId, image('a'));
  await store.worklist.putStudy(study);
  await store.worklist.removeStudy(studyId);
  expect((await store.worklistCopy.contents()).studies.map((line) => line.studyId)).not.toContain(studyId);
  await store.worklist.putStudy(study);
  expect((await store.worklistCopy.contents()).studies.map((line) => line.studyId)).toContain(studyId);
});

describe('files without an outcome', () => {
  test('are there from their record to their outcome', async () => {
    const file = arrival();
    await store.arrivals.record(file);
    expect((await store.worklistCopy.contents()).processing).toContainEqual({
      arrivalId: file.arrivalId,
      receivedAt: now,
    });
    await end(file);
    expect(idsOf((await store.worklistCopy.contents()).processing)).not.toContain(file.arrivalId);
  });

  test('an event that comes again after the outcome brings nothing back', async () => {
    const file = arrival();
    await store.arrivals.record(file);
    await end(file);
    await store.arrivals.record(file);
    await store.worklist.putProcessing(file);
    expect(idsOf(await store.worklist.processing())).not.toContain(file.arrivalId);
  });
});

test('rebuilding makes the same lines from the records, repairs wrong ones and removes those of nothing', async () => {
  for (const urgency of ['routine', 'stat', 'urgent'] as const)
    await store.worklist.putStudy(await add(hexId(randomUUID()), image(urgency, urgency)));
  const reviewed = hexId(randomUUID());
  await add(reviewed, image('first'));
  await review(reviewed, 1);
  await store.worklist.putStudy(await add(reviewed, image('second')));
  await store.worklist.putRefusal(await refusedFile());
  const [waiting, lost, ended] = [arrival(), arrival(), arrival()];
  for (const file of [waiting, lost, ended]) await store.arrivals.record(file);
  await end(ended);
  await rebuildWorklist(store);
  const before = await store.worklistCopy.contents();
  expect(before.feedback).toMatchObject([{ studyId: reviewed, reviews: [{ decision: 'accept' }] }]);

  const table = connectStorage({ kind: 'connection-string', connectionString });
  const rows = table.table('worklist');
  const [broken, high] = before.studies.map(({ studyId }) => studyId);
  const row = (rowKey: string, line: string, revision: number) => ({
    partitionKey: 'study',
    rowKey,
    line,
    revision,
  });
  await rows.upsertEntity(row(broken as string, 'no JSON', 1), 'Replace');
  await rows.upsertEntity(row(high as string, '{}', 99), 'Replace');
  await rows.upsertEntity(row(hexId('of nothing'), '{}', 1), 'Replace');
  await rows.deleteEntity('processing', lost.arrivalId);
  await rows.upsertEntity(
    {
      ...row(ended.arrivalId, JSON.stringify({ arrivalId: ended.arrivalId, receivedAt: now }), 1),
      partitionKey: 'processing',
    },
    'Replace',
  );
  const counts = await rebuildWorklist(store);
  expect(counts).toEqual({ studies: before.studies.length, refusals: 1, processing: 2, changed: [] });
  const after = await open().worklistCopy.contents();
  const sorted = (contents: typeof after) =>
    Object.values(contents).map((lines) => lines.map((line: unknown) => JSON.stringify(line)).sort());
  expect(sorted(after)).toEqual(sorted(before));
  expect(idsOf(after.processing).sort()).toEqual([waiting.arrivalId, lost.arrivalId].sort());
});

test('a record that was changed outside the app: rebuilding names it, marks its line, and goes on', async () => {
  const [changed, other] = [hexId(randomUUID()), hexId(randomUUID())];
  for (const studyId of [changed, other]) await store.worklist.putStudy(await add(studyId, image('any')));
  const { blobs } = connectStorage({ kind: 'connection-string', connectionString });
  const record = blobs.getContainerClient('results').getBlockBlobClient(`studies/${changed}.json`);
  const { metadata = {} } = await record.getProperties();
  const bytes = await record.downloadToBuffer();
  await record.uploadData(Buffer.from(bytes.toString('utf8').replace('"routine"', '"stat"')), { metadata });
  const before = (await store.worklist.studies()).find(({ studyId }) => studyId === changed);

  const { changed: problems } = await rebuildWorklist(store);
  expect(problems).toEqual([expect.stringContaining(`results/studies/${changed}.json was changed outside`)]);
  const lines = new Map((await store.worklist.studies()).map((line) => [line.studyId, line]));
  expect(lines.get(changed)).toEqual({ ...before, changedOutside: true, place: 'stat' });
  expect(lines.get(other)).not.toHaveProperty('changedOutside');

  await record.uploadData(bytes, { metadata });
  expect((await rebuildWorklist(store)).changed).toEqual([]);
  const after = (await store.worklist.studies()).find(({ studyId }) => studyId === changed);
  expect(after).toEqual(before);
});

describe('the copy in memory', () => {
  /** A copy in another process, whose clock we turn. */
  function otherProcess() {
    const time = { now: 1_000_000 };
    const clients = connectStorage({
      kind: 'connection-string',
      connectionString,
    });
    const table = clients.table('worklist');
    const list = jest.spyOn(table, 'listEntities');
    const filters = () => list.mock.calls.map(([options]) => options?.queryOptions?.filter);
    const mend = jest.fn(async (partition: IndexPartition, key: string) => {
      await store.renewRow(partition, key);
      return (await store.worklist.row(partition, key))?.line ?? '';
    });
    const copy = new WorklistCopy(table, new RowSeal(testMacs), mend, () => time.now);
    return { copy, time, filters, table, mend };
  }

  test('is the same object while nothing changes, and asks the table only when it is too old', async () => {
    const { copy, time, filters } = otherProcess();
    const first = await copy.contents();
    time.now += copyAgeMilliseconds - 1;
    expect(await copy.contents()).toBe(first);
    expect(filters()).toEqual([undefined]);
    time.now += 2;
    expect(await copy.contents()).toBe(first);
    expect(filters()[1]).toContain('Timestamp ge');
  });

  test('sees what another process wrote, changed and removed by reading what is new', async () => {
    const { copy, time, filters } = otherProcess();
    await copy.contents();
    const studyId = hexId(randomUUID());
    const look = async () => {
      time.now += copyAgeMilliseconds + 1;
      return (await copy.contents()).studies.find((line) => line.studyId === studyId);
    };
    await store.worklist.putStudy(await add(studyId, image('a')));
    expect(await look()).toMatchObject({ version: 1 });
    await store.worklist.putStudy(await add(studyId, image('b')));
    expect(await look()).toMatchObject({ version: 2 });
    await store.worklist.removeStudy(studyId);
    expect(await look()).toBeUndefined();
    expect(filters().filter((filter) => filter === undefined)).toHaveLength(1);
  });

  test('reads the table whole from time to time, also when it was idle for so long that removed rows are gone', async () => {
    const { copy, time, filters } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('a')));
    await copy.contents();
    await store.worklist.removeStudy(studyId);
    await store.worklist.forgetRemoved(Date.now() + removedStayMilliseconds + 60_000);
    time.now += 11 * 60_000;
    expect((await copy.contents()).studies.map((line) => line.studyId)).not.toContain(studyId);
    expect(filters()).toEqual([undefined, undefined]);
  });

  test('a hundred who ask at once are served by one reading', async () => {
    const { copy, filters } = otherProcess();
    const all = await Promise.all(Array.from({ length: 100 }, () => copy.contents()));
    expect(new Set(all).size).toBe(1);
    expect(filters()).toHaveLength(1);
  });

  test('what this process wrote is there at once, even where a reading was under way', async () => {
    const own = open();
    for (let round = 0; round < 5; round += 1) {
      const studyId = hexId(randomUUID());
      const study = await add(studyId, image('a'));
      const underWay = own.worklistCopy.contents();
      await own.worklist.putStudy(study);
      const { studies } = await own.worklistCopy.contents();
      expect(studies.map((line) => line.studyId)).toContain(studyId);
      await underWay;
    }
  });

  test('a row that the app did not write is not believed, but made anew from its record', async () => {
    const { copy, time, table, mend } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('urgent', 'stat')));
    const row = await table.getEntity<SealedRow>('study', studyId);
    const forged = { ...row, line: row.line.replaceAll('awaiting', 'reviewed') };
    await table.updateEntity(forged as typeof row & { partitionKey: string; rowKey: string }, 'Replace');
    await table.upsertEntity({ ...row, partitionKey: 'study', rowKey: hexId('of nothing') }, 'Replace');
    const look = async () => {
      time.now += copyAgeMilliseconds + 1;
      return (await copy.contents()).studies.filter(({ state, place }) => [state, place].join());
    };
    const replaced: string[] = [];
    store.worklist.onForeignRow(async (partition, key) => {
      replaced.push(`${partition}/${key}`);
    });
    const lines = await look();
    expect(lines.find((line) => line.studyId === studyId)).toMatchObject({
      state: 'awaiting',
      place: 'stat',
    });
    expect(lines.map((line) => line.studyId)).not.toContain(hexId('of nothing'));
    expect(mend).toHaveBeenCalledTimes(2);
    expect(replaced.sort()).toEqual([`study/${studyId}`, `study/${hexId('of nothing')}`].sort());
    expect(await look()).toEqual(lines);
    expect(mend).toHaveBeenCalledTimes(2);
  });

  test('a study whose row and record were both changed stays in sight, among the most urgent', async () => {
    const { copy, table } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('a')));
    const results = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('results');
    await results.getBlockBlobClient(`studies/${studyId}.json`).upload('{}', 2);
    const row = { partitionKey: 'study', rowKey: studyId, line: '', revision: 0 };
    await table.upsertEntity(row, 'Replace');
    const shown = (await copy.contents()).studies.find((line) => line.studyId === studyId);
    expect(shown).toMatchObject({ state: 'awaiting', place: 'stat', changedOutside: true });
    await results.getBlobClient(`studies/${studyId}.json`).delete();
    await store.renewRow('study', studyId);
  });

  test('a failed reading is an error for who asked, and the next one works', async () => {
    const { copy, time, table } = otherProcess();
    const first = await copy.contents();
    jest.spyOn(table, 'listEntities').mockImplementationOnce(() => {
      throw new Error('the storage is away');
    });
    time.now += copyAgeMilliseconds + 1;
    await expect(copy.contents()).rejects.toThrow('away');
    expect(await copy.contents()).toBe(first);
  });
});

test('rows that were removed long ago are forgotten, and lines stay', async () => {
  const studyId = hexId(randomUUID());
  await store.worklist.putStudy(await add(studyId, image('a')));
  const file = arrival();
  await store.arrivals.record(file);
  await end(file);
  const clients = connectStorage({ kind: 'connection-string', connectionString });
  const has = async (partition: string, key: string) => {
    const found = await clients
      .table('worklist')
      .getEntity(partition, key)
      .catch(() => undefined);
    return found !== undefined;
  };
  await store.worklist.forgetRemoved(Date.now() + removedStayMilliseconds - 60_000);
  expect(await has('processing', file.arrivalId)).toBe(true);
  await store.worklist.forgetRemoved(Date.now() + removedStayMilliseconds + 60_000);
  expect(await has('processing', file.arrivalId)).toBe(false);
  expect(await has('study', studyId)).toBe(true);
});
