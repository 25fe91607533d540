const { mkdtempSync, rmSync } = require('node:fs');
const { loadavg, tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { arrivalIdOf } = require('../../dist/domain/kernel/identifiers/ids');
const { startRuntime } = require('../../dist/local/startRuntime');
const { readSettings } = require('../../dist/settings/settings');
const { connectStorage } = require('../../dist/storage/connect');
const { openStore } = require('../../dist/storage/store');
const { cpuTime } = require('./support/cpuTime');
const { table } = require('./support/measure');

const appDirectory = join(__dirname, '../..');
const writesAtOnce = 8;
const restSeconds = 10;
const fiveMinutes = 300_000;

/**
 * Percent of a core that the local runtime takes with nothing to do: on an empty site, and on one with so many finished
 * files. These are written as records, with the files in `incoming`; then the runtime is started, and deals with each
 * before it is measured. Five minutes are measured, which hold one run of `reconcile`, and not the first of the process.
 */
async function run([count = '3000']) {
  if (cpuTime() === undefined)
    return console.log('  There is no /proc on this system, so nothing is measured.');
  const folder = mkdtempSync(join(tmpdir(), 'bench-idle-'));
  try {
    const rows = [];
    for (const files of [0, Number(count)]) rows.push(await idleWith(join(folder, `${files}`), files));
    console.log(`  load of the machine: ${loadavg()[0].toFixed(1)}`);
    const parts = [...rows[0].used.keys()];
    table(
      ['finished files', ...parts, '% of a core'],
      rows.map(({ files, used }) => {
        const percent = (seconds) => ((100_000 * seconds) / fiveMinutes).toFixed(2);
        const total = parts.reduce((sum, part) => sum + (used.get(part) ?? 0), 0);
        return [String(files), ...parts.map((part) => percent(used.get(part) ?? 0)), percent(total)];
      }),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function idleWith(folder, files) {
  if (files > 0)
    await onRuntime(folder, { 'AzureWebJobs.ingest.Disabled': 'true' }, (site) => fill(site, files));
  return onRuntime(folder, {}, async ({ store }) => {
    const waiting = async () => (await store.worklist.processing()).length;
    // Each file's event comes again, and finds its outcome.
    for (let quiet = 0; quiet < restSeconds; quiet += 1) {
      const before = total(cpuTime());
      await setTimeout(1000);
      if (total(cpuTime()) - before > 0.2 || (await waiting()) > 0) quiet = 0;
    }
    // Until a minute after the next run of `reconcile`.
    await setTimeout(fiveMinutes - (Date.now() % fiveMinutes) + 60_000);
    const before = cpuTime();
    await setTimeout(fiveMinutes);
    const after = cpuTime();
    return { files, used: new Map([...after].map(([part, at]) => [part, at - (before.get(part) ?? 0)])) };
  });
}

function total(used) {
  return [...used.values()].reduce((sum, seconds) => sum + seconds, 0);
}

async function fill({ store, incoming, settings }, files) {
  const { siteKey, incomingContainer } = settings;
  const at = new Date(Date.now() - 3_600_000).toISOString();
  let next = 0;
  const some = async () => {
    for (let file = next++; file < files; file = next++) {
      const name = `${file}.bin`;
      const { etag } = await incoming.getBlockBlobClient(name).upload('any', 3);
      const arrivalId = arrivalIdOf(siteKey, incomingContainer, name, etag);
      const of = { schemaVersion: 1, arrivalId };
      const bare = etag.replaceAll('"', '');
      const arrival = { ...of, container: incomingContainer, name, etag: bare, receivedAt: at };
      await store.arrivals.record({ ...arrival, lane: 'routine', salt: '5a'.repeat(32) });
      const outcome = { ...of, outcome: 'index', finishedAt: at };
      await (await store.arrivals.prepareOutcome(outcome)).store();
    }
  };
  await Promise.all(Array.from({ length: writesAtOnce }, some));
  await store.accounts.fold();
}

async function onRuntime(folder, environment, work) {
  const runtime = await startRuntime({
    appDirectory,
    dataDirectory: folder,
    log: () => {},
    blobContents: false,
    generatedSecrets: ['TRIAGE_SITE_KEY'],
    environment: { TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan', ...environment },
  });
  try {
    const settings = readSettings(
      { ...runtime.environment, AzureWebJobsStorage: runtime.connectionString },
      appDirectory,
    );
    const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
    const store = openStore(settings);
    await store.prepare();
    return await work({ store, incoming, settings });
  } finally {
    await runtime.stop();
  }
}

module.exports = { run };
