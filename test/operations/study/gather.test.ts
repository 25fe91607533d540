import fc from 'fast-check';
import { createGather } from '../../../src/operations/study/gather';

/** A gather whose writes end when they are told to. */
function arrange(patience = 1_000) {
  const batches: string[][] = [];
  const ends: (() => void)[] = [];
  const gather = createGather<string, string>(
    async (_key, items) => {
      batches.push([...items]);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map((item) => item.toUpperCase());
    },
    () => patience,
  );
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  return {
    batches,
    gather,
    settled,
    end: async () => {
      await settled();
      ends.shift()?.();
      await settled();
    },
  };
}

test('what comes alone is written at once, and what comes meanwhile is the next batch', async () => {
  const { batches, gather, settled, end } = arrange();
  const results = ['a', 'b', 'c'].map((item) => gather.add('study', item, item));
  await settled();
  expect(batches).toEqual([['a', 'b', 'c']]);
  const late = [...'de'].map((item) => gather.add('study', item, item));
  const other = gather.add('other', 'x', 'x');
  await settled();
  expect(batches).toEqual([['a', 'b', 'c'], ['x']]);
  for (let write = 0; write < 3; write += 1) await end();
  expect(batches).toEqual([['a', 'b', 'c'], ['x'], ['d', 'e']]);
  expect(await Promise.all([...results, ...late, other])).toEqual([...'ABCDEX']);
});

test('waits for what is announced until it comes, or is known not to come', async () => {
  const { batches, gather, settled, end } = arrange();
  const forget = gather.expect('study', 'b');
  gather.expect('study', 'c');
  void gather.add('study', 'a', 'a');
  void gather.add('study', 'c', 'c');
  await settled();
  expect(batches).toEqual([]);
  forget();
  forget();
  await end();
  expect(batches).toEqual([['a', 'c']]);
});

test('waits no longer than its patience lasts', async () => {
  const { batches, gather } = arrange(20);
  gather.expect('study', 'never');
  const start = performance.now();
  void gather.add('study', 'a', 'a');
  while (batches.length === 0) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(performance.now() - start).toBeGreaterThan(15);
  expect(batches).toEqual([['a']]);
});

test('a batch that fails fails for each of its items, and the next is written', async () => {
  let writes = 0;
  const gather = createGather<string, string>(
    async (_key, items) => {
      writes += 1;
      if (writes === 1) throw new Error('no storage');
      return [...items];
    },
    () => 0,
  );
  const first = await Promise.allSettled(['a', 'b'].map((item) => gather.add('study', item, item)));
  expect(first.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await gather.add('study', 'a', 'a')).toBe('a');
});

test('whatever crosses: each item is written once, in the order of its key, and has its own result', async () => {
  const items = fc.array(fc.record({ key: fc.constantFrom('x', 'y'), isExpected: fc.boolean() }), {
    maxLength: 20,
  });
  await fc.assert(
    fc.asyncProperty(items, fc.scheduler(), async (steps, scheduler) => {
      const written = new Map<string, number[]>();
      const gather = createGather<number, number>(
        (key, batch) =>
          scheduler.schedule(Promise.resolve()).then(() => {
            written.set(key, [...(written.get(key) ?? []), ...batch]);
            return batch;
          }),
        () => 0,
      );
      const results = steps.map(async ({ key, isExpected }, number) => {
        const forget = isExpected ? gather.expect(key, String(number)) : () => {};
        await scheduler.schedule(Promise.resolve());
        const result = await gather.add(key, String(number), number);
        forget();
        return result;
      });
      expect(await scheduler.waitFor(Promise.all(results))).toEqual(steps.map((_, number) => number));
      const all = [...written.values()].flat();
      expect([...all].sort((a, b) => a - b)).toEqual(steps.map((_, number) => number));
    }),
    { numRuns: 100 },
  );
});
