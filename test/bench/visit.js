const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');
const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout } = require('node:timers/promises');
const { lookAtImage } = require('../../dist/operations/images/lookAtImage');
const { createClassifyImage } = require('../../dist/operations/models/classifyImage');
const { defaultDecoderBudget } = require('../../dist/decoder/budget');
const { visitFile } = require('../../dist/operations/images/fileVisit');
const { codestreamDecoder } = require('../../dist/decoder/codestreamJob');
const { DecoderPool } = require('../../dist/decoder/decoderPool');
const { fileReader } = require('../../dist/decoder/readImageJob');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { PictureThreads, pictureOpener } = require('../../dist/imaging/threads/pictureThreads');
const { loadModelRepository } = require('../../dist/inference/repository/modelRepository');
const { modelsPort } = require('../../dist/app/modelsPort');
const { median, table } = require('./support/measure');
const { runPython } = require('./support/python');
const { radiograph } = require('./support/radiograph');

const rounds = 20;
const resolution = 5;
/** Of the shrunk picture that the reference makes. */
const side = 224;
const sizes = [
  ['7.5 megapixels', { width: 2500, height: 3000 }],
  ['15 megapixels', { width: 3750, height: 4000 }],
];

/**
 * One radiograph from its bytes to what the models in use say of it, and a visit to it with heat maps and preview: milliseconds,
 * and the longest pause of the event loop meanwhile. Processes and threads are warm. The reference is pydicom with numpy
 * in the same run, from the same file to one shrunk picture and no further.
 */
async function run() {
  const repository = await loadModelRepository(path.join(__dirname, '../../models'));
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  const threads = new PictureThreads(1);
  const deps = {
    models: modelsPort(async () => repository),
    readFile: fileReader(pool, defaultReadLimits),
    decodeCodestream: codestreamDecoder(pool),
    openPicture: pictureOpener(threads),
    logError: (message) => console.log(message),
  };
  try {
    const rows = [];
    for (const [name, size] of sizes) rows.push(await measure(deps, name, radiograph(size)));
    table(
      [
        'radiograph',
        'read, ms',
        'models, ms',
        'bytes to result, ms',
        'pydicom and numpy, ms',
        'ratio',
        'visit, ms',
        'longest pause, ms',
      ],
      rows,
    );
  } finally {
    await Promise.all([pool.close(), threads.close()]);
  }
}

async function measure(deps, name, bytes) {
  const classified = await classification(deps, bytes);
  const visited = await visit(deps, bytes);
  const reference = pydicomTime(bytes);
  const total = classified.readMs + classified.modelsMs;
  return [
    name,
    classified.readMs.toFixed(0),
    classified.modelsMs.toFixed(0),
    total.toFixed(0),
    reference === undefined ? '' : reference.toFixed(0),
    reference === undefined ? '' : (total / reference).toFixed(2),
    visited.ms.toFixed(0),
    Math.max(classified.pause, visited.pause).toFixed(0),
  ];
}

async function classification(deps, bytes) {
  const classify = createClassifyImage(deps);
  const timings = [];
  const pause = await longestPause(async () => {
    for (let round = 0; round < rounds + 3; round += 1) {
      const { analyses, timing } = await classify({ bytes, name: '' });
      if (analyses[0]?.outcome !== 'analysed') throw new Error('the radiograph was not analysed');
      timings.push(timing);
    }
  });
  const late = timings.slice(3);
  return {
    readMs: median(late.map(({ readMs }) => readMs)),
    modelsMs: median(late.map(({ modelsMs }) => modelsMs)),
    pause,
  };
}

/** Of an image that was read: all models that speak, their heat maps and the preview. */
async function visit(deps, bytes) {
  const image = await deps.readFile(bytes, '');
  const { models } = await deps.models.route(image.description);
  const asked = { models, preview: true };
  const times = [];
  const pause = await longestPause(async () => {
    for (let round = 0; round < rounds; round += 1) {
      const opened = visitFile(deps, { ...image, pixels: new Uint8Array(image.pixels) });
      const start = performance.now();
      await lookAtImage(opened, asked);
      times.push(performance.now() - start);
    }
  });
  return { ms: median(times), pause };
}

/** Milliseconds for which the event loop stood still at most. */
async function longestPause(work) {
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  await setTimeout(4 * resolution);
  await work();
  histogram.disable();
  return Math.max(0, histogram.max / 1e6 - resolution);
}

function pydicomTime(bytes) {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-visit-'));
  try {
    const file = path.join(folder, 'chest.dcm');
    writeFileSync(file, bytes);
    const script = path.join(__dirname, 'support', 'pydicom_tensor.py');
    const output = runPython(['pydicom', 'numpy'], [script, String(side), String(rounds), file]);
    return output === undefined ? undefined : Number(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { run };
