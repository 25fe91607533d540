const { mkdtempSync, readFileSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { startRuntime } = require('../../dist/local/startRuntime');
const { commitsPerSecond } = require('./support/commits');

const startedTogether = 50;
const measuredAlone = 50;

/**
 * Orchestrations per second of the local runtime, from the HTTP request to the durable result, and how that compares
 * with bare SQLite on the same disk in the same minute: one row per transaction, flushed each time.
 */
async function run([count = '1000']) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-durable-'));
  const finished = new Map();
  const runtime = await startRuntime({
    appDirectory: join(__dirname, 'durableApp'),
    dataDirectory: folder,
    log: ({ message }) => {
      const [, id] = /^Orchestration \w+ (\S+): Completed$/.exec(message) ?? [];
      finished.get(id)?.();
    },
  });
  const key = readFileSync(join(folder, 'system-key'), 'utf8');

  /** Starts an orchestration and waits until it is finished. */
  const orchestrate = async (name, id) => {
    const done = new Promise((resolve) => finished.set(id, resolve));
    const address = `${runtime.url}/runtime/webhooks/durabletask/orchestrators/${name}/${id}?code=${key}`;
    const response = await fetch(address, { method: 'POST', body: '{}' });
    if (response.status !== 202) throw new Error(`HTTP ${response.status}`);
    await response.arrayBuffer();
    await done;
    finished.delete(id);
  };

  /** Runs that many, always so many at a time. */
  const many = async (name, total, together) => {
    let next = 0;
    const began = performance.now();
    const line = async () => {
      while (next < total) await orchestrate(name, `${name}-${total}-${next++}`);
    };
    await Promise.all(Array.from({ length: together }, line));
    return (total / (performance.now() - began)) * 1000;
  };

  try {
    const bare = commitsPerSecond(join(folder, 'reference.sqlite'));
    console.log(`reference: bare SQLite commits, flushed each time   ${bare.toFixed(0)} per second`);
    await many('parallel', 100, startedTogether);
    for (const name of ['parallel', 'sequential']) {
      const rate = await many(name, Number(count), startedTogether);
      const ratio = (rate / bare).toFixed(2);
      console.log(
        `${name}: ${count} orchestrations of three activities     ${rate.toFixed(0)} per second = ${ratio} x reference`,
      );
    }
    const alone = [];
    for (let number = 0; number < measuredAlone; number++) {
      const began = performance.now();
      await orchestrate('parallel', `alone-${number}`);
      alone.push(performance.now() - began);
    }
    alone.sort((a, b) => a - b);
    const [median, late] = [0.5, 0.95].map((part) => alone[Math.floor(part * alone.length)].toFixed(1));
    console.log(`parallel, one at a time: median ${median} ms, 95th percentile ${late} ms`);
  } finally {
    await runtime.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { run };
