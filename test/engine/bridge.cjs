// Between the engine's host, over standard input and output, and the process that runs the app.
const path = require('node:path');
const readline = require('node:readline');
const { WorkerProcess } = require('../../dist/local/worker/workerProcess.js');
const { noteCalls, observe } = require('./observe.cjs');

const [appDirectory, lock] = process.argv.slice(2);

const send = (message) => process.stdout.write(`${JSON.stringify(message, packed)}\n`);

/** Bytes cross as base64: anything else that JSON makes of them is larger. */
function packed(key, value) {
  if (key !== 'bytes' || typeof value !== 'object') return value;
  const bytes = value.type === 'Buffer' ? value.data : Object.values(value);
  return Buffer.from(bytes).toString('base64');
}

function unpacked(key, value) {
  return key === 'bytes' && typeof value === 'string' ? Buffer.from(value, 'base64') : value;
}

async function main() {
  const { main: entry } = require(path.join(appDirectory, 'package.json'));
  const worker = await WorkerProcess.start({
    appDirectory,
    main: entry,
    lock,
    environment: process.env,
    timeoutSeconds: undefined,
    log: (level, message) => send({ type: 'log', level, message }),
    onRestart: () => undefined,
  });
  const byName = new Map(worker.functions.map((one) => [one.name, one]));
  send({ type: 'loaded', functions: worker.functions });

  const { ENGINE_TURNS: turns, ENGINE_FAULTS: faults, ENGINE_CALLS: calls, ENGINE_LIFE: life } = process.env;
  const call = (...called) => worker.invoke(...called);
  const observed = turns === undefined ? call : observe({ turns, faults }, call);
  const invoke = calls === undefined ? observed : noteCalls({ calls, life }, observed);

  const run = async ({ id, function: name, inputs, triggerMetadata }) => {
    try {
      const { returnValue } = await invoke(byName.get(name), inputs, triggerMetadata);
      send({ type: 'result', id, returnValue: returnValue ?? null });
    } catch (error) {
      send({ type: 'failure', id, message: error.message, stack: error.stack });
    }
  };
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => void run(JSON.parse(line, unpacked)))
    .on('close', () => void worker.stop().finally(() => process.exit(0)));
}

main().catch((error) => {
  send({ type: 'log', level: 'error', message: String(error.stack ?? error) });
  process.exitCode = 1;
});
