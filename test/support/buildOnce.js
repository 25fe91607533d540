const { resolve } = require('node:path');

/**
 * Builds what is stale of dist/ once before all tests: Jest compiles what a test imports in memory, but the processes
 * that tests start (the app's worker, Azurite, the command line) run what is built. Code with type errors is built all
 * the same, as the tests of another part need not wait for it; the errors are shown. Node keeps what it compiled of
 * dist/, for the hundreds of processes that follow.
 */
module.exports = async function buildOnce() {
  process.env.NODE_COMPILE_CACHE ??= resolve(__dirname, '../../node_modules/.cache/compiled');
  const { build } = await import('../../scripts/build.mjs');
  for (const { part, said } of await build()) {
    if (part !== 'app') throw new Error(`The ${part} could not be built:\n${said}`);
    console.warn(`\ndist/ was built in spite of type errors:\n${said}`);
  }
};
