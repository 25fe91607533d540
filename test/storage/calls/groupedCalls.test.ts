import fc from 'fast-check';
import { GroupedCalls } from '../../../src/storage/calls/groupedCalls';

test('what comes alone is sent alone, and what comes meanwhile goes together', async () => {
  const sent: (readonly number[])[] = [];
  const release: (() => void)[] = [];
  const calls = new GroupedCalls<number, number>(
    async (items) => {
      sent.push(items);
      await new Promise<void>((resolve) => release.push(resolve));
      return items.map((item) => item * 2);
    },
    (items) => items.length < 2,
  );
  const first = calls.add(1);
  await new Promise(setImmediate);
  const others = [2, 3, 4].map((item) => calls.add(item));
  expect(sent).toEqual([[1]]);
  release.shift()?.();
  expect(await first).toBe(2);
  await new Promise(setImmediate);
  expect(sent).toEqual([[1], [2, 3]]);
  release.shift()?.();
  await new Promise(setImmediate);
  release.shift()?.();
  expect(await Promise.all(others)).toEqual([4, 6, 8]);
  expect(sent).toEqual([[1], [2, 3], [4]]);
});

test('each item has its own result or failure, whatever comes when', async () => {
  const item = fc.record({ value: fc.integer(), wait: fc.nat(3), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(item, { maxLength: 20 }),
      fc.integer({ min: 1, max: 5 }),
      async (items, most) => {
        const seen: { value: number }[] = [];
        const calls = new GroupedCalls<(typeof items)[number], number>(
          async (group) => {
            expect(group.length).toBeLessThanOrEqual(most);
            await Promise.resolve();
            seen.push(...group);
            if (group.some(({ fails }) => fails)) throw new Error('failed');
            return group.map(({ value }) => value);
          },
          (group, next) => group.length < most && group[0]?.fails === next.fails,
        );
        await Promise.all(
          items.map(async (one) => {
            for (let tick = 0; tick < one.wait; tick += 1) await Promise.resolve();
            const result = calls.add(one);
            if (one.fails) await expect(result).rejects.toThrow('failed');
            else expect(await result).toBe(one.value);
          }),
        );
        expect(seen.length).toBe(items.length);
      },
    ),
    { numRuns: 50 },
  );
});
