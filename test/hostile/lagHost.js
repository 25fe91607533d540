/**
 * A host as it runs: plain Node with the built program, which reads every file of a folder in the decoding processes
 * and prints how long its own event loop was busy at most meanwhile, in milliseconds. A test's own environment would
 * be slower by a factor, and the clock alone would count what other programs of the machine do.
 */
const { readFileSync, readdirSync } = require('node:fs');
const path = require('node:path');
const { defaultDecoderBudget } = require('../../dist/decoder/budget.js');
const { DecoderPool } = require('../../dist/decoder/decoderPool.js');
const { fileReader } = require('../../dist/decoder/readImageJob.js');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits.js');
const { busiest, pause } = require('./busiest.js');

async function main(folder) {
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 2 });
  const read = fileReader(pool, defaultReadLimits);
  let worst = { milliseconds: 0, file: '' };
  for (const file of readdirSync(folder).sort()) {
    const bytes = readFileSync(path.join(folder, file));
    await pause();
    const milliseconds = await busiest(() => read(bytes, file).catch(() => undefined));
    if (milliseconds > worst.milliseconds) worst = { milliseconds, file };
  }
  await pool.close();
  process.stdout.write(JSON.stringify(worst));
}

main(process.argv[2]);
