// Between the engine's host, over standard input and output, and the process that runs the app.
const path = require('node:path');
const readline = require('node:readline');
const { WorkerProcess } = require('../../dist/local/worker/workerProcess.js');

const [appDirectory, lock] = process.argv.slice(2);

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`);
/** Bytes cross as base64. */
const packed = (data) => (data?.bytes ? { bytes: Buffer.from(data.bytes).toString('base64') } : data);
const unpacked = (data) => (data?.bytes ? { bytes: Buffer.from(data.bytes, 'base64') } : data);
const each = (values, change) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, change(value)]));

async function main() {
  const { main: entry } = require(path.join(appDirectory, 'package.json'));
  const worker = await WorkerProcess.start({
    appDirectory,
    main: entry,
    lock,
    environment: process.env,
    timeoutSeconds: undefined,
    log: (level, message) => send({ type: 'log', level, message }),
    // A worker that dies takes its host with it here: what survives a death is the engine's business.
    onRestart: () => process.exit(3),
  });
  const byName = new Map(worker.functions.map((one) => [one.name, one]));
  send({ type: 'loaded', functions: worker.functions });

  const run = async ({ id, function: name, inputs, triggerMetadata }) => {
    try {
      const { returnValue } = await worker.invoke(byName.get(name), each(inputs, unpacked), triggerMetadata);
      send({ type: 'result', id, returnValue: packed(returnValue) ?? null });
    } catch (error) {
      send({ type: 'failure', id, message: `${error.name}: ${error.message}`, stack: error.stack });
    }
  };
  readline
    .createInterface({ input: process.stdin })
    .on('line', (line) => void run(JSON.parse(line)))
    .on('close', () => void worker.stop().finally(() => process.exit(0)));
}

main().catch((error) => {
  send({ type: 'log', level: 'error', message: String(error.stack ?? error) });
  process.exitCode = 1;
});
