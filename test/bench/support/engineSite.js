const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { QueueServiceClient } = require('@azure/storage-queue');
const { startRuntime } = require('../../../dist/local/startRuntime');
const { readSettings } = require('../../../dist/settings/settings');
const { connectStorage } = require('../../../dist/storage/connect');
const { drawChest } = require('../../../dist/cli/synthetic/chest');
const { writeDx } = require('../../../dist/cli/synthetic/writeDx');
const { startEngine } = require('./engineHost');
const { siteKey } = require('./manyStudies');

const root = resolve(__dirname, '../../..');
const arrivalsQueue = 'incoming-events';

/**
 * The app as it is, with its host.json, and the times of its functions written down.
 *
 * @param options hosts (of Microsoft's engine; none: the local runtime), intake ('blob' or 'queue'), folder (a new one),
 *   connectionString
 * @returns { drop, recorded, calls, stop }
 */
async function startSite({ hosts, intake, folder, connectionString }) {
  const { appDirectory, hubName } = timedApp(folder);
  const callsFile = join(folder, 'calls');
  const environment = {
    BENCH_CALLS: callsFile,
    TRIAGE_SITE_KEY: siteKey.toString('base64'),
    TRIAGE_AUDIT_KEY_FILE: join(folder, 'audit-key'),
    TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
    TRIAGE_INGEST: intake,
  };
  const settings = readSettings({ ...environment, AzureWebJobsStorage: connectionString }, root);
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
  await incoming.createIfNotExists();
  const events = QueueServiceClient.fromConnectionString(connectionString).getQueueClient(arrivalsQueue);
  await events.createIfNotExists();
  writeFileSync(callsFile, '');
  const options = { appDirectory, connectionString, environment };
  const running =
    hosts === 0
      ? [await startRuntime({ ...options, dataDirectory: join(folder, 'data'), log: () => {} })]
      : await Promise.all(
          Array.from({ length: hosts }, (_, at) =>
            startEngine({ ...options, hubName, lock: join(folder, `lock-${at}`) }),
          ),
        );

  /** What its functions did so far: name, and when they began and ended in milliseconds since 1970. */
  const calls = () =>
    readFileSync(callsFile, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const recorded = () => calls().filter(({ name }) => name === 'triageFile').length;

  return {
    calls,
    stop: () => Promise.all(running.map(({ stop }) => stop())),
    /** Puts in a radiograph of its own study. @returns when it was written */
    drop: async (number) => {
      const name = `${number}.dcm`;
      const { etag } = await incoming.getBlockBlobClient(name).uploadData(chest(number));
      const written = Date.now();
      if (intake === 'queue') await events.sendMessage(eventOf(incoming.containerName, name, etag));
      return written;
    },
    /** Waits until so many images were recorded. */
    recorded: async (count) => {
      while (recorded() < count) await setTimeout(100);
    },
  };
}

/** A folder from which both engines load the app. */
function timedApp(folder) {
  const appDirectory = join(folder, 'app');
  mkdirSync(appDirectory, { recursive: true });
  const hostJson = readFileSync(join(root, 'host.json'), 'utf8');
  writeFileSync(join(appDirectory, 'host.json'), hostJson);
  writeFileSync(join(appDirectory, 'package.json'), JSON.stringify({ name: 'timed-app', main: 'index.js' }));
  const entry = JSON.stringify(join(__dirname, 'timedApp.js'));
  writeFileSync(join(appDirectory, 'index.js'), `require(${entry});\n`);
  return { appDirectory, hubName: JSON.parse(hostJson).extensions.durableTask.hubName };
}

function chest(number) {
  return writeDx(drawChest(number, { width: 512, height: 512 }), {
    photometric: 'MONOCHROME2',
    studyUid: `2.25.${number}1`,
    seriesUid: `2.25.${number}2`,
    sopUid: `2.25.${number}3`,
    patientName: 'SYNTHETIC^BENCH',
    patientId: 'SYNTHETIC-BENCH',
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
  });
}

/** What Event Grid puts into the queue, in the encoding that the queue trigger expects. */
function eventOf(container, name, etag) {
  const event = {
    type: 'Microsoft.Storage.BlobCreated',
    subject: `/blobServices/default/containers/${container}/blobs/${name}`,
    time: new Date().toISOString(),
    data: { api: 'PutBlob', eTag: etag, blobType: 'BlockBlob' },
  };
  return Buffer.from(JSON.stringify(event)).toString('base64');
}

module.exports = { startSite };
