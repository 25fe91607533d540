interface Site {
  reconcile: (files: number, runs: number) => Promise<readonly { requests: number }[]>;
  stop: () => void;
}

const { GrownSite } = require('./support/grownSite') as { GrownSite: { start: () => Promise<Site> } };

let site: Site;
beforeAll(async () => {
  site = await GrownSite.start();
});
afterAll(() => site.stop());

// 10⁴ is the size that costs most requests; `npm run bench -- growth reconcile` goes on to 10⁷. The first run of a process
// does not know yet which files have finished, and asks for about thirty more.
test.each([1_000, 10_000])(
  'one reconcile with %d finished files takes at most 50 requests',
  async (files) => {
    const [, ...later] = await site.reconcile(files, 3);
    expect(later.map(({ requests }) => requests <= 50)).toEqual([true, true]);
  },
);
