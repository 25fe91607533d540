const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { startRuntime } = require('../../../dist/local/startRuntime');
const { commitsPerSecond } = require('./commits');
const { startEngine } = require('./engineHost');
const { table } = require('./measure');

const appDirectory = join(__dirname, '../durableApp');
const startedTogether = 16;
const lookEveryMs = 200;

/** Orchestrations per second from the first request to the last durable result, on both engines. */
async function rates({ folder, account, count = 200 }) {
  const reference = commitsPerSecond(join(folder, 'reference.sqlite'));
  console.log(`reference: bare SQLite commits, flushed each time: ${reference.toFixed(0)} per second`);
  const engine = await measured(await onEngine(folder, account), count);
  const local = await measured(await onLocal(folder), count);
  const rows = Object.keys(engine).map((name) => [
    name,
    engine[name].toFixed(1),
    local[name].toFixed(1),
    (engine[name] / local[name]).toFixed(3),
    (local[name] / reference).toFixed(3),
  ]);
  const headings = ['orchestrations per second', 'engine', 'local', 'engine / local', 'local / reference'];
  table(headings, rows);
}

/** @returns where the durable routes are and what each request has to bring */
async function onEngine(folder, account) {
  const azurite = await account();
  const { connectionString } = azurite;
  const options = { connectionString, hubName: 'Rates', lock: join(folder, 'rates.lock') };
  const { management, stop } = await startEngine({ appDirectory, ...options });
  return {
    address: (path, query = '') => `${management}/${path}?${query}`,
    stop: async () => {
      await stop();
      await azurite.stop();
    },
  };
}

async function onLocal(folder) {
  const dataDirectory = join(folder, 'rates');
  const { url, stop } = await startRuntime({ appDirectory, dataDirectory, log: () => {} });
  const key = readFileSync(join(dataDirectory, 'system-key'), 'utf8');
  const routes = `${url}/runtime/webhooks/durabletask`;
  return { address: (path, query = '') => `${routes}/${path}?code=${key}&${query}`, stop };
}

async function measured(runtime, count) {
  try {
    await perSecond(runtime, 'parallel', 'first', 20);
    return {
      parallel: await perSecond(runtime, 'parallel', 'parallel', count),
      image: await perSecond(runtime, 'image', 'image', count),
    };
  } finally {
    await runtime.stop();
  }
}

async function perSecond({ address }, name, prefix, count) {
  let next = 0;
  const began = performance.now();
  const startSome = async () => {
    while (next < count) {
      const response = await fetch(address(`orchestrators/${name}/${prefix}-${next++}`), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      if (response.status !== 202) throw new Error(`HTTP ${response.status}`);
      await response.arrayBuffer();
    }
  };
  await Promise.all(Array.from({ length: startedTogether }, startSome));
  const query = `instanceIdPrefix=${prefix}-&runtimeStatus=Completed&showInput=false&top=${count}`;
  for (;;) {
    const response = await fetch(address('instances', query));
    if ((await response.json()).length >= count) break;
    await setTimeout(lookEveryMs);
  }
  return (count / (performance.now() - began)) * 1000;
}

module.exports = { rates };
