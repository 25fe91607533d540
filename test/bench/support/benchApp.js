const { mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { arrivalIdOf } = require('../../../dist/domain/kernel/identifiers/ids');
const { startRuntime } = require('../../../dist/local/startRuntime');
const { readSettings } = require('../../../dist/settings/settings');
const { connectStorage } = require('../../../dist/storage/connect');
const { patientTable } = require('../../../dist/storage/studies/patientIndex');
const { worklistTable } = require('../../../dist/storage/worklist/worklistRows');
const { openStore } = require('../../../dist/storage/store');
const { siteKey } = require('./manyStudies');

const appDirectory = join(__dirname, '../../..');

/**
 * The whole app on the local runtime with a storage of its own, and a reviewer signed in; without models unless settings
 * name some: what is timed is mostly not theirs.
 */
async function startApp(more = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-app-'));
  const models = join(folder, 'no-models');
  mkdirSync(models);
  const runtime = await startRuntime({
    appDirectory,
    dataDirectory: join(folder, 'data'),
    log: () => {},
    environment: {
      TRIAGE_SIGN_IN: 'development',
      TRIAGE_SITE_KEY: siteKey.toString('base64'),
      // It would remove the lines of studies that have no record.
      'AzureWebJobs.reconcile.Disabled': 'true',
      TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
      TRIAGE_MODELS: models,
      ...more,
    },
  });
  const environment = { ...runtime.environment, AzureWebJobsStorage: runtime.connectionString };
  const settings = readSettings(environment, appDirectory);
  const store = openStore(settings);
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);

  /** @returns the id of the image, once it is admitted. @throws Error where it is not */
  const admit = async (name, bytes) => {
    const { etag } = await incoming.getBlockBlobClient(name).uploadData(bytes);
    const arrivalId = arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag);
    for (;;) {
      const outcome = await store.arrivals.outcome(arrivalId);
      if (outcome?.imageId !== undefined) return outcome.imageId;
      if (outcome !== undefined) throw new Error(`${name}: ${outcome.outcome}`);
      await setTimeout(50);
    }
  };
  const { table: named } = connectStorage(settings.storage);
  const tables = { table: named(worklistTable), patients: named(patientTable) };
  const stop = async () => {
    await runtime.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: runtime.url, cookie: await signIn(runtime.url), settings, store, ...tables, admit, stop };
}

/** @returns what a browser sends from then on */
async function signIn(url) {
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Dr. Bench', role: 'reviewer' }),
  });
  if (response.status !== 204) throw new Error(`signing in: HTTP ${response.status}`);
  return response.headers.getSetCookie()[0].split(';')[0];
}

module.exports = { startApp };
