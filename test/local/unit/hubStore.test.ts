import { EventType } from '../../../src/local/durable/history';
import { HubDatabase } from '../../../src/local/durable/hubDatabase';
import { HubStore } from '../../../src/local/durable/hubStore';
import type { InstanceRecord } from '../../../src/local/durable/instance';
import { TemporaryFolder } from '../../support/temporaryFolder';

/** What is on the disk is what was acknowledged. */

const folder = new TemporaryFolder();
afterAll(() => folder.remove());

let number = 0;
const fatal: Error[] = [];
const file = () => folder.file(`hub-${number}.sqlite`);
const open = () => new HubStore(new HubDatabase(file()), (error) => fatal.push(error));
const record = (id: string, more: Partial<InstanceRecord> = {}): InstanceRecord => ({
  id,
  name: 'o',
  version: '',
  status: 'Running',
  executionId: `${id}-1`,
  input: 'null',
  createdAt: `2030-01-01T00:00:0${id.length}.000Z`,
  updatedAt: '2030-01-01T00:00:00.000Z',
  ...more,
});
const event = { EventType: EventType.EventRaised, Name: 'go', Input: '1' } as const;

beforeEach(() => {
  number += 1;
});

test('everything about an unfinished instance comes back; a finished one stays on the disk', async () => {
  const store = open();
  const work = { kind: 'timer', taskId: 3, fireAt: '2030-01-02T00:00:00.000Z' } as const;
  const events = [{ ...event, EventId: -1, Timestamp: '2030-01-01T00:00:00.000Z' }];
  await store.commit([
    { type: 'begin', record: record('a') },
    { type: 'begin', record: record('bb', { status: 'Completed' }) },
    { type: 'append', id: 'a', from: 0, events },
    { type: 'deliver', id: 'a', sequence: store.nextSequence(), event },
    { type: 'deliver', id: 'a', sequence: store.nextSequence(), event },
    { type: 'consume', id: 'a', sequences: [1] },
    { type: 'open', id: 'a', work },
  ]);
  store.close();
  const again = open();
  expect([...again.live()]).toEqual([
    { record: record('a'), history: events, inbox: new Map([[2, event]]), work: new Map([[3, work]]) },
  ]);
  expect(again.get('bb')).toBeUndefined();
  expect(again.record('bb')?.status).toBe('Completed');
  expect(again.nextSequence()).toBe(3);
  again.close();
});

test('commits of one round are one transaction: all or nothing', async () => {
  const store = open();
  await store.commit([{ type: 'begin', record: record('a') }]);
  const good = store.commit([{ type: 'begin', record: record('bb') }]);
  const twice = { type: 'append', id: 'a', from: 0, events: [] } as const;
  const bad = store.commit([twice, twice]);
  await expect(good).rejects.toThrow('The durable store cannot be written');
  await expect(bad).rejects.toThrow('The durable store cannot be written');
  expect(fatal).toHaveLength(1);
  store.close();
  const again = open();
  expect(again.record('a')).toBeDefined();
  expect(again.record('bb')).toBeUndefined();
  again.close();
});

test('lists see what was committed a moment ago, filter, and go on where a page ended', async () => {
  const store = open();
  const ids = ['a', 'bb', 'ccc', 'x1'];
  store.commit(
    ids.map((id) => ({ type: 'begin', record: record(id, id === 'bb' ? { status: 'Failed' } : {}) })),
  );
  const listed = (...args: Parameters<HubStore['list']>) => store.list(...args).map(({ id }) => id);
  expect(listed({}, 10)).toEqual(['a', 'bb', 'x1', 'ccc']);
  expect(listed({ statuses: ['Failed'] }, 10)).toEqual(['bb']);
  expect(listed({ idPrefix: 'x' }, 10)).toEqual(['x1']);
  expect(
    listed({ createdFrom: '2030-01-01T00:00:02.000Z', createdTo: '2030-01-01T00:00:02.000Z' }, 10),
  ).toEqual(['bb', 'x1']);
  expect(listed({}, 2, { created: '2030-01-01T00:00:02.000Z', id: 'bb' })).toEqual(['x1', 'ccc']);
  store.close();
});

test('a finished instance is evicted only if nobody began it anew', async () => {
  const store = open();
  await store.commit([{ type: 'begin', record: record('a', { status: 'Completed' }) }]);
  await store.commit([{ type: 'begin', record: record('a', { executionId: 'a-2' }) }]);
  store.evict('a', 'a-1');
  expect(store.get('a')?.record.executionId).toBe('a-2');
  store.evict('a', 'a-2');
  expect([store.get('a'), store.record('a')?.executionId]).toEqual([undefined, 'a-2']);
  store.close();
});

test('a closed store takes nothing more', async () => {
  const store = open();
  store.close();
  await expect(store.commit([{ type: 'begin', record: record('a') }])).rejects.toThrow('stopping');
});
