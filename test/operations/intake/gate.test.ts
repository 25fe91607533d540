import fc from 'fast-check';
import { type Lane, lanes, uncoveredWaitsMs } from '../../../src/domain/intake/lane';
import { createGate } from '../../../src/operations/intake/gate';
import { MemoryGate } from '../../support/memoryGate';

const start = Date.parse('2026-05-01T10:00:00.000Z');

/** A site whose hosts are simulated: `begin` is a host that takes the oldest file out of the queue of activities. */
function site(mostCalled: number) {
  const rows = new MemoryGate();
  const queue: string[] = [];
  const done = new Set<string>();
  const running = new Set<string>();
  let time = start;
  const gate = createGate({
    gate: rows,
    arrivals: {
      outcome: async (arrivalId) =>
        done.has(arrivalId)
          ? { schemaVersion: 1, arrivalId, outcome: 'index', finishedAt: new Date(time).toISOString() }
          : undefined,
    },
    starter: {
      isRunning: async (id) => running.has(id),
      start: async (_name, id) => {
        if (running.has(id)) return;
        running.add(id);
        queue.push(id);
      },
    },
    mostCalled,
    now: () => new Date(time).toISOString(),
  });
  return {
    gate,
    rows,
    queue,
    running,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    enter: (arrivalId: string, lane: Lane, received = time) =>
      gate.enter({ arrivalId, lane, receivedAt: new Date(received).toISOString() }),
    begin: async () => {
      const next = queue.shift();
      if (next === undefined) return undefined;
      await gate.begun(next);
      done.add(next);
      running.delete(next);
      return next;
    },
    done,
  };
}

test('files are started at once while there is room, and no more are in the queue than that', async () => {
  const { enter, queue, rows } = site(2);
  for (const id of ['a', 'b', 'c', 'd']) await enter(id, 'routine');
  expect(queue).toEqual(['a', 'b']);
  expect([...rows.waiting.keys()]).toEqual(['c', 'd']);
});

test('an urgent file is started at once, however many wait', async () => {
  const { enter, queue, begin } = site(2);
  for (let file = 0; file < 100; file += 1) await enter(`${file}`, 'routine');
  await enter('urgent', 'urgent');
  expect(queue).toEqual(['0', '1', 'urgent']);
  const order = [await begin(), await begin(), await begin()];
  expect(order).toEqual(['0', '1', 'urgent']);
});

test('routine files go before uncovered ones, but not before one that has waited for half an hour', async () => {
  const { enter, begin, pass } = site(1);
  await enter('first', 'routine');
  await enter('uncovered', 'uncovered');
  pass(uncoveredWaitsMs - 1);
  await enter('before', 'routine');
  pass(2);
  await enter('after', 'routine');
  const order = [];
  for (let id = await begin(); id !== undefined; id = await begin()) order.push(id);
  expect(order).toEqual(['first', 'before', 'uncovered', 'after']);
});

test('a file that comes again while it waits, or is called, is triaged once', async () => {
  const { enter, begin, pass } = site(1);
  const files = ['a', 'b', 'c'];
  for (let times = 0; times < 3; times += 1) {
    for (const id of files) await enter(id, 'routine', start);
    pass(1000);
  }
  const order = [];
  for (let id = await begin(); id !== undefined; id = await begin()) order.push(id);
  expect(order).toEqual(files);
});

test('a file that was called and whose start was lost is started by the timer, after twenty seconds', async () => {
  const { gate, rows, enter, queue, running, pass, begin } = site(1);
  await enter('lost', 'routine');
  await enter('next', 'routine');
  queue.length = 0;
  running.clear();
  expect(await gate.mend()).toBe(0);
  pass(21_000);
  expect(await gate.mend()).toBe(1);
  expect(queue).toEqual(['lost']);
  expect(await begin()).toBe('lost');
  expect(await begin()).toBe('next');
  expect(rows.called.size + rows.waiting.size).toBe(0);
});

test('what is finished, and whose process died before it let the next one in, holds up nobody', async () => {
  const { gate, rows, enter, queue, pass, done } = site(1);
  await enter('finished', 'routine');
  await enter('next', 'routine');
  queue.length = 0;
  done.add('finished');
  pass(61_000);
  expect(await gate.mend()).toBe(1);
  expect(queue).toEqual(['next']);
  expect([...rows.called.keys()]).toEqual(['next']);
});

type Act = { readonly kind: 'enter'; readonly lane: Lane } | { readonly kind: 'begin' | 'mend' | 'pass' };

test('whatever comes in whatever order, everything is triaged once, and the queue stays short', async () => {
  const act: fc.Arbitrary<Act> = fc.oneof(
    fc.record({ kind: fc.constant('enter' as const), lane: fc.constantFrom(...lanes) }),
    fc.record({ kind: fc.constantFrom('begin' as const, 'mend' as const, 'pass' as const) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 4 }), fc.array(act, { maxLength: 60 }), async (most, acts) => {
      const { gate, rows, queue, enter, begin, pass } = site(most);
      const entered: string[] = [];
      const urgent = new Set<string>();
      const order: string[] = [];
      for (const one of acts) {
        if (one.kind === 'enter') {
          const id = String(entered.push('') - 1);
          entered[Number(id)] = id;
          if (one.lane === 'urgent') urgent.add(id);
          await enter(id, one.lane);
        } else if (one.kind === 'begin') order.push(...[await begin()].filter((id) => id !== undefined));
        else if (one.kind === 'mend') await gate.mend();
        else pass(61_000);
        expect(queue.filter((id) => !urgent.has(id)).length).toBeLessThanOrEqual(most);
      }
      for (let id = await begin(); id !== undefined; id = await begin()) order.push(id);
      expect(order.sort()).toEqual(entered.sort());
      expect(rows.called.size + rows.waiting.size).toBe(0);
    }),
  );
});

test('several processes that let in at the same time start each file once', async () => {
  const { gate, enter, queue, rows } = site(3);
  for (let file = 0; file < 20; file += 1) await enter(`${file}`, 'routine');
  while (rows.waiting.size > 0) {
    const begun = queue.splice(0, 3);
    await Promise.all(begun.map((id) => gate.begun(id)));
  }
  expect(rows.called.size).toBeLessThanOrEqual(5);
  await Promise.all(queue.splice(0).map((id) => gate.begun(id)));
  expect(rows.called.size).toBe(0);
});
