/**
 * Runs a network in onnxruntime-node, for the recipe's Python.
 *
 *   node score.mjs scores MODEL INPUT OUTPUT   raw float32 tensors in, the first output of each picture out
 *   node score.mjs outputs MODEL INPUT OUTPUT  one picture in, every output as JSON
 *   node score.mjs times MODEL BATCH           CPU milliseconds a picture, as JSON
 */
process.env.ORT_DISABLE_TELEMETRY = '1';
const { InferenceSession, Tensor } = await import('onnxruntime-node');
const { readFileSync, writeFileSync } = await import('node:fs');

const [task, model, ...rest] = process.argv.slice(2);
const session = await InferenceSession.create(model, {
  graphOptimizationLevel: 'all',
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  logSeverityLevel: 3,
});
const [input] = session.inputMetadata;
const shape = input.shape.slice(1);
const values = shape.reduce((product, size) => product * size, 1);

const run = (data) =>
  session.run({ [input.name]: new Tensor('float32', data, [data.length / values, ...shape]) });

const readFloats = (path) => {
  const bytes = readFileSync(path);
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
};

async function scores(from, to) {
  const all = readFloats(from);
  const rows = [];
  for (let at = 0; at < all.length; at += values)
    rows.push((await run(all.slice(at, at + values)))[session.outputNames[0]].data);
  writeFileSync(
    to,
    Buffer.concat(rows.map((row) => Buffer.from(row.buffer, row.byteOffset, row.byteLength))),
  );
}

async function outputs(from, to) {
  const found = await run(readFloats(from));
  const listed = session.outputNames.map((name) => ({
    shape: found[name].dims,
    data: [...found[name].data],
  }));
  writeFileSync(to, JSON.stringify(listed));
}

async function times(batch) {
  const data = Float32Array.from({ length: batch * values }, (_, i) => Math.sin(i));
  const taken = [];
  for (let i = 0; i < 60; i++) {
    const began = process.cpuUsage();
    await run(data);
    const { user, system } = process.cpuUsage(began);
    if (i >= 10) taken.push((user + system) / 1000 / batch);
  }
  taken.sort((a, b) => a - b);
  console.log(JSON.stringify({ batch, median: taken[25], best: taken[0] }));
}

if (task === 'scores') await scores(...rest);
else if (task === 'outputs') await outputs(...rest);
else await times(Number(rest[0]));
