const diagnostics = require('node:diagnostics_channel');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { startAzurite } = require('../../dist/local/azurite/startAzurite');
const { randomAccount } = require('../../dist/local/azurite/storageAccount');
const { createReconcileWorklist } = require('../../dist/operations/study/reconcileWorklist');
const { openStore } = require('../../dist/storage/store');
const { siteKey, study } = require('./support/manyStudies');
const { table } = require('./support/measure');

const atOnce = 32;

/**
 * What it costs to compare the worklist's table of 10 000 studies with their records, on Azurite: requests to
 * the storage, processor time of this process, and time.
 */
async function run([studies = '10000']) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-reconcile-'));
  const lock = join(folder, 'lock');
  const azurite = await startAzurite(lock, join(folder, 'azurite'), randomAccount(), {}, () => {});
  try {
    await measure(azurite.connectionString, Number(studies));
  } finally {
    await azurite.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(connectionString, count) {
  const storage = { kind: 'connection-string', connectionString };
  const store = openStore({ storage, incomingContainer: 'incoming', siteKey });
  await store.prepare();
  const put = async (number, version) => {
    const made = study(number, version);
    const stored = await store.results.changeStudy(made.studyId, (known) =>
      known === undefined ? made : { ...known, revision: known.revision + 1 },
    );
    await store.worklist.putStudy(stored);
  };
  await inParallel(count, (number) => put(number, 1));
  const later = () => new Date(Date.now() + 3_600_000).toISOString();
  const said = [];
  const reconcile = createReconcileWorklist({
    worklist: store.worklist,
    results: store.results,
    quarantine: store.quarantine,
    arrivals: store.arrivals,
    renew: store.renewRow,
    now: later,
    logWarning: (message) => said.push(message),
    logError: (message) => said.push(message),
  });
  const rows = [];
  const timed = async (what) => {
    let requests = 0;
    const counted = () => {
      requests += 1;
    };
    diagnostics.subscribe('http.client.request.start', counted);
    const [began, cpu] = [performance.now(), process.cpuUsage()];
    await reconcile();
    const used = process.cpuUsage(cpu);
    diagnostics.unsubscribe('http.client.request.start', counted);
    const seconds = (milliseconds) => (milliseconds / 1000).toFixed(1);
    const processor = (used.user + used.system) / 1000;
    rows.push([what, String(requests), seconds(processor), seconds(performance.now() - began)]);
  };
  await timed('the first time: every record is read');
  await timed('nothing changed since');
  await inParallel(100, (number) => put(number, 2));
  await timed('100 studies changed since');
  if (said.length > 0) throw new Error(said.join('\n'));
  console.log(`comparing the worklist of ${count} studies with their records, on Azurite`);
  table(['', 'requests', 'processor, s', 'time, s'], rows);
}

async function inParallel(count, action) {
  let next = 0;
  const work = async () => {
    while (next < count) {
      next += 1;
      await action(next - 1);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

module.exports = { run };
