const { readFileSync } = require('node:fs');
const { parentPort, workerData } = require('node:worker_threads');
const { InferenceSession, Tensor } = require('onnxruntime-node');

/** One session of one thread that answers as often as it is told, when it is told. */
async function serve({ file, input, dims, data }) {
  const session = await InferenceSession.create(readFileSync(file), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    graphOptimizationLevel: 'all',
  });
  const run = () => session.run({ [input]: new Tensor('float32', data, dims) });
  await run();
  parentPort.on('message', async (times) => {
    for (let n = 0; n < times; n += 1) await run();
    parentPort.postMessage('done');
  });
  parentPort.postMessage('ready');
}

void serve(workerData);
