const { existsSync } = require('node:fs');
const { join } = require('node:path');

/** Runs one measurement: `npm run bench -- durable [number]`. It measures what lies in dist/. */
const [, , name = '', ...args] = process.argv;
const file = join(__dirname, `${name}.js`);
if (!/^[a-z]+$/.test(name) || name === 'run' || !existsSync(file)) {
  console.error('Name a measurement: npm run bench -- durable');
  process.exit(2);
}
require(file)
  .run(args)
  .catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
