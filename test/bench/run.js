const { readdirSync } = require('node:fs');
const { join } = require('node:path');

/** `npm run bench` runs every measurement, `npm run bench -- durable [number]` one. They measure what lies in dist/. */
const measurements = readdirSync(__dirname)
  .filter((file) => file.endsWith('.js') && file !== 'run.js')
  .map((file) => file.slice(0, -'.js'.length));

async function main([name, ...args]) {
  if (name !== undefined && !measurements.includes(name)) {
    console.error(`There is no measurement "${name}". There are: ${measurements.join(', ')}.`);
    process.exitCode = 2;
    return;
  }
  for (const measurement of name === undefined ? measurements : [name]) {
    await require(join(__dirname, `${measurement}.js`)).run(args);
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
