const { monitorEventLoopDelay } = require('node:perf_hooks');
const { setTimeout } = require('node:timers/promises');
const { DecoderPool } = require('../../dist/decoder/decoderPool');
const { defaultDecoderBudget } = require('../../dist/decoder/budget');
const { fileReader } = require('../../dist/decoder/readImageJob');
const { readFile } = require('../../dist/decoder/child/readFile');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { sharp } = require('../../dist/imaging/plain/safeSharp');
const { median, table } = require('./support/measure');
const { radiograph } = require('./support/radiograph');

const rounds = 15;
const resolution = 5;

/** What it costs to read a file in a process of its own: time against the same reader in this process, and the host's lag. */
async function run() {
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  try {
    const read = fileReader(pool, defaultReadLimits);
    const began = performance.now();
    await read(await jpeg(16, 16), '');
    console.log(`  start of a process, with its first file: ${(performance.now() - began).toFixed(0)} ms`);
    const files = [
      ['JPEG, 1024 x 1024', await jpeg(1024, 1024)],
      ['DX, 2500 x 3000, 16 bits', new Uint8Array(radiograph())],
    ];
    const rows = [];
    for (const [name, bytes] of files) rows.push(await measure(read, name, bytes));
    table(['file', 'MB', 'here, ms', 'in a process, ms', 'longest pause of the host, ms'], rows);
  } finally {
    await pool.close();
  }
}

async function jpeg(width, height) {
  const noise = { type: 'gaussian', mean: 120, sigma: 30 };
  return sharp({ create: { width, height, channels: 3, noise, background: 'grey' } })
    .toColourspace('b-w')
    .jpeg()
    .toBuffer();
}

async function measure(read, name, bytes) {
  const here = await times(() => readFile(bytes, '', defaultReadLimits));
  const histogram = monitorEventLoopDelay({ resolution });
  histogram.enable();
  await setTimeout(4 * resolution);
  const there = await times(() => read(bytes, ''));
  histogram.disable();
  const pause = Math.max(0, histogram.max / 1e6 - resolution);
  return [name, (bytes.length / 1e6).toFixed(1), here.toFixed(1), there.toFixed(1), pause.toFixed(0)];
}

/** With a pause in between, so that a process has tidied up. */
async function times(work) {
  const measured = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    measured.push(performance.now() - began);
    await setTimeout(20);
  }
  return median(measured);
}

module.exports = { run };
