import { standsAt } from '../../../src/domain/intake/lane';
import { openStore, type Store } from '../../../src/storage/store';
import { hexId } from '../../domain/arbitraries';
import { testSiteKey } from '../../support/siteSecret';
import { storageAccount } from '../../support/storageAccount';

let store: Store;

beforeAll(async () => {
  const connectionString = await storageAccount();
  store = openStore({
    storage: { kind: 'connection-string', connectionString },
    incomingContainer: 'incoming',
    siteKey: testSiteKey,
  });
  await store.prepare();
});

const at = '2026-05-01T10:00:00.000Z';
const [a, b, c] = ['a', 'b', 'c'].map(hexId) as [string, string, string];

test('called files come first, then those that wait, in the order in which they stand', async () => {
  const { gate } = store;
  const waits = (arrivalId: string, lane: 'routine' | 'uncovered') =>
    gate.wait({ arrivalId, standsAt: standsAt(lane, at) });
  await waits(a, 'uncovered');
  await waits(b, 'routine');
  await gate.call({ arrivalId: c, calledAt: at });
  await waits(b, 'routine');
  const { called, waiting } = await gate.look(10);
  expect(called).toEqual([{ arrivalId: c, calledAt: at }]);
  expect(waiting.map(({ arrivalId }) => arrivalId)).toEqual([b, a]);
  expect(await gate.look(2)).toEqual({ called, waiting: waiting.slice(0, 1) });
  const ids: string[] = [];
  for await (const id of gate.ids()) ids.push(id);
  expect(ids.sort()).toEqual([a, b, c].sort());
});

test('of processes that call the same file one succeeds', async () => {
  const { gate } = store;
  const { waiting } = await gate.look(10);
  const [first, second] = waiting;
  if (first === undefined || second === undefined) throw new Error('nobody waits');
  const calls = await Promise.all([1, 2, 3, 4].map(() => gate.callWaiting(first, at)));
  expect(calls.filter(Boolean)).toHaveLength(1);
  expect((await gate.look(10)).waiting).toEqual([second]);
  for (const id of [b, c, c]) await gate.forget(id);
  expect((await gate.look(10)).called).toEqual([]);
});

test('a file is called in place of one that leaves, unless either is not there: then nothing changes', async () => {
  const { gate } = store;
  const [leaving, next] = ['leaving', 'next'].map(hexId) as [string, string];
  const file = { arrivalId: next, standsAt: at };
  await gate.call({ arrivalId: leaving, calledAt: at });
  expect(await gate.callInPlaceOf(leaving, file, at)).toBe(false);
  await gate.wait(file);
  expect(await gate.callInPlaceOf(hexId('nobody'), file, at)).toBe(false);
  const isNext = ({ arrivalId }: { arrivalId: string }) => arrivalId === next;
  expect((await gate.look(10)).waiting.some(isNext)).toBe(true);
  expect(await gate.callInPlaceOf(leaving, file, at)).toBe(true);
  const { called, waiting } = await gate.look(10);
  expect([called.map(({ arrivalId }) => arrivalId), waiting.some(isNext)]).toEqual([[next], false]);
  await gate.forget(next);
});

test('files that come to wait at the same time, some of them twice, all wait', async () => {
  const { gate } = store;
  const files = Array.from({ length: 130 }, (_, index) => ({ arrivalId: hexId(`${index}`), standsAt: at }));
  await Promise.all([...files, ...files.slice(0, 5)].map((file) => gate.wait(file)));
  const looks = await Promise.all([1, 2, 3].map(() => gate.look(200)));
  const expected = files.map(({ arrivalId }) => arrivalId).sort();
  for (const { waiting } of looks)
    expect(waiting.map(({ arrivalId }) => arrivalId).filter((id) => id !== c)).toEqual(
      expect.arrayContaining(expected),
    );
});
