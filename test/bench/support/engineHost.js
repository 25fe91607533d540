const { spawn, spawnSync } = require('node:child_process');
const { join, resolve } = require('node:path');
const readline = require('node:readline');

const folder = resolve(__dirname, '../../engine');
const program = join(folder, 'host/bin/Debug/net10.0/EngineHost.dll');
const webhooks = '/runtime/webhooks/durabletask';

/** @returns whether the host could be built; without the .NET SDK it cannot */
function buildHost() {
  const { stdout } = spawnSync('dotnet', ['--list-sdks'], { encoding: 'utf8' });
  if (!/^10\./m.test(stdout ?? '')) return false;
  const { status } = spawnSync(process.execPath, [join(folder, 'buildHost.cjs')], { stdio: 'inherit' });
  if (status !== 0) throw new Error('the host of the engine cannot be built');
  return true;
}

/**
 * An app on Microsoft's Durable extension and WebJobs SDK, with its own host.json.
 *
 * @param options appDirectory, connectionString, hubName, environment, lock (a file of this host alone)
 * @returns { management, stop }: where the durable routes are, without a slash at the end
 */
async function startEngine({ appDirectory, connectionString, hubName, environment = {}, lock }) {
  const argument = JSON.stringify({
    appDirectory,
    worker: [process.execPath, join(folder, 'bridge.cjs'), appDirectory, lock],
    hubName,
    settings: { AzureWebJobsStorage: connectionString },
    storageProvider: {},
    webhooks: `http://127.0.0.1${webhooks}?code=bench`,
  });
  const host = spawn('dotnet', [program, argument], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, AzureWebJobsStorage: connectionString, ...environment },
  });
  const said = [];
  readline.createInterface({ input: host.stderr }).on('line', (line) => said.push(line));
  const ended = new Promise((resolve) => host.once('exit', resolve));
  const address = await new Promise((resolve, reject) => {
    host.once('exit', () => reject(new Error(`the host ended: ${said.slice(-20).join('\n')}`)));
    readline.createInterface({ input: host.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready"')) resolve(JSON.parse(line).address);
      else said.push(line);
    });
  });
  return {
    management: `${address.slice(0, -1)}${webhooks}`,
    said,
    stop: () => {
      host.kill();
      return ended;
    },
  };
}

module.exports = { buildHost, startEngine };
