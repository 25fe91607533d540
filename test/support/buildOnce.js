const { spawnSync } = require('node:child_process');
const { readdirSync, statSync } = require('node:fs');
const { join, resolve } = require('node:path');

const root = resolve(__dirname, '../..');

/** Runs a build tool of the project. @returns its exit status and what it said */
function run(program, ...options) {
  const file = resolve(root, 'node_modules', program);
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [file, ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  if (error !== undefined) throw error;
  return { status, said: stdout + stderr };
}

/** When something under this path was last written, added or removed. Milliseconds; 0 where there is nothing. */
function changedAt(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  const within = stat.isDirectory() ? readdirSync(path).map((name) => changedAt(join(path, name))) : [];
  return Math.max(stat.mtimeMs, ...within);
}

/** The pages, where what they are made of changed since. */
function buildPages() {
  const built = changedAt(join(root, 'dist/dashboard/index.html'));
  const sources = ['src/dashboard', 'src/domain', 'package-lock.json'].map((path) =>
    changedAt(join(root, path)),
  );
  if (built > Math.max(...sources)) return;
  const { status, said } = run('vite/bin/vite.js', 'build', '--config', 'src/dashboard/vite.config.mts');
  if (status !== 0) throw new Error(`dist/dashboard could not be built:\n${said}`);
}

/**
 * Builds dist/ once before all tests: Jest compiles what a test imports in memory, but the processes that tests start
 * (the app's worker, Azurite, the command line) run what is built. Code with type errors is built all the same, as
 * the tests of another part need not wait for it; the errors are shown. Node keeps what it compiled of it, for the
 * hundreds of processes that follow.
 */
module.exports = function buildOnce() {
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules/.cache/compiled');
  const { status, said } = run('typescript/bin/tsc', '-p', 'tsconfig.json');
  if (status !== 0) console.warn(`\ndist/ was built in spite of type errors:\n${said}`);
  buildPages();
};
