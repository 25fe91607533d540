import fc from 'fast-check';
import { Together } from '../../src/storage/together';

test('each item is written once, in order, at most a hundred at a time, one batch after the other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 250 }), { maxLength: 6 }),
      fc.nat(20),
      async (bursts, failing) => {
        const batches: (readonly number[])[] = [];
        let isWriting = false;
        const together = new Together<number>(async (items) => {
          expect(isWriting).toBe(false);
          isWriting = true;
          await Promise.resolve();
          isWriting = false;
          batches.push(items);
          if (items.includes(failing)) throw new Error('not written');
        });
        let next = 0;
        const added: Promise<void>[] = [];
        for (const count of bursts) {
          for (let item = 0; item < count; item += 1) added.push(together.add(next++));
          await Promise.resolve();
        }
        const ended = await Promise.allSettled(added);
        expect(batches.flat()).toEqual(added.map((_, index) => index));
        expect(Math.max(0, ...batches.map(({ length }) => length))).toBeLessThanOrEqual(100);
        const failed = batches.find((items) => items.includes(failing)) ?? [];
        const expected = added.map((_, item) => (failed.includes(item) ? 'rejected' : 'fulfilled'));
        expect(ended.map(({ status }) => status)).toEqual(expected);
      },
    ),
  );
});

test('what comes while others are written is one batch', async () => {
  const batches: (readonly string[])[] = [];
  const together = new Together<string>(async (items) => void batches.push(items));
  const first = together.add('alone');
  await Promise.resolve();
  await Promise.all([first, together.add('b'), together.add('c')]);
  expect(batches).toEqual([['alone'], ['b', 'c']]);
});
