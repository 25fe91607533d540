const { DecoderPool } = require('../../../dist/decoder/decoderPool');
const { fileReader } = require('../../../dist/decoder/readImageJob');
const { defaultReadLimits } = require('../../../dist/domain/kernel/limits');

/** A host that is killed while its processes work or wait: it gives them the orders of its arguments. */
const [file, ...orders] = process.argv.slice(2);
const program = { file, packages: ['zod'] };
const pool = new DecoderPool({ processes: orders.length, seconds: 600, memoryBytes: 2 ** 30 }, program);
const read = fileReader(pool, defaultReadLimits);
for (const order of orders) {
  read(Buffer.from(order), '').then(() => process.stdout.write(`done ${order}\n`));
}
setInterval(() => process.stdout.write(`pids ${pool.pids.join(' ')}\n`), 50);
