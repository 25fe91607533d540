const { fork } = require('node:child_process');
const { once } = require('node:events');
const { join } = require('node:path');
const v8 = require('node:v8');
const vm = require('node:vm');
const { createReconcileRun } = require('../../dist/app/reconcileRun');
const { createWorklistReader } = require('../../dist/app/worklistReader');
const { reviewInstanceOf } = require('../../dist/domain/kernel/identifiers/ids');
const { worklistQuerySchema, worklistSearchSchema } = require('../../dist/domain/worklist/worklistQuery');
const { KnownFinished } = require('../../dist/operations/intake/sweepIncoming');
const { openStore } = require('../../dist/storage/store');
const { policy, siteKey } = require('./support/manyStudies');
const { median, table } = require('./support/measure');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');
const open = 20;
/** Of the one reviewed study that a run compares there is no record: that takes a few requests more than if there is. */
const lineMadeAnew = /^a line of reviewed-\d{4}-\d\d was extra/;
const runs = 5;

/**
 * What work costs as a site grows, on a storage that makes up its content: requests, bytes, and processor time of this
 * process. `reconcile`: one run, with 10³ to 10⁷ finished files. `worklist`: 10² to 10⁶ reviewed studies.
 */
async function run([part]) {
  const storage = fork(join(__dirname, 'support', 'syntheticStorage.js'));
  try {
    const [{ port }] = await once(storage, 'message');
    const ask = async (message) => {
      storage.send(message);
      return (await once(storage, 'message'))[0];
    };
    if (part !== 'worklist') await reconcile(port, ask);
    if (part !== 'reconcile') await worklist(port, ask);
  } finally {
    storage.kill();
  }
}

function openAt(port) {
  const key = Buffer.alloc(64).toString('base64');
  const at = (what) => `http://127.0.0.1:${port}/${what}`;
  const connectionString = `DefaultEndpointsProtocol=http;AccountName=blobs;AccountKey=${key};BlobEndpoint=${at('blobs')};TableEndpoint=${at('tables')};QueueEndpoint=${at('queues')};`;
  const storage = { kind: 'connection-string', connectionString };
  return openStore({ storage, incomingContainer: 'incoming', siteKey });
}

/** @returns what `action` cost */
async function costOf(ask, action) {
  const before = await ask('counts');
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await action();
  const { user, system } = process.cpuUsage(cpu);
  const took = performance.now() - began;
  const after = await ask('counts');
  return {
    requests: after.requests - before.requests,
    bytes: after.bytes - before.bytes,
    cpu: (user + system) / 1000,
    took,
  };
}

async function reconcile(port, ask) {
  const rows = [];
  let smallest;
  for (const files of [1e3, 1e4, 1e5, 1e6, 1e7]) {
    const ids = await ask({ files, studies: files / 2, open });
    const store = openAt(port);
    const running = [...ids.arrivals, ...ids.studies.map(reviewInstanceOf)];
    const starter = { isRunning: async () => true, start: unexpected, raise: unexpected };
    const reconcileOnce = createReconcileRun({
      store,
      studies: { finish: unexpected, change: unexpected },
      noteChangedOutside: async (error) => unexpected(error.message),
      finishedArrivals: new KnownFinished(),
      gate: { enter: unexpected },
      chooseLane: unexpected,
      receiving: { look: unexpected, record: unexpected, urgent: undefined },
      siteKey,
      incomingContainer: 'incoming',
      starter,
      now: () => new Date().toISOString(),
      logWarning: (message) => lineMadeAnew.test(message) || unexpected(message),
      logError: unexpected,
    });
    // A site that has been at work for a while.
    const now = new Date().toISOString();
    const incoming = { began: now, checkedBefore: now, pass: 5 };
    await store.sweeps.write({ schemaVersion: 1, range: '', reviewed: '', refusal: '', incoming });
    const costs = [];
    for (let at = 0; at < runs; at += 1) {
      costs.push(await costOf(ask, () => reconcileOnce(running, 0)));
    }
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

async function worklist(port, ask) {
  const rows = [];
  let smallest;
  // The first one opens connections and compiles, and does not count.
  for (const [at, studies] of [1e2, 1e2, 1e3, 1e4, 1e5, 1e6].entries()) {
    await ask({ files: 2 * studies, studies, open });
    const store = openAt(port);
    const reader = createWorklistReader({
      contents: () => store.worklistCopy.contents(),
      reviewedPage: (counts, query, now) => store.reviewedPages.page(counts, query, now),
      reviewedFeedback: (counts, since) => store.reviewedPages.feedback(counts, since),
      waitingCap: policy.waitingCap,
      now: () => new Date().toISOString(),
    });
    collect();
    const before = process.memoryUsage().heapUsed;
    const cold = await costOf(ask, () => reader.read());
    collect();
    const memory = (process.memoryUsage().heapUsed - before) / 2 ** 20;
    const page = (query) => () =>
      reader.reviewed(worklistQuerySchema.parse({ tab: 'reviewed', limit: 100, ...query }));
    const first = await costOf(ask, page({}));
    const last = await costOf(ask, page({ offset: Math.max(0, studies - 2 * open - 100) }));
    const search = worklistSearchSchema.parse({ tab: 'reviewed', text: 'opacity chest' });
    const found = await costOf(ask, () => reader.reviewed(search));
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

function unexpected(what) {
  throw new Error(`nothing of this site asks for that: ${what}`);
}

module.exports = { run };
