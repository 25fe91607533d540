const { readFileSync } = require('node:fs');
const { availableParallelism, loadavg } = require('node:os');
const { DecoderPool } = require('../../dist/decoder/decoderPool');
const { defaultDecoderBudget } = require('../../dist/decoder/budget');
const { fileReader } = require('../../dist/decoder/readImageJob');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { files, makeFile } = require('./support/largeFiles');
const { table } = require('./support/measure');
const { radiograph } = require('./support/radiograph');

async function run([only = '']) {
  const reference = await read(new Uint8Array(radiograph()));
  const lines = [lineOf('DX of 7.5 megapixels, plain', reference, reference)];
  for (const file of files) {
    const name = `${file.name}, ${file.syntax}`;
    if (!name.includes(only)) continue;
    const bytes = await makeFile(file);
    if (bytes === undefined) {
      console.log(`  ${name} is left out: its encoder is missing`);
      continue;
    }
    const line = lineOf(name, await read(new Uint8Array(bytes)), reference);
    console.log(`  ${line.join('  ')}`);
    lines.push(line);
  }
  console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
  table(['file', 'MB', 'outcome', 'CPU, s', 'ratio', 'peak memory, MB', 'ratio'], lines);
}

function lineOf(name, one, reference) {
  return [
    name,
    one.megabytes.toFixed(0),
    one.outcome,
    one.cpu.toFixed(2),
    (one.cpu / reference.cpu).toFixed(1),
    one.peak.toFixed(0),
    (one.peak / reference.peak).toFixed(1),
  ];
}

/** One file in a new process, which is asked for its use of the machine before it ends. */
async function read(bytes) {
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  const use = watch(pool);
  try {
    const image = await fileReader(pool, defaultReadLimits)(bytes, '');
    return { outcome: image.codestream ? 'read, reduced' : 'read', megabytes: bytes.length / 1e6, ...use() };
  } catch (error) {
    return { outcome: error.code ?? error.message, megabytes: bytes.length / 1e6, ...use() };
  } finally {
    use.stop?.();
    await pool.close();
  }
}

/** The last that was seen of the process: a killed one leaves no accounts. */
function watch(pool) {
  let seen = { cpu: 0, peak: 0 };
  const look = () => {
    for (const pid of pool.pids) {
      try {
        const [user, system] = readFileSync(`/proc/${pid}/stat`, 'latin1')
          .split(') ')[1]
          .split(' ')
          .slice(11, 13);
        const [, peak] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
        seen = { cpu: (Number(user) + Number(system)) / 100, peak: Number(peak) / 1024 };
      } catch {
        // It has just ended.
      }
    }
  };
  const timer = setInterval(look, 20);
  const use = () => {
    look();
    return seen;
  };
  use.stop = () => clearInterval(timer);
  return use;
}

module.exports = { run };
