import { randomUUID } from 'node:crypto';
import { BlobServiceClient, type ContainerClient } from '@azure/storage-blob';
import type { Arrival, Quarantine } from '../../../src/domain/intake/arrival';
import type { StudyImage } from '../../../src/domain/study/images/imageRecord';
import { type StudyRecord, withReview } from '../../../src/domain/study/studyRecord';
import {
  type IndexPartition,
  RowSeal,
  removedRow,
  type SealedRow,
} from '../../../src/domain/worklist/indexRow';
import { leftStayMilliseconds } from '../../../src/domain/worklist/leftRows';
import { totalOf } from '../../../src/domain/worklist/reviewedCounts';
import { connectStorage } from '../../../src/storage/connect';
import { openStore, type Store } from '../../../src/storage/store';
import { ChangeFeed } from '../../../src/storage/worklist/changeFeed';
import { rebuildWorklist } from '../../../src/storage/worklist/rebuildWorklist';
import { ReviewedRows } from '../../../src/storage/worklist/reviewedRows';
import { SealedTable } from '../../../src/storage/worklist/sealedTable';
import {
  type CopiedWorklist,
  copyAgeMilliseconds,
  WorklistCopy,
} from '../../../src/storage/worklist/worklistCopy';
import { hexId } from '../../domain/arbitraries';
import { acceptedReview } from '../../domain/studies';
import { versionsIn } from '../../support/seedStudy';
import { testMacs, testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';
import { storeNow } from '../../support/storeNow';
import { reviewedLines } from '../../support/studyLines';

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
});

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
  const sorted = ({ studies, refusals, processing, feedback }: typeof after) =>
    [studies, refusals, processing, feedback].map((lines) =>
      lines.map((line: unknown) => JSON.stringify(line)).sort(),
    );
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
    const client = clients.table('worklist');
    const list = jest.spyOn(client, 'listEntities');
    const single = jest.spyOn(client, 'getEntity');
    /** How often everything that is open was read, and which rows alone. */
    const reads = () => ({
      whole: list.mock.calls.filter(([options]) => options?.queryOptions?.filter?.includes("'study'")).length,
      rows: single.mock.calls.map(([partition]) => partition),
    });
    const changes = new ChangeFeed(client);
    const table = new SealedTable(client, new RowSeal(testMacs), changes);
    const reviewed = new ReviewedRows(table);
    const mend = jest.fn(async (partition: IndexPartition, key: string) => {
      await store.renewRow(partition, key);
      return table.row({ partition, key });
    });
    const copy = new WorklistCopy({ table, changes, reviewed, mend, clock: () => time.now });
    /** What it has once it had to look again, and others have told of what they did. */
    const look = async () => {
      await store.changes.flush();
      time.now += copyAgeMilliseconds + 1;
      return copy.contents();
    };
    return { copy, time, reads, client, mend, look };
  }

  test('is the same object while nothing changes, and asks the table only when it is too old', async () => {
    const { copy, time, client, reads } = otherProcess();
    await store.changes.flush();
    const first = await copy.contents();
    const asked = jest.mocked(client.listEntities).mock.calls;
    const before = asked.length;
    time.now += copyAgeMilliseconds - 1;
    expect(await copy.contents()).toBe(first);
    expect(asked).toHaveLength(before);
    time.now += 2;
    expect(await copy.contents()).toBe(first);
    expect(asked.slice(before)).toEqual([[{ queryOptions: { filter: "PartitionKey eq 'change'" } }]]);
    expect(reads().whole).toBe(1);
  });

  test('sees what another process wrote, changed and removed by reading those rows alone', async () => {
    const { look, reads } = otherProcess();
    await look();
    const before = reads();
    const studyId = hexId(randomUUID());
    const line = async () => (await look()).studies.find((study) => study.studyId === studyId);
    await store.worklist.putStudy(await add(studyId, image('a')));
    expect(await line()).toMatchObject({ version: 1 });
    await store.worklist.putStudy(await add(studyId, image('b')));
    expect(await line()).toMatchObject({ version: 2 });
    await store.worklist.removeStudy(studyId);
    expect(await line()).toBeUndefined();
    expect(reads()).toEqual({ whole: before.whole, rows: [...before.rows, 'study', 'study', 'study'] });
  });

  test('a study that is reviewed leaves memory and is counted; open again, it comes back with its feedback', async () => {
    const { look, reads } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('a')));
    const isOpen = ({ studies }: CopiedWorklist) => studies.some((study) => study.studyId === studyId);
    const before = await look();
    expect(isOpen(before)).toBe(true);
    await store.worklist.putStudy(await review(studyId, 1));
    const after = await look();
    expect([isOpen(after), totalOf(after.reviewed)]).toEqual([false, totalOf(before.reviewed) + 1]);
    expect((await reviewedLines(store))[0]).toMatchObject({ studyId, state: 'reviewed', version: 1 });
    await store.worklist.putStudy(await add(studyId, image('b')));
    const again = await look();
    expect([isOpen(again), totalOf(again.reviewed)]).toEqual([true, totalOf(before.reviewed)]);
    expect(again.feedback.map((line) => line.studyId)).toContain(studyId);
    expect(reads().whole).toBe(1);
  });

  test('reads what is open from time to time, also what nobody told of', async () => {
    const { copy, time, client, reads } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('a')));
    await copy.contents();
    await client.deleteEntity('study', studyId);
    time.now += 11 * 60_000;
    expect((await copy.contents()).studies.map((line) => line.studyId)).not.toContain(studyId);
    expect(reads().whole).toBe(2);
    await store.renewRow('study', studyId);
  });

  test('a row that cannot be read is a line that says so, until its record heals it; all others are there', async () => {
    const { look, client } = otherProcess();
    const [studyId, other] = [hexId(randomUUID()), hexId(randomUUID())];
    for (const id of [studyId, other]) await store.worklist.putStudy(await add(id, image('a')));
    const results = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('results');
    const record = results.getBlockBlobClient(`studies/${studyId}.json`);
    const [bytes, { metadata = {} }] = [await record.downloadToBuffer(), await record.getProperties()];
    // As another release would write it.
    const row = { ...removedRow, line: '{"schemaVersion":2}', revision: 9 };
    await client.upsertEntity({ ...new RowSeal(testMacs).sealed('study', studyId, row) }, 'Replace');
    await record.uploadData(Buffer.from('{}'));
    const shown = async () => (await look()).studies.find((line) => line.studyId === studyId);
    expect(await shown()).toMatchObject({ unreadable: true, state: 'awaiting', place: 'stat' });
    expect((await look()).studies.map((line) => line.studyId)).toContain(other);
    expect((await open().worklistCopy.contents()).studies.map((line) => line.studyId)).toContain(other);

    await record.uploadData(bytes, { metadata });
    const healed = (await open().worklistCopy.contents()).studies.find((line) => line.studyId === studyId);
    expect(healed).toMatchObject({ place: 'routine', images: 1 });
    expect(healed).not.toHaveProperty('unreadable');
  });

  test('a hundred who ask at once are served by one reading', async () => {
    const { copy, reads } = otherProcess();
    const all = await Promise.all(Array.from({ length: 100 }, () => copy.contents()));
    expect(new Set(all).size).toBe(1);
    expect(reads().whole).toBe(1);
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
    const { look, client, mend } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('urgent', 'stat')));
    const row = await client.getEntity<SealedRow>('study', studyId);
    const forged = { ...row, line: row.line.replaceAll('awaiting', 'reviewed') };
    await client.updateEntity(forged as typeof row & { partitionKey: string; rowKey: string }, 'Replace');
    await client.upsertEntity({ ...row, partitionKey: 'study', rowKey: hexId('of nothing') }, 'Replace');
    const replaced: string[] = [];
    store.worklist.onForeignRow(async (partition, key) => {
      replaced.push(`${partition}/${key}`);
    });
    const { studies: lines } = await look();
    expect(lines.find((line) => line.studyId === studyId)).toMatchObject({
      state: 'awaiting',
      place: 'stat',
    });
    expect(lines.map((line) => line.studyId)).not.toContain(hexId('of nothing'));
    expect(mend).toHaveBeenCalledTimes(2);
    expect(replaced.sort()).toEqual([`study/${studyId}`, `study/${hexId('of nothing')}`].sort());
    expect((await look()).studies).toEqual(lines);
    expect(mend).toHaveBeenCalledTimes(2);
  });

  test('a study whose row and record were both changed stays in sight, among the most urgent', async () => {
    const { copy, client } = otherProcess();
    const studyId = hexId(randomUUID());
    await store.worklist.putStudy(await add(studyId, image('a')));
    const results = BlobServiceClient.fromConnectionString(connectionString).getContainerClient('results');
    await results.getBlockBlobClient(`studies/${studyId}.json`).upload('{}', 2);
    const row = { partitionKey: 'study', rowKey: studyId, line: '', revision: 0 };
    await client.upsertEntity(row, 'Replace');
    const shown = (await copy.contents()).studies.find((line) => line.studyId === studyId);
    expect(shown).toMatchObject({ state: 'awaiting', place: 'stat', changedOutside: true });
    await results.getBlobClient(`studies/${studyId}.json`).delete();
    await store.renewRow('study', studyId);
  });

  test('a failed reading is an error for who asked, and the next one works', async () => {
    const { copy, time, client } = otherProcess();
    const first = await copy.contents();
    jest.mocked(client.listEntities).mockImplementationOnce(() => {
      throw new Error('the storage is away');
    });
    time.now += copyAgeMilliseconds + 1;
    await expect(copy.contents()).rejects.toThrow('away');
    expect(await copy.contents()).toEqual(first);
  });
});

test('what is kept of studies that left is forgotten after a while, and lines stay', async () => {
  const [left, stays] = [hexId(randomUUID()), hexId(randomUUID())];
  for (const studyId of [left, stays]) await store.worklist.putStudy(await add(studyId, image('a')));
  await store.worklist.putStudy(await review(left, 1));
  const clients = connectStorage({ kind: 'connection-string', connectionString });
  const has = async (partition: string, key: string) => {
    const found = await clients
      .table('worklist')
      .getEntity(partition, key)
      .catch(() => undefined);
    return found !== undefined;
  };
  const forget = async (at: number) => store.worklist.forgetLeft(await store.worklist.openRows(), at);
  await forget(Date.now() + leftStayMilliseconds - 60_000);
  expect(await has('study', left)).toBe(true);
  await forget(Date.now() + leftStayMilliseconds + 60_000);
  expect([await has('study', left), await has('study', stays)]).toEqual([false, true]);
});
