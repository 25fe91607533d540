const { mkdtempSync, rmSync } = require('node:fs');
const { availableParallelism, loadavg, tmpdir } = require('node:os');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { drawChest } = require('../../dist/cli/synthetic/chest');
const { uidFor } = require('../../dist/cli/synthetic/uid');
const { writeDx } = require('../../dist/cli/synthetic/writeDx');
const { modelsPort } = require('../../dist/app/modelsPort');
const { defaultDecoderBudget } = require('../../dist/decoder/budget');
const { codestreamDecoder } = require('../../dist/decoder/codestreamJob');
const { DecoderPool } = require('../../dist/decoder/decoderPool');
const { fileReader } = require('../../dist/decoder/readImageJob');
const { arrivalIdOf } = require('../../dist/domain/kernel/identifiers/ids');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { PictureThreads, pictureOpener } = require('../../dist/imaging/threads/pictureThreads');
const { closeNetworks } = require('../../dist/inference/onnx/networks');
const { loadModelRepository } = require('../../dist/inference/repository/modelRepository');
const { startRuntime } = require('../../dist/local/startRuntime');
const { createClassifyImage } = require('../../dist/operations/models/classifyImage');
const { readSettings } = require('../../dist/settings/settings');
const { connectStorage } = require('../../dist/storage/connect');
const { openStore } = require('../../dist/storage/store');
const { cpuTime } = require('./support/cpuTime');
const { siteKey } = require('./support/manyStudies');
const { table } = require('./support/measure');

const appDirectory = join(__dirname, '../..');
const size = { width: 128, height: 160 };
const uploadsAtOnce = 8;
const warmUps = 10;

/**
 * Seconds of processor time for one small radiograph, each a study of its own, from its upload to its outcome, by part
 * of the whole system on the local runtime; against the work itself in the same run: reading the same files and asking
 * the models, as `triage classify` does. What is done after that (the seal of the log, the first look of each review)
 * counts as well.
 */
async function run([count = '200']) {
  if (cpuTime() === undefined)
    return console.log('  There is no /proc on this system, so nothing is measured.');
  const files = Number(count);
  console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
  const itself = await theWorkItself(files);
  const { seconds, used } = await wholeSystem(files);
  const total = [...used.values()].reduce((sum, value) => sum + value, 0);
  const perFile = (value) => (value / files).toFixed(4);
  table(
    ['processor time', 's a file'],
    [
      ['the work itself', perFile(itself)],
      ...[...used].map(([part, value]) => [part, perFile(value)]),
      ['whole system', perFile(total)],
    ],
  );
  console.log(`  whole system / the work itself: ${(total / itself).toFixed(2)}`);
  console.log(`  ${files} files in ${seconds.toFixed(1)} s`);
}

function radiograph(index) {
  const uid = (what) => uidFor(`bench-file/${index}/${what}`);
  return writeDx(drawChest(index, size), {
    photometric: 'MONOCHROME2',
    studyUid: uid('study'),
    seriesUid: uid('series'),
    sopUid: uid('instance'),
    patientName: `SYNTHETIC^${index}`,
    patientId: `SYN-${index}`,
    ageYears: 60,
    sex: 'O',
    bodyPart: 'CHEST',
    view: 'PA',
  });
}

const sumOf = (used) => [...used.values()].reduce((sum, value) => sum + value, 0);

async function theWorkItself(files) {
  const repository = await loadModelRepository(join(appDirectory, 'models'));
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  const threads = new PictureThreads(1);
  const classify = createClassifyImage({
    models: modelsPort(async () => repository),
    readFile: fileReader(pool, defaultReadLimits),
    decodeCodestream: codestreamDecoder(pool),
    openPicture: pictureOpener(threads),
    logError: (message) => console.log(message),
  });
  const each = async (from, to) => {
    for (let index = from; index < to; index += 1) await classify({ bytes: radiograph(index), name: '' });
  };
  try {
    await each(0, warmUps);
    const drawn = await timed(async () => {
      for (let index = 0; index < files; index += 1) radiograph(index);
    });
    return (await timed(() => each(0, files))) - drawn;
  } finally {
    await Promise.all([pool.close(), threads.close(), closeNetworks()]);
  }
}

/** Seconds of processor time of all processes. */
async function timed(work) {
  const before = sumOf(cpuTime());
  await work();
  return sumOf(cpuTime()) - before;
}

async function wholeSystem(files) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-file-'));
  const runtime = await startRuntime({
    appDirectory,
    dataDirectory: join(folder, 'data'),
    log: () => {},
    environment: {
      TRIAGE_SIGN_IN: 'development',
      TRIAGE_SITE_KEY: siteKey.toString('base64'),
      TRIAGE_BLOB_SOURCE: 'LogsAndContainerScan',
    },
  });
  try {
    const environment = { ...runtime.environment, AzureWebJobsStorage: runtime.connectionString };
    const settings = readSettings(environment, appDirectory);
    const store = openStore(settings);
    const incoming = connectStorage(settings.storage).blobs.getContainerClient(settings.incomingContainer);
    const triage = async (from, to) => {
      const bytes = Array.from({ length: to - from }, (_, at) => radiograph(from + at));
      const before = cpuTime();
      const began = performance.now();
      const arrivals = [];
      const upload = async () => {
        for (let at = bytes.length; at > 0; at = bytes.length) {
          const name = `${from + at}.dcm`;
          const { etag } = await incoming.getBlockBlobClient(name).uploadData(bytes.pop());
          arrivals.push(arrivalIdOf(settings.siteKey, settings.incomingContainer, name, etag));
        }
      };
      await Promise.all(Array.from({ length: uploadsAtOnce }, upload));
      // From the last: most are done by the time that it is.
      for (const id of arrivals.reverse()) while (!(await store.arrivals.outcome(id))) await setTimeout(250);
      const seconds = (performance.now() - began) / 1000;
      await setTimeout(8_000);
      const used = new Map([...cpuTime()].map(([part, value]) => [part, value - (before.get(part) ?? 0)]));
      return { seconds, used };
    };
    await triage(files, files + warmUps);
    return await triage(0, files);
  } finally {
    await runtime.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { run };
