import { setTimeout as sleep } from 'node:timers/promises';
import { inParallel } from '../../../src/cli/terminal/inParallel';

test('every item is worked on once, never more than so many at a time', async () => {
  const done: number[] = [];
  let open = 0;
  let most = 0;
  const items = Array.from({ length: 23 }, (_, index) => index);
  await inParallel(items, 4, async (item) => {
    open += 1;
    most = Math.max(most, open);
    await sleep(item % 3);
    open -= 1;
    done.push(item);
  });
  expect(most).toBe(4);
  expect([...done].sort((a, b) => a - b)).toEqual(items);
});

test('a failure is thrown after what had begun has ended, and nothing else begins', async () => {
  const begun: number[] = [];
  const ended: number[] = [];
  const work = async (item: number) => {
    begun.push(item);
    await sleep(item === 1 ? 1 : 20);
    if (item === 1) throw new Error('no');
    ended.push(item);
  };
  await expect(inParallel([0, 1, 2, 3, 4, 5], 3, work)).rejects.toThrow('no');
  expect(begun).toEqual([0, 1, 2]);
  expect(ended).toEqual([0, 2]);
});
