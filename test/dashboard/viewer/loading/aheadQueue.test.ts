import { AheadQueue } from '../../../../src/dashboard/viewer/loading/aheadQueue';

test('few at a time, in their order; a new list replaces what has not begun', async () => {
  const begun: number[] = [];
  const ends = new Map<number, () => void>();
  const queue = new AheadQueue<number>((item) => {
    begun.push(item);
    return new Promise<void>((resolve) => ends.set(item, resolve));
  });
  const end = async (item: number) => {
    ends.get(item)?.();
    await new Promise(setImmediate);
  };
  queue.want([1, 2, 3, 4, 5]);
  expect(begun).toEqual([1, 2, 3]);
  await end(2);
  expect(begun).toEqual([1, 2, 3, 4]);
  queue.want([8, 9]);
  expect(begun).toEqual([1, 2, 3, 4]);
  for (const item of [1, 3, 4, 8, 9]) await end(item);
  expect(begun).toEqual([1, 2, 3, 4, 8, 9]);
});
