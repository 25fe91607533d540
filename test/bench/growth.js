const v8 = require('node:v8');
const vm = require('node:vm');
const { createWorklistReader } = require('../../dist/app/worklistReader');
const { worklistQuerySchema, worklistSearchSchema } = require('../../dist/domain/worklist/worklistQuery');
const { GrownSite, open } = require('./support/grownSite');
const { policy } = require('./support/manyStudies');
const { median, table } = require('./support/measure');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
const runs = 5;

/**
 * What work costs as a site grows, on a storage that makes up its content: requests, bytes, and processor time of this
 * process. `reconcile`: one run, with 10³ to 10⁷ finished files. `worklist`: 10² to 10⁶ reviewed studies.
 */
async function run([part]) {
  const site = await GrownSite.start();
  try {
    if (part !== 'worklist') await reconcile(site);
    if (part !== 'reconcile') await worklist(site);
  } finally {
    site.stop();
  }
}

async function reconcile(site) {
  const rows = [];
  let smallest;
  for (const files of [1e3, 1e4, 1e5, 1e6, 1e7]) {
    const costs = await site.reconcile(files, runs);
    // The first run of a process opens connections and compiles.
    const cost = middle(costs.slice(1));
    smallest ??= cost;
    rows.push([
      `${files.toExponential(0)} files`,
      ...['requests', 'bytes', 'cpu'].flatMap((what) => [
        shown(what, cost[what]),
        ratio(cost[what], smallest[what]),
      ]),
      shown('cpu', Math.max(...costs.slice(1).map(({ cpu }) => cpu))),
      String(Math.max(...costs.slice(1).map(({ requests }) => requests))),
    ]);
  }
  console.log(
    `one run of reconcile, ${open} files, studies and refusals open; the middle of ${runs - 1}, and the most`,
  );
  table(['finished', 'requests', '×', 'kB', '×', 'processor, ms', '×', 'most ms', 'most requests'], rows);
}

async function worklist(site) {
  const rows = [];
  let smallest;
  // The first one opens connections and compiles, and does not count.
  for (const [at, studies] of [1e2, 1e2, 1e3, 1e4, 1e5, 1e6].entries()) {
    await site.grow({ files: 2 * studies, studies });
    const store = site.openStore();
    const reader = createWorklistReader({
      contents: () => store.worklistCopy.contents(),
      reviewedPage: (counts, query, now) => store.reviewedPages.page(counts, query, now),
      reviewedFeedback: (counts, since) => store.reviewedPages.feedback(counts, since),
      waitingCap: policy.waitingCap,
      now: () => new Date().toISOString(),
    });
    collect();
    const before = process.memoryUsage().heapUsed;
    const cold = await site.costOf(() => reader.read());
    collect();
    const memory = (process.memoryUsage().heapUsed - before) / 2 ** 20;
    const page = (query) => () =>
      reader.reviewed(worklistQuerySchema.parse({ tab: 'reviewed', limit: 100, ...query }));
    const first = await site.costOf(page({}));
    const last = await site.costOf(page({ offset: Math.max(0, studies - 2 * open - 100) }));
    const search = worklistSearchSchema.parse({ tab: 'reviewed', text: 'opacity chest' });
    const found = await site.costOf(() => reader.reviewed(search));
    if (at === 0) continue;
    smallest ??= cold;
    rows.push([
      `${studies.toExponential(0)} studies`,
      String(cold.requests),
      cold.took.toFixed(0),
      cold.cpu.toFixed(0),
      ratio(cold.cpu, smallest.cpu),
      memory.toFixed(1),
      ...[first, last, found].flatMap(({ requests, cpu }) => [String(requests), cpu.toFixed(0)]),
    ]);
  }
  console.log(
    'the worklist as studies are reviewed: cold, then a page of the latest and of the oldest, and a search',
  );
  table(
    [
      'reviewed',
      'cold: requests',
      'ms',
      'processor, ms',
      '×',
      'MB',
      'first: requests',
      'processor, ms',
      'last: requests',
      'processor, ms',
      'search: requests',
      'processor, ms',
    ],
    rows,
  );
}

function middle(costs) {
  const of = (what) => median(costs.map((cost) => cost[what]));
  return { requests: of('requests'), bytes: of('bytes'), cpu: of('cpu') };
}

function shown(what, value) {
  return (what === 'bytes' ? value / 1000 : value).toFixed(0);
}

function ratio(value, smallest) {
  return (value / smallest).toFixed(1);
}

module.exports = { run };
