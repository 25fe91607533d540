const { join } = require('node:path');
const { FunctionsCore } = require('../../dist/local/worker/functionsCore');

/**
 * A program that loads the app in a folder as the host's worker does, up to where it knows all functions, and prints their
 * names. The hook of the start does not run: it waits for a storage.
 */
const core = new FunctionsCore(() => {});
core.install();
require(join(process.argv[2], 'dist/index.js'));
console.log(
  [...core.functions.values()]
    .map(({ metadata }) => metadata.name)
    .sort()
    .join('\n'),
);
process.exit(0);
