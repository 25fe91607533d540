const { spawnSync } = require('node:child_process');
const { cpSync, mkdirSync, mkdtempSync, rmSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { median, table } = require('./support/measure');

const root = resolve(__dirname, '../..');
const reporters = [
  join(__dirname, 'support/reportUsage.js'),
  join(root, 'test/cli/support/reportModules.js'),
];
const main = join(root, 'dist/cli/main.js');
const rounds = 9;
const quick = '--disable-warning=ExperimentalWarning';
const settings = {
  AzureWebJobsStorage: 'UseDevelopmentStorage=true',
  TRIAGE_SITE_KEY: Buffer.alloc(32, 1).toString('base64'),
};

/**
 * What it costs to start: the app until all functions are known, as it is compiled and as it is packaged; the command
 * line alone, and through npm, which first looks whether anything has to be built.
 */
async function run() {
  await appStarts();
  const commands = ['--version', '--help', 'run --help', 'models evaluate --help'];
  table(['', 'modules', 'CPU, ms', 'wall, ms'], [nodeAlone(), ...commands.map(started)]);
  const quiet = ['run', '--silent', 'triage', '--', '--version'];
  spawned('npm', quiet);
  console.log(
    `  npm run triage -- --version, nothing to build: ${median(times('npm', quiet)).toFixed(0)} ms`,
  );
  console.log(`  npm run with nothing to run: ${median(times('npm', ['run', '--silent'])).toFixed(0)} ms`);
}

async function appStarts() {
  const { bundlePrograms } = await import('../../scripts/package/bundle.mjs');
  mkdirSync(join(root, 'build'), { recursive: true });
  // Inside the root, where what stays outside of the bundles is found.
  const folder = mkdtempSync(join(root, 'build/start-'));
  try {
    await bundlePrograms({ root, folder: join(folder, 'dist') });
    cpSync(join(root, 'package.json'), join(folder, 'package.json'));
    const compiled = appStart('the app as compiled', root);
    const packaged = appStart('the app as packaged', folder);
    const cached = { NODE_COMPILE_CACHE: join(folder, 'cache') };
    appStart('', folder, cached);
    const again = appStart('the same, once V8 has kept it', folder, cached);
    table(['', 'modules', 'CPU, ms', 'wall, ms'], [compiled, packaged, again]);
    const share = (row) => (row[2] / compiled[2]).toFixed(2);
    console.log(
      `  of the CPU time as compiled: ${share(packaged)} as packaged, ${share(again)} once V8 has kept it`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function appStart(name, folder, environment = {}) {
  return rowOf(name, [quick, join(root, 'test/support/loadApp.js'), folder], { ...settings, ...environment });
}

function nodeAlone() {
  return rowOf('node alone', ['--eval', '0']);
}

function started(command) {
  return rowOf(`triage ${command}`, [quick, main, ...command.split(' ')]);
}

function rowOf(name, args, environment = {}) {
  const measured = Array.from({ length: rounds }, () => {
    const began = performance.now();
    const options = [...reporters.flatMap((file) => ['--require', file]), ...args];
    const { stderr } = spawned(process.execPath, options, environment);
    return { wallMs: performance.now() - began, ...reported(stderr, 'USAGE'), modules: modulesIn(stderr) };
  });
  const middle = (key) => median(measured.map((one) => one[key])).toFixed(0);
  return [name, middle('modules'), middle('cpuMs'), middle('wallMs')];
}

function modulesIn(stderr) {
  return reported(stderr, 'MODULES').filter((file) => !reporters.includes(file)).length;
}

function reported(stderr, word) {
  return JSON.parse(new RegExp(`^${word} (.*)$`, 'm').exec(stderr)[1]);
}

function times(program, args) {
  return Array.from({ length: rounds }, () => {
    const began = performance.now();
    spawned(program, args);
    return performance.now() - began;
  });
}

function spawned(program, args, environment = {}) {
  return spawnSync(program, args, { cwd: root, encoding: 'utf8', env: { ...process.env, ...environment } });
}

module.exports = { run };
