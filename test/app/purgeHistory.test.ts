import { createPurgeHistory } from '../../src/app/purgeHistory';

const now = '2026-05-10T12:00:00.000Z';
const hoursAgo = (hours: number) => Date.parse(now) - hours * 3_600_000;

function purgeWhile(oldest: number | undefined) {
  const before: string[] = [];
  const run = createPurgeHistory({
    days: 7,
    oldestUnsealed: async () => oldest,
    purge: async (time) => before.push(time.toISOString()),
    now: () => now,
  });
  return { before, run };
}

test.each([[undefined], [hoursAgo(23)]])(
  'what began a week ago and has ended is forgotten',
  async (oldest) => {
    const { before, run } = purgeWhile(oldest);
    expect(await run()).toBe(1);
    expect(before).toEqual(['2026-05-03T12:00:00.000Z']);
  },
);

test('nothing is forgotten while an audit record has waited for a day', async () => {
  const { before, run } = purgeWhile(hoursAgo(25));
  expect(await run()).toBeUndefined();
  expect(before).toEqual([]);
});
