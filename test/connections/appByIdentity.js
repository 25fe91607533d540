const { readFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const path = require('node:path');
const { arrivalIdOf } = require('../../dist/domain/kernel/identifiers/ids');
const { startRuntime } = require('../../dist/local/startRuntime');
const { readSettings } = require('../../dist/settings/settings');
const { connectStorage } = require('../../dist/storage/connect');
const { openStore } = require('../../dist/storage/store');

// The app on the embedded runtime, where an identity opens its account for data: a process of its own, since
// only a process that is started so trusts another certificate (NODE_EXTRA_CA_CERTS).

const appDirectory = path.resolve(__dirname, '../..');
const { dataDirectory, connectionString, environment, file } = JSON.parse(process.argv[2]);

async function outcomeOfOneFile() {
  const runtime = await startRuntime({ appDirectory, dataDirectory, connectionString, environment });
  try {
    const settings = readSettings(
      { ...process.env, ...environment, AzureWebJobsStorage: connectionString },
      appDirectory,
    );
    const { blobs, queue } = connectStorage(settings.storage);
    const { arrivals } = openStore(settings);
    const incoming = blobs.getContainerClient('incoming');
    const { etag } = await incoming.getBlockBlobClient('a.png').uploadData(readFileSync(file));
    const arrivalId = arrivalIdOf(settings.siteKey, 'incoming', 'a.png', etag);
    let outcome;
    for (let tries = 0; tries < 300 && outcome === undefined; tries += 1) {
      await sleep(100);
      outcome = await arrivals.outcome(arrivalId);
    }
    const health = await (await fetch(`${runtime.url}/api/health`)).json();
    const { succeeded } = await queue('notices').createIfNotExists();
    return { outcome: outcome?.outcome, storage: health.storage, queue: succeeded };
  } finally {
    await runtime.stop();
  }
}

/** The identity is named in the other way. */
async function containersByResourceId() {
  const named = { ...environment, TRIAGE_STORAGE__managedIdentityResourceId: '/subscriptions/s/identity' };
  delete named.TRIAGE_STORAGE__clientId;
  const { storage } = readSettings({ ...named, AzureWebJobsStorage: connectionString }, appDirectory);
  const names = [];
  for await (const { name } of connectStorage(storage).blobs.listContainers()) names.push(name);
  return names;
}

(async () => {
  const first = await outcomeOfOneFile();
  process.send({ ...first, containers: await containersByResourceId() });
})().then(
  () => process.disconnect(),
  (error) => {
    process.send({ error: String(error.stack) });
    process.disconnect();
    process.exitCode = 1;
  },
);
