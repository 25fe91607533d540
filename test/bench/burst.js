const { fork } = require('node:child_process');
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { arrivalIdOf } = require('../../dist/domain/kernel/identifiers/ids');
const { startRuntime } = require('../../dist/local/startRuntime');
const { readSettings } = require('../../dist/settings/settings');
const { connectStorage } = require('../../dist/storage/connect');
const { openStore } = require('../../dist/storage/store');
const { median, table } = require('./support/measure');
const { smallRadiograph } = require('./support/smallRadiograph');

const appDirectory = join(__dirname, '../..');
const idleRounds = 5;

/**
 * An urgent file in a burst of small radiographs, each a study of its own, on the local runtime with the models of the
 * app: seconds from the beginning of its upload until it was received and until its outcome, against the same on an idle
 * machine (median of five). A process of its own uploads the burst as fast as the storage takes it; an urgent file comes each
 * half a second meanwhile, directly after it and while it is worked on.
 */
async function run([count = '1500']) {
  const files = Number(count);
  const site = await startSite();
  try {
    const idle = [];
    // The first file pays for the start of decoders and networks.
    await site.timed('warm-up', 'STAT');
    for (let round = 0; round < idleRounds; round += 1) idle.push(await site.timed(`idle ${round}`, 'STAT'));
    const sent = site.send(files);
    const during = [];
    await setTimeout(files > 1000 ? 3000 : 500);
    for (; sent.seconds === undefined; await setTimeout(500))
      during.push(await site.timed(`urgent during ${during.length}`, 'STAT'));
    const after = await site.timed('urgent after', 'STAT');
    const finished = (await site.finished()) - idle.length - 2 - during.length;
    const later = await site.timed('urgent later', 'STAT');
    const base = median(idle.map(({ done }) => done));
    const received = median(idle.map((one) => one.received));
    const put = median(idle.map((one) => one.put));
    const row = (what, one) => [
      what,
      one.put.toFixed(2),
      one.received.toFixed(2),
      one.done.toFixed(2),
      (one.done / base).toFixed(1),
      ((one.done - one.received) / (base - received)).toFixed(1),
    ];
    table(
      ['urgent file', 'uploaded (s)', 'received (s)', 'done (s)', 'x idle', 'x idle, since received'],
      [
        row('idle', { put, received, done: base }),
        ...during.map((one) => row('while the burst is uploaded', one)),
        row('directly after the upload', after),
        row('later', later),
      ],
    );
    console.log(
      `  ${files} files uploaded in ${sent.seconds.toFixed(1)} s; ${finished} of them finished before the urgent one`,
    );
  } finally {
    await site.stop();
  }
}

async function startSite() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-burst-'));
  const runtime = await startRuntime({
    appDirectory,
    dataDirectory: join(folder, 'data'),
    log: () => {},
    blobContents: false,
    generatedSecrets: ['TRIAGE_SITE_KEY'],
    environment: { TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan' },
  });
  const environment = { ...runtime.environment, AzureWebJobsStorage: runtime.connectionString };
  const settings = readSettings(environment, appDirectory);
  const store = openStore(settings);
  const { incomingContainer, siteKey } = settings;
  const incoming = connectStorage(settings.storage).blobs.getContainerClient(incomingContainer);
  let drawn = 0;
  const put = async (name, urgency) => {
    const { etag } = await incoming
      .getBlockBlobClient(`${name}.dcm`)
      .uploadData(smallRadiograph(name, urgency, drawn++));
    return arrivalIdOf(siteKey, incomingContainer, `${name}.dcm`, etag);
  };
  return {
    /** Seconds until it was uploaded, until it was received and until its outcome. */
    timed: async (name, urgency) => {
      const began = performance.now();
      const arrivalId = await put(name, urgency);
      const seconds = () => (performance.now() - began) / 1000;
      const uploaded = seconds();
      while ((await store.arrivals.read(arrivalId)) === undefined) await setTimeout(20);
      const received = seconds();
      while ((await store.arrivals.outcome(arrivalId)) === undefined) await setTimeout(20);
      return { put: uploaded, received, done: seconds() };
    },
    /** @returns how long it took, once it is done */
    send: (files) => {
      const sent = { seconds: undefined };
      const sender = fork(join(__dirname, 'support', 'burstSender.js'), [
        runtime.connectionString,
        incomingContainer,
        String(files),
      ]);
      sender.once('message', (seconds) => {
        sent.seconds = seconds;
      });
      sender.once('exit', () => {
        sent.seconds ??= Number.NaN;
      });
      return sent;
    },
    finished: async () => (await store.arrivals.finished()).size,
    stop: async () => {
      await runtime.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

module.exports = { run };
