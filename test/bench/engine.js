const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { startAzurite } = require('../../dist/local/azurite/startAzurite');
const { randomAccount } = require('../../dist/local/azurite/storageAccount');
const { delays } = require('./support/engineDelays');
const { buildHost } = require('./support/engineHost');
const { rates } = require('./support/engineRates');
const { transactions } = require('./support/engineTransactions');

const parts = { rates, delays, transactions };

/**
 * Microsoft's Durable extension and WebJobs SDK beside the local runtime, both on Azurite: orchestrations per second,
 * the time from a file to its result, and what a file and an idle hour cost in transactions with the storage. All of
 * it takes a quarter of an hour.
 *
 * @param args one part alone, and how many orchestrations or files
 */
async function run([part, count]) {
  if (part !== undefined && !(part in parts)) {
    throw new Error(`There is no part "${part}". There are: ${Object.keys(parts).join(', ')}.`);
  }
  if (!buildHost()) {
    console.log('engine: skipped, it needs the .NET SDK 10 (dotnet)');
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'bench-engine-'));
  let accounts = 0;
  /** An empty account in an Azurite of its own. */
  const account = () => {
    accounts += 1;
    const place = join(folder, `azurite-${accounts}`);
    return startAzurite(`${place}.lock`, place, randomAccount(), {}, () => {});
  };
  try {
    for (const measure of part === undefined ? Object.values(parts) : [parts[part]]) {
      await measure({ folder, account, count: count === undefined ? undefined : Number(count) });
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

module.exports = { run };
