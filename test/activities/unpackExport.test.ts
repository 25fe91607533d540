import { createCloseExport } from '../../src/activities/closeExport';
import { createUnpackExport } from '../../src/activities/unpackExport';
import type { Starter } from '../../src/contract/orchestrations';
import type { ExportPage, ExportRecord } from '../../src/domain/intake/exportRecord';
import { createRestartArrival } from '../../src/operations/intake/startArrival';
import { hexId } from '../domain/arbitraries';
import { openGate } from '../support/memoryGate';
import { memoryStore } from './memoryStore';

const arrivalId = hexId('export');
const finishedAt = '2026-05-01T10:00:30.000Z';

/** An export of so many files, and a durable client that remembers what it was told to start. */
function arrange(count: number) {
  const store = memoryStore();
  const page: ExportPage = {
    schemaVersion: 1,
    arrivalId,
    page: 0,
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
  };
  const record: ExportRecord = {
    schemaVersion: 1,
    arrivalId,
    members: count,
    pages: 1,
    skipped: [
      { name: 'DICOMDIR', reason: 'index' },
      { name: 'a.exe', reason: 'not-in-index' },
      { name: 'b.exe', reason: 'not-in-index' },
    ],
    missing: ['IM999'],
  };
  store.exportPages.set(`${arrivalId}/0`, page);
  store.exports.set(arrivalId, record);
  store.arrived.set(arrivalId, {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name: 'export.zip',
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    lane: 'routine',
    salt: '5a'.repeat(32),
  });
  const started: string[] = [];
  const running = new Set<string>();
  const starter: Starter = {
    isRunning: async (id) => running.has(id),
    start: async (_orchestration, id) => {
      started.push(id);
      running.add(id);
    },
    raise: async () => {},
  };
  const unpack = createUnpackExport({ arrivals: store.arrivals, starter, gate: openGate(starter) });
  return { store, page, started, running, starter, unpack };
}

test('every file of a page starts, and the export ends when it is closed', async () => {
  const { store, page, started, unpack } = arrange(50);
  await unpack({ arrivalId, page: 0 });
  expect([...started].sort()).toEqual(page.members.map((member) => member.arrivalId).sort());
  expect(store.outcomes.size).toBe(0);
  await createCloseExport(store)({ arrivalId });
  expect(store.outcomes.get(arrivalId)).toEqual({
    schemaVersion: 1,
    arrivalId,
    outcome: 'unpacked',
    files: 53,
    members: 50,
    skipped: { index: 1, 'not-in-index': 2 },
    missing: 1,
    finishedAt,
  });
});

test('a page that is not there is no page without files', async () => {
  const { unpack } = arrange(1);
  await expect(unpack({ arrivalId, page: 1 })).rejects.toThrow('no page 1');
});

test('an arrival of a file says which export it came with, and where it lies', async () => {
  const { store, page, unpack } = arrange(1);
  await unpack({ arrivalId, page: 0 });
  const { arrivalId: memberId, ...member } = page.members[0] as ExportPage['members'][number];
  expect(store.arrived.get(memberId)).toEqual({
    schemaVersion: 1,
    arrivalId: memberId,
    container: 'incoming',
    name: 'export.zip',
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
    lane: 'routine',
    // Of its own: whoever erases this file leaves the others of the export as they are.
    salt: expect.stringMatching(/^[0-9a-f]{64}$/),
    member: { ...member, exportId: arrivalId },
  });
});

test('a page that is run again starts what does not run and has no outcome, and nothing else', async () => {
  const { store, page, started, running, unpack } = arrange(4);
  const [done, ended, gone] = page.members.map((member) => member.arrivalId) as [string, string, string];
  await unpack({ arrivalId, page: 0 });
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
  await unpack({ arrivalId, page: 0 });
  expect(started).toEqual([gone]);
});

test('one that fails in the middle is made good by the next try', async () => {
  const { store, started, starter, unpack } = arrange(30);
  const { start } = starter;
  starter.start = async (...args) => {
    if (started.length >= 10) throw new Error('the host is down');
    await start(...args);
  };
  await expect(unpack({ arrivalId, page: 0 })).rejects.toThrow('the host is down');
  expect(store.outcomes.size).toBe(0);
  starter.start = start;
  await unpack({ arrivalId, page: 0 });
  expect(new Set(started).size).toBe(30);
  expect(started).toHaveLength(30);
});

test('an arrival is started again unless it runs or has ended', async () => {
  const { store, running, starter } = arrange(0);
  const restartArrival = createRestartArrival({ arrivals: store.arrivals, starter, gate: openGate(starter) });
  const one = { arrivalId: 'x', lane: 'routine', receivedAt: finishedAt } as const;
  expect(await restartArrival(one)).toBe(true);
  expect(await restartArrival(one)).toBe(false);
  running.clear();
  store.outcomes.set('x', { schemaVersion: 1, arrivalId: 'x', outcome: 'index', finishedAt });
  expect(await restartArrival(one)).toBe(false);
});
