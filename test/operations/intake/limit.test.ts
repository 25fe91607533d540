import fc from 'fast-check';
import { createLimit } from '../../../src/operations/intake/limit';

test('never more than so many run, they begin in their order, and each has its own result', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 5 }),
      fc.array(fc.boolean(), { maxLength: 30 }),
      fc.scheduler(),
      async (most, fails, scheduler) => {
        const limit = createLimit(most);
        const begun: number[] = [];
        let running = 0;
        const runs = fails.map((isFailing, index) =>
          limit(async () => {
            begun.push(index);
            running += 1;
            expect(running).toBeLessThanOrEqual(most);
            await scheduler.schedule(Promise.resolve());
            running -= 1;
            if (isFailing) throw new Error(`${index}`);
            return index;
          }),
        );
        const ended = Promise.allSettled(runs);
        await scheduler.waitFor(ended);
        expect(begun).toEqual(fails.map((_, index) => index));
        expect((await ended).map(({ status }) => status === 'rejected')).toEqual(fails);
        expect(await limit(async () => 'after')).toBe('after');
      },
    ),
  );
});
