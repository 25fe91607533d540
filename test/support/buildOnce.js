/**
 * Builds what is stale of dist/ once before all tests: Jest compiles what a test imports in memory, but the processes
 * that tests start (the app's worker, Azurite, the command line) run what is built. Code with type errors is built all
 * the same, as the tests of another part need not wait for it; the errors are shown.
 */
module.exports = async function buildOnce() {
  const { build } = await import('../../scripts/build.mjs');
  for (const { part, said } of await build()) {
    if (part !== 'app') throw new Error(`The ${part} could not be built:\n${said}`);
    console.warn(`\ndist/ was built in spite of type errors:\n${said}`);
  }
};
