import fc from 'fast-check';
import { type Lane, lanes, uncoveredWaitsMs } from '../../../src/domain/intake/lane';
import { createGate, type Gate } from '../../../src/operations/intake/gate';
import { LoneFile } from '../../../src/operations/intake/loneFile';
import { MemoryGate } from '../../support/memoryGate';

const start = Date.parse('2026-05-01T10:00:00.000Z');

/** A site whose hosts are simulated: `begin` is a host that takes the oldest file out of the queue of activities. */
function site(mostCalled: number, processes = 1) {
  const rows = new MemoryGate();
  const queue: string[] = [];
  const done = new Set<string>();
  const running = new Set<string>();
  const fail = { next: false };
  const pace = { lags: false, mayLetIn: false };
  let time = start;
  const deps = {
    gate: rows,
    arrivals: {
      outcome: async (arrivalId: string) =>
        done.has(arrivalId)
          ? {
              schemaVersion: 1 as const,
              arrivalId,
              outcome: 'index' as const,
              finishedAt: new Date(time).toISOString(),
            }
          : undefined,
    },
    starter: {
      isRunning: async (id: string) => running.has(id),
      start: async (_name: string, id: string) => {
        if (running.has(id)) return;
        if (fail.next) {
          fail.next = false;
          throw new Error('no storage');
        }
        running.add(id);
        queue.push(id);
      },
    },
    mostCalled,
    receiving: {
      lags: () => pace.lags,
      mayLetIn: () => !pace.lags || pace.mayLetIn,
    },
    now: () => new Date(time).toISOString(),
  };
  const gates = Array.from({ length: processes }, () => createGate({ ...deps, lone: new LoneFile() }));
  let turn = 0;
  /** The processes by turns. */
  const gateInTurn = () => gates[turn++ % processes] as Gate;
  return {
    gate: gates[0] as Gate,
    rows,
    queue,
    fail,
    pace,
    running,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
    enter: (arrivalId: string, lane: Lane, received = time) =>
      gateInTurn().enter({ arrivalId, lane, receivedAt: new Date(received).toISOString() }),
    begin: async () => {
      const next = queue.shift();
      if (next === undefined) return undefined;
      await gateInTurn().begun(next);
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

test('a file that comes alone has no row, and one that comes while it is in the queue has one', async () => {
  const { enter, begin, queue, rows } = site(2);
  await enter('alone', 'routine');
  await enter('alone', 'routine');
  expect([queue, rows.called.size]).toEqual([['alone'], 0]);
  await enter('second', 'routine');
  expect([queue, [...rows.called.keys()]]).toEqual([['alone', 'second'], ['second']]);
  await enter('third', 'routine');
  expect([...rows.waiting.keys()]).toEqual(['third']);
  expect(await begin()).toBe('alone');
  expect(queue).toEqual(['second', 'third']);
});

test('a file whose start failed is let in when its event comes again', async () => {
  const { enter, queue, fail } = site(2);
  fail.next = true;
  await expect(enter('alone', 'routine')).rejects.toThrow('no storage');
  await enter('other', 'routine');
  await enter('alone', 'routine');
  expect(queue).toEqual(['other', 'alone']);
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

test('processes that begin with files that others let in call every file, and few more than one may', async () => {
  const steps = fc.array(fc.boolean(), { maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 2, max: 3 }),
      steps,
      async (most, processes, acts) => {
        const { rows, queue, enter, begin, pass } = site(most, processes);
        let entered = 0;
        let begun = 0;
        for (const enters of acts) {
          pass(1000);
          if (enters) await enter(String(entered++), 'routine');
          else if ((await begin()) !== undefined) begun += 1;
          expect(queue.length).toBeLessThanOrEqual(most + processes);
        }
        while ((await begin()) !== undefined) begun += 1;
        expect(begun).toBe(entered);
        expect(rows.called.size + rows.waiting.size).toBe(0);
      },
    ),
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

test('while receiving lags only urgent files are let in, and others now and then; afterwards all are', async () => {
  const { enter, queue, pace, rows, begin } = site(2);
  await enter('first', 'routine');
  pace.lags = true;
  for (const id of ['a', 'b', 'c', 'd']) await enter(id, 'routine');
  await enter('urgent', 'urgent');
  expect(queue).toEqual(['first', 'urgent']);
  expect(await begin()).toBe('first');
  expect(await begin()).toBe('urgent');
  expect(queue).toEqual([]);
  pace.mayLetIn = true;
  await enter('e', 'routine');
  expect(queue).toEqual(['a']);
  pace.mayLetIn = false;
  expect(await begin()).toBe('a');
  pace.lags = false;
  await enter('last', 'routine');
  const order = [];
  for (let id = await begin(); id !== undefined; id = await begin()) order.push(id);
  expect(order).toEqual(['b', 'c', 'd', 'e', 'last']);
  expect(rows.called.size + rows.waiting.size).toBe(0);
});
