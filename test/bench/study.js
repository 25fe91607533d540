const { readdirSync, readFileSync, mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { createTriageFile } = require('../../dist/activities/triageFile');
const { createApp } = require('../../dist/app/app');
const { arrivalIdOf, studyIdOf } = require('../../dist/domain/kernel/identifiers/ids');
const { startAzurite } = require('../../dist/local/azurite/startAzurite');
const { randomAccount } = require('../../dist/local/azurite/storageAccount');
const { readSettings } = require('../../dist/settings/settings');
const { connectStorage } = require('../../dist/storage/connect');
const { countRequests } = require('./support/countedRequests');
const { dicomImage } = require('./support/dicomImage');
const { siteKey } = require('./support/manyStudies');
const { table } = require('./support/measure');

const appDirectory = join(__dirname, '../..');
/** Activities at once, as host.json has it for an instance. */
const atOnce = JSON.parse(readFileSync(join(appDirectory, 'host.json'), 'utf8')).extensions.durableTask
  .maxConcurrentActivityFunctions;
const side = 64;
/** Processor time in Linux's /proc is in hundredths of a second. */
const ticksPerSecond = 100;

/**
 * A series of slices that no model covers, from their arrivals to their outcomes: storage requests, bytes, versions,
 * decisions and processor time, on Azurite. The size of a slice's pixels is left out: they are small, and none of them is
 * read or written again. The engine's own part and the look at what arrives are not in it.
 */
async function run(sizes) {
  const counts = sizes.length > 0 ? sizes.map(Number) : [10, 100, 500, 2000];
  const site = await startSite();
  try {
    // The first files pay for the start of decoders.
    await series(site, 0, 2 * atOnce);
    const rows = [];
    for (const [index, count] of counts.entries()) rows.push(await series(site, index + 1, count));
    console.log(`one study of n slices, ${atOnce} worked on at once`);
    table(
      [
        'slices',
        'versions',
        'decisions',
        'wakes',
        'requests each',
        'MB of studies',
        'KB of them each',
        'CPU each, s',
        's',
      ],
      rows,
    );
    const { count, requests } = site.last;
    console.log(`requests for each of the ${count}, by kind`);
    table(
      ['', 'each'],
      kindsOf(requests).map(([kind, number]) => [kind, (number / count).toFixed(2)]),
    );
  } finally {
    await site.stop();
  }
}

async function series(site, study, count) {
  const arrivals = [];
  for (let slice = 0; slice < count; slice += 1) arrivals.push(await site.arrive(study, slice));
  const endCount = countRequests();
  const [began, cpu] = [performance.now(), site.processorSeconds()];
  const wakes = await site.triage(arrivals);
  const seconds = performance.now() - began;
  const used = site.processorSeconds() - cpu;
  const requests = endCount();
  site.last = { count, requests };
  const written = requests.filter(
    ({ method, path }) => method === 'PUT' && path.includes('/results/studies/'),
  );
  const bytes = written.reduce((sum, { sent }) => sum + sent, 0);
  const { version, decisions } = await site.studyOf(study);
  return [
    String(count),
    String(version),
    String(decisions),
    String(wakes),
    (requests.length / count).toFixed(1),
    (bytes / 1e6).toFixed(2),
    (bytes / count / 1e3).toFixed(1),
    (used / count).toFixed(3),
    (seconds / 1e3).toFixed(1),
  ];
}

/** What was asked for, most often first: ids and numbers in names are left out. */
function kindsOf(requests) {
  const kinds = new Map();
  for (const { method, path } of requests) {
    const [, , ...place] = path.replace(/[?].*/, '').split('/');
    const name = place
      .join('/')
      .replace(/[0-9a-f]{16,}/g, '{id}')
      .replace(/[0-9]+/g, '{n}');
    kinds.set(`${method} ${name}`, (kinds.get(`${method} ${name}`) ?? 0) + 1);
  }
  return [...kinds].sort(([, a], [, b]) => b - a);
}

async function startSite() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-study-'));
  const models = join(folder, 'no-models');
  mkdirSync(models);
  const azurite = await startAzurite(
    join(folder, 'lock'),
    join(folder, 'azurite'),
    randomAccount(),
    {},
    () => {},
  );
  const environment = {
    AzureWebJobsStorage: azurite.connectionString,
    TRIAGE_SITE_KEY: siteKey.toString('base64'),
    TRIAGE_MODELS: models,
  };
  const settings = readSettings(environment, appDirectory);
  const app = createApp(settings);
  await app.prepare();
  const { blobs } = connectStorage(settings.storage);
  const incoming = blobs.getContainerClient(settings.incomingContainer);
  await incoming.createIfNotExists();
  let wakes = 0;
  const { store, onRequest: _, ...parts } = app;
  const triageFile = createTriageFile({
    ...store,
    ...parts,
    siteKey: settings.siteKey,
    limits: settings.limits,
    exportLimits: settings.exportLimits,
    policy: settings.policy,
    analysed: app.countAnalysis,
    ensureReview: async () => {
      wakes += 1;
    },
    ensureOutputs: async () => {},
    logError: (message) => console.error(message),
  });
  return {
    arrive: async (study, slice) => {
      const name = `${study}/${slice}.dcm`;
      const { etag } = await incoming.getBlockBlobClient(name).uploadData(sliceOf(study, slice));
      const arrivalId = arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag);
      return { container: settings.incomingContainer, name, etag, arrivalId };
    },
    /** @returns how often a review was woken */
    triage: async (arrivals) => {
      wakes = 0;
      let next = 0;
      const work = async () => {
        for (let index = next++; index < arrivals.length; index = next++) {
          const receivedAt = new Date().toISOString();
          const salt = index.toString(16).padStart(64, '0');
          await store.arrivals.record({
            schemaVersion: 1,
            ...arrivals[index],
            receivedAt,
            lane: 'uncovered',
            salt,
          });
          const { outcome } = await triageFile({ arrivalId: arrivals[index].arrivalId });
          if (outcome !== 'not-analysed') throw new Error(`a slice is ${outcome}`);
        }
      };
      await Promise.all(Array.from({ length: atOnce }, work));
      return wakes;
    },
    studyOf: async (study) => {
      const studyId = studyIdOf(settings.siteKey, `2.25.2${study}`);
      const { version, images } = await store.results.study(studyId);
      if (images.length === 0) throw new Error('the study shows no image');
      return { version, decisions: await decisionsOf(blobs, study, version) };
    },
    processorSeconds: () => {
      const { user, system } = process.cpuUsage();
      return (user + system) / 1e6 + childrenSeconds(azurite.pid);
    },
    stop: async () => {
      await app.close();
      await azurite.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const counted = new Set();

/** Decisions that were recorded since the last time. */
async function decisionsOf(blobs) {
  let decisions = 0;
  for await (const { name } of blobs.getContainerClient('audit').listBlobsFlat({ prefix: 'records/' })) {
    if (counted.has(name)) continue;
    counted.add(name);
    const record = await blobs.getContainerClient('audit').getBlobClient(name).downloadToBuffer();
    if (record.includes('"type":"decision"')) decisions += 1;
  }
  return decisions;
}

/** What the processes that this one started have used; 0 where there is no /proc. @param but one of them */
function childrenSeconds(but) {
  let ticks = 0;
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name) && Number(name) !== but)) {
    try {
      const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ')[1].split(' ');
      if (Number(fields[1]) === process.pid) ticks += Number(fields[11]) + Number(fields[12]);
    } catch {
      // It ended meanwhile.
    }
  }
  return ticks / ticksPerSecond;
}

function sliceOf(study, slice) {
  const pixels = Buffer.alloc(2 * side * side);
  for (let at = 0; at < side * side; at += 1) pixels.writeUInt16LE((at * 7 + slice) % 4096, 2 * at);
  return dicomImage({
    rows: side,
    columns: side,
    samples: 1,
    bits: 12,
    pixels,
    sopClass: '1.2.840.10008.5.1.4.1.1.2',
    modality: 'CT',
    number: `${study}${String(slice).padStart(5, '0')}`,
    study: String(study),
  });
}

module.exports = { run };
