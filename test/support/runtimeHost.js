const { startRuntime } = require('../../dist/local/startRuntime');

/**
 * A local runtime in its own process, for tests that kill it. Its options come as JSON; it reports when it is
 * up.
 */
startRuntime(JSON.parse(process.argv[2])).then(
  ({ url }) => {
    process.on('message', () => {});
    process.send({ url });
  },
  (error) => {
    process.send({ error: error.message });
    process.exitCode = 1;
    process.disconnect();
  },
);
