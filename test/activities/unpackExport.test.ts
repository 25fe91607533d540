import type { ReviewStarter } from '../../src/activities/ensureReview';
import { restartArrival } from '../../src/activities/startArrival';
import { batchSize, createUnpackExport } from '../../src/activities/unpackExport';
import type { ExportRecord } from '../../src/domain/exportRecord';
import { hexId } from '../domain/arbitraries';
import { memoryStore } from './memoryStore';

const arrivalId = hexId('export');
const finishedAt = '2026-05-01T10:01:00.000Z';

/** An export of so many files, and a durable client that remembers what it was told to start. */
function arrange(count: number) {
  const store = memoryStore();
  const record: ExportRecord = {
    schemaVersion: 1,
    arrivalId,
    members: Array.from({ length: count }, (_, index) => ({
      arrivalId: hexId(`member ${index}`),
      index,
      name: `IM${index}`,
      offset: index,
      end: index + 1,
      compressedSize: 1,
      size: 1,
      crc32: 0,
      method: 0,
      encrypted: false,
    })),
    skipped: [
      { name: 'DICOMDIR', reason: 'index' },
      { name: 'a.exe', reason: 'not-in-index' },
      { name: 'b.exe', reason: 'not-in-index' },
    ],
    missing: ['IM999'],
  };
  store.exports.set(arrivalId, record);
  store.arrived.set(arrivalId, {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name: 'export.zip',
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
  });
  const started: string[] = [];
  const running = new Set<string>();
  const starter: ReviewStarter = {
    isRunning: async (id) => running.has(id),
    start: async (_orchestration, id) => {
      started.push(id);
      running.add(id);
    },
    raise: async () => {},
  };
  const unpack = createUnpackExport({ arrivals: store.arrivals, now: () => finishedAt }, starter);
  return { store, record, started, running, starter, unpack };
}

test('files start in batches, and the export ends with the last of them', async () => {
  const { store, record, started, unpack } = arrange(batchSize + 2);
  expect(await unpack({ arrivalId, from: 0 })).toEqual({ next: batchSize });
  expect(started).toHaveLength(batchSize);
  expect(store.outcomes.size).toBe(0);
  expect(await unpack({ arrivalId, from: batchSize })).toEqual({});
  expect(new Set(started)).toEqual(new Set(record.members.map((member) => member.arrivalId)));
  expect(started).toHaveLength(batchSize + 2);
  expect(store.outcomes.get(arrivalId)).toEqual({
    schemaVersion: 1,
    arrivalId,
    outcome: 'unpacked',
    files: batchSize + 5,
    members: batchSize + 2,
    skipped: { index: 1, 'not-in-index': 2 },
    missing: 1,
    finishedAt,
  });
});

test('an arrival of a file says which export it came with, and where it lies', async () => {
  const { store, record, unpack } = arrange(1);
  await unpack({ arrivalId, from: 0 });
  const { arrivalId: memberId, ...member } = record.members[0] as ExportRecord['members'][number];
  expect(store.arrived.get(memberId)).toEqual({
    schemaVersion: 1,
    arrivalId: memberId,
    container: 'incoming',
    name: 'export.zip',
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    member: { ...member, exportId: arrivalId },
  });
});

test('a batch that is run again starts what does not run and has no outcome, and nothing else', async () => {
  const { store, record, started, running, unpack } = arrange(4);
  const [done, ended, gone] = record.members.map((member) => member.arrivalId) as [string, string, string];
  await unpack({ arrivalId, from: 0 });
  started.length = 0;
  for (const id of [ended, gone]) running.delete(id);
  for (const id of [done, ended])
    store.outcomes.set(id, {
      schemaVersion: 1,
      arrivalId: id,
      outcome: 'quarantined',
      reason: 'truncated',
      finishedAt,
    });
  await unpack({ arrivalId, from: 0 });
  expect(started).toEqual([gone]);
});

test('one that fails in the middle ends nothing; the next try does', async () => {
  const { store, started, starter, unpack } = arrange(30);
  const { start } = starter;
  starter.start = async (...args) => {
    if (started.length >= 10) throw new Error('the host is down');
    await start(...args);
  };
  await expect(unpack({ arrivalId, from: 0 })).rejects.toThrow('the host is down');
  expect(store.outcomes.size).toBe(0);
  starter.start = start;
  await unpack({ arrivalId, from: 0 });
  expect(new Set(started).size).toBe(30);
  expect(started).toHaveLength(30);
  expect(store.outcomes.get(arrivalId)).toMatchObject({ outcome: 'unpacked', members: 30 });
});

test('an arrival is started again unless it runs or has ended', async () => {
  const { store, running, starter } = arrange(0);
  expect(await restartArrival(store.arrivals, starter, 'x')).toBe(true);
  expect(await restartArrival(store.arrivals, starter, 'x')).toBe(false);
  running.clear();
  store.outcomes.set('x', { schemaVersion: 1, arrivalId: 'x', outcome: 'index', finishedAt });
  expect(await restartArrival(store.arrivals, starter, 'x')).toBe(false);
});
