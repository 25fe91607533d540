const { resolve } = require('node:path');

/**
 * Builds the stale parts of dist/ once before all tests: Jest compiles a test's imports in memory, but the
 * processes that tests start (the app's worker, Azurite, the command line) run the build. Code with type
 * errors is built all the same, since tests of other parts need not wait for a fix; the errors are shown.
 * Node caches the compiled code of dist/ for the hundreds of processes that follow.
 */
module.exports = async function buildOnce() {
  process.env.NODE_COMPILE_CACHE ??= resolve(__dirname, '../../node_modules/.cache/compiled');
  const { build } = await import('../../scripts/build.mjs');
  for (const { part, said } of await build()) {
    if (part !== 'app') throw new Error(`The ${part} could not be built:\n${said}`);
    console.warn(`\ndist/ was built in spite of type errors:\n${said}`);
  }
};
