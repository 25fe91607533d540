const { readFileSync, writeFileSync } = require('node:fs');
const { spawnSync } = require('node:child_process');
const { once } = require('node:events');
const { connect } = require('node:net');
const threads = require('node:worker_threads');
const { serve } = require('../../../dist/decoder/child/serve');

/**
 * Tries what a process that reads files must not do, and answers how each attempt ended. `serving` is the process
 * itself; `takenOver` is a thread without Node's permission model, which can do what a native decoder can that was
 * taken over.
 */
async function tryAll({ read, write, port }) {
  const attempts = {
    ...Object.fromEntries(read.map((file) => [`read ${file}`, () => readFileSync(file)])),
    ...Object.fromEntries(write.map((file) => [`write ${file}`, () => writeFileSync(file, 'x')])),
    'read the settings of the host': () => readFileSync(`/proc/${process.ppid}/environ`),
    'read the command line of the host': () => readFileSync(`/proc/${process.ppid}/cmdline`),
    'start a program': () => {
      const { error } = spawnSync(process.execPath, ['--version']);
      if (error) throw error;
    },
    'start a thread without limits': () => new threads.Worker('', { eval: true, execArgv: [] }),
    'signal the host': () => process.kill(process.ppid, 0),
    'open a connection': () =>
      new Promise((resolve, reject) => connect(port, '127.0.0.1').on('connect', resolve).on('error', reject)),
  };
  const outcomes = {};
  for (const [name, attempt] of Object.entries(attempts)) {
    try {
      await attempt();
      outcomes[name] = 'done';
    } catch {
      outcomes[name] = 'refused';
    }
  }
  return outcomes;
}

if (threads.isMainThread) {
  const takenOver = new threads.Worker(__filename, { execArgv: [] });
  serve(
    {
      'read-file': async (_request, bytes) => {
        const targets = JSON.parse(bytes.toString());
        takenOver.postMessage(targets);
        const [escaped] = await once(takenOver, 'message');
        return { json: { serving: await tryAll(targets), takenOver: escaped }, parts: [] };
      },
    },
    JSON.parse(process.argv[2]),
  );
} else {
  threads.parentPort.on('message', async (targets) => threads.parentPort.postMessage(await tryAll(targets)));
}
