process.env.ORT_DISABLE_TELEMETRY = '1';
const { createHash } = require('node:crypto');
const { mkdtempSync, readFileSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join, resolve } = require('node:path');
const { once } = require('node:events');
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const { Worker } = require('node:worker_threads');
const { InferenceSession, Tensor } = require('onnxruntime-node');
const { readManifest } = require('../../dist/inference/repository/admission');
const { goldenInput } = require('../../dist/inference/onnx/goldenCases');
const { versionFolders } = require('../../dist/inference/repository/versionFolders');
const { median, table } = require('./support/measure');
const { runPython } = require('./support/python');

const rounds = 20;
const batches = [1, 8];
const images = 1000;
/** PyTorch has to compute the same before it is timed, as a share of the largest value. */
const agreement = 1e-4;

/**
 * Every network of a models folder (`npm run bench -- inference [DIR] [--json FILE]`): milliseconds and pictures a second
 * with one and two threads, alone and in batches, against PyTorch in the same run; how long its session takes to make;
 * what two workers of one thread do against one session of two; and whether memory stays where it is.
 */
async function run(args) {
  const at = args.indexOf('--json');
  const [out] = at < 0 ? [] : args.splice(at, 2).slice(1);
  const directory = resolve(args[0] ?? join(__dirname, '../../models'));
  const folder = mkdtempSync(join(tmpdir(), 'bench-inference-'));
  try {
    const models = [];
    for (const { id, version } of await versionFolders(directory))
      models.push(await measureModel(folder, join(directory, id, version)));
    report(models);
    if (out !== undefined) writeFileSync(out, `${JSON.stringify({ models }, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureModel(folder, directory) {
  const manifest = await readManifest(directory);
  const file = join(directory, manifest.file.name);
  const bytes = readFileSync(file);
  const input = goldenInput(1, manifest);
  const name = manifest.input.name;
  const session = await InferenceSession.create(bytes, options(1));
  const [{ shape }] = session.inputMetadata;
  const fixed = typeof shape[0] === 'number';
  const sizes = fixed ? [1] : batches;
  const torch = pyTorch(folder, {
    file,
    manifest,
    input,
    session,
    sizes,
    answer: await session.run({ [name]: tensor(input, 1) }),
  });
  const ms = {};
  for (const threads of [1, 2]) {
    const own = threads === 1 ? session : await InferenceSession.create(bytes, options(threads));
    for (const batch of sizes) ms[`${threads}x${batch}`] = await timed(own, name, tensor(input, batch));
  }
  return {
    model: `${manifest.id}@${manifest.version}`,
    precision: manifest.variantOf?.precision ?? 'float32',
    fixedBatch: fixed,
    ms,
    torch: await torch,
    create: await creation(folder, bytes),
    workers: await workers(file, name, input, await InferenceSession.create(bytes, options(2))),
    memory: await memory(session, name, input),
  };
}

function options(threads, more = {}) {
  return {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
    logSeverityLevel: 3,
    ...more,
  };
}

function tensor({ data, dims }, batch) {
  const many = new Float32Array(batch * data.length);
  for (let n = 0; n < batch; n += 1) many.set(data, n * data.length);
  return new Tensor('float32', many, [batch, ...dims.slice(1)]);
}

async function timed(session, name, input) {
  const times = [];
  for (let round = 0; round < rounds + 3; round += 1) {
    const start = performance.now();
    await session.run({ [name]: input });
    times.push(performance.now() - start);
  }
  return median(times.slice(3));
}

/** Times of the same network in PyTorch, or why there are none. */
function pyTorch(folder, { file, manifest, input, sizes, session, answer }) {
  const output = session.outputNames[0];
  const expected = answer[output].data;
  writeFileSync(join(folder, 'input'), Buffer.from(input.data.buffer));
  writeFileSync(join(folder, 'output'), Buffer.from(Float32Array.from(expected).buffer));
  const script = join(__dirname, 'support', 'torch_inference.py');
  const printed = runPython(
    ['torch', 'onnx'],
    [
      script,
      file,
      join(folder, 'input'),
      join(folder, 'output'),
      output,
      input.dims.join('x'),
      rounds,
      ...sizes,
    ].map(String),
  );
  if (printed === undefined) return { missing: 'PyTorch' };
  const times = JSON.parse(printed.trim().split('\n').at(-1));
  if (times.missing !== undefined) return times;
  const largest = expected.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  // A quantized network is rounded at every layer, and the two round differently now and then.
  if (manifest.variantOf === undefined && times.error > agreement * largest)
    throw new Error(`PyTorch computes ${manifest.id} differently: by ${times.error}`);
  return times;
}

/** Milliseconds to make a session out of the file, and out of what the optimizer made of it once. */
async function creation(folder, bytes) {
  const optimised = join(folder, `${createHash('sha256').update(bytes).digest('hex')}.onnx`);
  await InferenceSession.create(bytes, options(1, { optimizedModelFilePath: optimised }));
  const ready = readFileSync(optimised);
  return {
    plain: await creating(bytes, options(1)),
    optimised: await creating(ready, options(1, { graphOptimizationLevel: 'disabled' })),
  };
}

async function creating(bytes, how) {
  const times = [];
  for (let round = 0; round < 5; round += 1) {
    const start = performance.now();
    const session = await InferenceSession.create(bytes, how);
    times.push(performance.now() - start);
    await session.release();
  }
  return median(times);
}

/** Pictures a second of two workers with a session of one thread each, and of one session with two threads. */
async function workers(file, input, { data, dims }, shared) {
  const workerData = { file, input, data, dims };
  const two = [1, 2].map(() => new Worker(join(__dirname, 'support', 'inferenceWorker.js'), { workerData }));
  try {
    await Promise.all(two.map((worker) => once(worker, 'message')));
    const each = 5 * rounds;
    const start = performance.now();
    const done = two.map((worker) => once(worker, 'message'));
    for (const worker of two) worker.postMessage(each);
    await Promise.all(done);
    const twoWorkers = (2000 * each) / (performance.now() - start);
    const oneSession = 1000 / (await timed(shared, input, tensor({ data, dims }, 1)));
    return { twoWorkers, oneSession };
  } finally {
    await Promise.all(two.map((worker) => worker.terminate()));
  }
}

/** Kilobytes that each picture leaves behind: the slope of the memory in use, after a hundred that warm it up. */
async function memory(session, name, input) {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');
  for (let n = 0; n < 100; n += 1) await session.run({ [name]: tensor(input, 1) });
  const points = [];
  for (let n = 1; n <= images; n += 1) {
    await session.run({ [name]: tensor(input, 1) });
    if (n % 20 !== 0) continue;
    collect();
    points.push([n, process.memoryUsage.rss() / 1024]);
  }
  return { kilobytesAnImage: slope(points), megabytes: points.at(-1)[1] / 1024 };
}

function slope(points) {
  const mean = (at) => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const over = points.reduce((sum, point) => sum + (point[0] - x) * (point[1] - y), 0);
  return over / points.reduce((sum, point) => sum + (point[0] - x) ** 2, 0);
}

function report(models) {
  console.log('  onnxruntime, one thread and two; ratio: how many times longer PyTorch takes');
  table(['network', 'threads', 'batch', 'ms', 'pictures/s', 'PyTorch ms', 'ratio'], models.flatMap(linesOf));
  table(
    [
      'network',
      'session, ms',
      'pre-optimised, ms',
      '2 workers, /s',
      '1 session of 2, /s',
      'kB a picture',
      'MB in use',
    ],
    models.map(({ model, create, workers, memory }) => [
      model,
      create.plain.toFixed(1),
      create.optimised.toFixed(1),
      workers.twoWorkers.toFixed(0),
      workers.oneSession.toFixed(0),
      memory.kilobytesAnImage.toFixed(2),
      memory.megabytes.toFixed(0),
    ]),
  );
  for (const { model, fixedBatch, torch } of models) {
    if (fixedBatch) console.log(`  ${model} takes one picture at a time: its batch is fixed.`);
    if (torch.missing !== undefined) console.log(`  ${model} has no reference: ${torch.missing} is missing.`);
    else console.log(`  ${model}: PyTorch computes the same to ${torch.error.toExponential(1)}.`);
  }
}

function linesOf({ model, precision, ms, torch }) {
  return Object.entries(ms).map(([key, own]) => {
    const [threads, batch] = key.split('x').map(Number);
    const other = torch.ms?.[key];
    return [
      `${model} ${precision}`,
      String(threads),
      String(batch),
      own.toFixed(2),
      ((1000 * batch) / own).toFixed(0),
      other === undefined ? '' : other.toFixed(2),
      other === undefined ? '' : (other / own).toFixed(2),
    ];
  });
}

module.exports = { run };
