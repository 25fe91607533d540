const { spawnSync } = require('node:child_process');
const { join, resolve } = require('node:path');
const { median, table } = require('./support/measure');

const root = resolve(__dirname, '../..');
const reporters = [
  join(__dirname, 'support/reportUsage.js'),
  join(root, 'test/cli/support/reportModules.js'),
];
const main = join(root, 'dist/cli/main.js');
const rounds = 9;

/** What it costs to start the command line: alone, and through npm, which first looks whether anything has to be built. */
function run() {
  const commands = ['--version', '--help', 'run --help', 'models evaluate --help'];
  table(['', 'modules', 'CPU, ms', 'wall, ms'], [nodeAlone(), ...commands.map(started)]);
  const quiet = ['run', '--silent', 'triage', '--', '--version'];
  spawned('npm', quiet);
  console.log(
    `  npm run triage -- --version, nothing to build: ${median(times('npm', quiet)).toFixed(0)} ms`,
  );
  console.log(`  npm run with nothing to run: ${median(times('npm', ['run', '--silent'])).toFixed(0)} ms`);
}

function nodeAlone() {
  return rowOf('node alone', ['--eval', '0']);
}

function started(command) {
  return rowOf(`triage ${command}`, ['--disable-warning=ExperimentalWarning', main, ...command.split(' ')]);
}

function rowOf(name, args) {
  const measured = Array.from({ length: rounds }, () => {
    const began = performance.now();
    const { stderr } = spawned(process.execPath, [
      ...reporters.flatMap((file) => ['--require', file]),
      ...args,
    ]);
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

function spawned(program, args) {
  return spawnSync(program, args, { cwd: root, encoding: 'utf8' });
}

module.exports = { run };
