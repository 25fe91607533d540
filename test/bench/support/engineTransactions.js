const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { countingProxy } = require('./countingProxy');
const { startSite } = require('./engineSite');
const { table } = require('./measure');

const hubName = 'ImagingTriage';
/** After so long everything that a file causes has been done: sealing waits five seconds. */
const settledMs = 15_000;

/** The timers of five minutes count twice, and once that the worklist is read in full. */
const idleMs = 600_000;

/** What a file costs in transactions with the storage, and an hour in which nothing comes, on the engine. */
async function transactions({ folder, account, count = 5 }) {
  // At once: what is counted does not depend on how fast it goes.
  const counted = await Promise.all(
    ['blob', 'queue'].map(async (intake) => ({
      intake,
      columns: await countedBy(intake, folder, account, count),
    })),
  );
  for (const { intake, columns } of counted) print(intake, columns);
}

async function countedBy(intake, folder, account, files) {
  const azurite = await account();
  const proxy = await countingProxy(azurite.connectionString, hubName);
  const place = join(folder, `transactions-${intake}`);
  mkdirSync(place);
  const { connectionString } = proxy;
  const site = await startSite({ hosts: 1, intake, folder: place, connectionString });
  try {
    await site.drop(1);
    await site.recorded(1);
    await setTimeout(2 * settledMs);
    proxy.take();
    await setTimeout(idleMs);
    const hour = scaled(proxy.take(), 3_600_000 / idleMs);

    let began = Date.now();
    for (let number = 2; number < 2 + files; number += 1) {
      await site.drop(number);
      await site.recorded(number);
      await setTimeout(settledMs);
    }
    const alone = perFile(proxy.take(), hour, Date.now() - began, files);

    began = Date.now();
    const numbers = Array.from({ length: files }, (_, at) => 2 + files + at);
    await Promise.all(numbers.map((number) => site.drop(number)));
    await site.recorded(1 + 2 * files);
    await setTimeout(settledMs);
    const together = perFile(proxy.take(), hour, Date.now() - began, files);
    return { hour, alone, together };
  } finally {
    await site.stop();
    proxy.close();
    await azurite.stop();
  }
}

const scaled = (counts, factor) => new Map([...counts].map(([key, count]) => [key, count * factor]));

/** Without what there would have been in this time anyway. */
function perFile(counts, hour, elapsedMs, files) {
  const idle = scaled(hour, elapsedMs / 3_600_000);
  const keys = new Set([...counts.keys(), ...idle.keys()]);
  return new Map([...keys].map((key) => [key, ((counts.get(key) ?? 0) - (idle.get(key) ?? 0)) / files]));
}

function print(intake, columns) {
  const names = Object.keys(columns);
  const keys = [...new Set(names.flatMap((name) => [...columns[name].keys()]))].sort();
  const cells = (key) => names.map((name) => (columns[name].get(key) ?? 0).toFixed(name === 'hour' ? 0 : 1));
  const rows = keys.map((key) => [key.split('|').slice(0, 3).join(' '), ...cells(key)]);
  const headings = [`transactions, intake by ${intake}`, 'an idle hour', 'a file alone', 'a file of many'];
  table(headings, rows);
  for (const [what, of] of [
    ['billed as', 3],
    ['sent by', 0],
  ]) {
    const groups = [...new Set(keys.map((key) => key.split('|')[of]))].sort();
    const sum = (name, group) =>
      [...columns[name]].reduce((all, [key, count]) => all + (key.split('|')[of] === group ? count : 0), 0);
    table(
      [what, ...headings.slice(1)],
      groups.map((group) => [
        group,
        ...names.map((name) => sum(name, group).toFixed(name === 'hour' ? 0 : 1)),
      ]),
    );
  }
}

module.exports = { transactions };
