const { spawnSync } = require('node:child_process');
const { resolve } = require('node:path');

const root = resolve(__dirname, '../..');

/**
 * Builds dist/ once before all tests: Jest compiles what a test imports in memory, but the processes that tests start
 * (the app's worker, Azurite, the command line) run what is built. Code with type errors is built all the same, as
 * the tests of another part need not wait for it; the errors are shown.
 */
module.exports = function buildOnce() {
  const compiler = resolve(root, 'node_modules/typescript/bin/tsc');
  const { status, stdout, error } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  if (status !== 0) console.warn(`\ndist/ was built in spite of type errors:\n${stdout}`);
};
