const { accountKey, accountNames } = require('./accounts.js');

// Azurite in memory, for the tests of one Jest worker, with the options that it is given on top. It reports
// where it listens, and exits with the worker.

const more = process.argv.slice(2);

const services = ['blob', 'queue', 'table'];
const listening = {};

console.log = (text) => {
  const [, service, url] = /^Azurite (\w+) service is successfully listening at (\S+)$/.exec(text) ?? [];
  if (url === undefined) return;
  listening[service.toLowerCase()] = url;
  if (services.every((one) => one in listening)) process.send(listening);
};
process.on('disconnect', () => process.exit(0));
process.env.AZURITE_ACCOUNTS = accountNames.map((name) => `${name}:${accountKey}`).join(';');
process.argv.splice(
  2,
  Number.POSITIVE_INFINITY,
  ...['--silent', '--skipApiVersionCheck', '--disableTelemetry', '--inMemoryPersistence'],
  ...services.flatMap((service) => [`--${service}Host`, '127.0.0.1', `--${service}Port`, '0']),
  ...more,
);
require('azurite/dist/src/azurite.js');
