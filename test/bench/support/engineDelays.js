const { mkdirSync } = require('node:fs');
const { join } = require('node:path');
const { setTimeout } = require('node:timers/promises');
const { startSite } = require('./engineSite');
const { median, table } = require('./measure');

/** Each file comes after a pause between this and twice as long, in which every poll has slowed down. */
const pauseMs = 10_000;
const sites = [
  { name: 'engine, by blob', hosts: 1, intake: 'blob' },
  { name: 'engine, by queue', hosts: 1, intake: 'queue' },
  { name: 'engine with two hosts, by queue', hosts: 2, intake: 'queue' },
  { name: 'local, by blob', hosts: 0, intake: 'blob' },
  { name: 'local, by queue', hosts: 0, intake: 'queue' },
];

/** From the file to its result, one file at a time. */
async function delays({ folder, account, count = 8 }) {
  const rows = [];
  for (const { name, hosts, intake } of sites) {
    const azurite = await account();
    const place = join(folder, `delays-${hosts}-${intake}`);
    mkdirSync(place);
    const { connectionString } = azurite;
    try {
      rows.push(rowOf(name, await dropped({ hosts, intake, folder: place, connectionString }, count)));
    } finally {
      await azurite.stop();
    }
  }
  table(['from file to result, s', 'median', 'worst', 'intake', 'queues', 'functions'], rows);
}

async function dropped(options, files) {
  const site = await startSite(options);
  try {
    // The first file waits for models to be loaded.
    await site.drop(1);
    await site.recorded(1);
    const parts = [];
    for (let number = 2; number < 2 + files; number += 1) {
      await setTimeout(pauseMs * (1 + Math.random()));
      const written = await site.drop(number);
      await site.recorded(number);
      parts.push(
        partsOf(
          site.calls().filter(({ ended }) => ended >= written),
          written,
        ),
      );
    }
    return parts;
  } finally {
    await site.stop();
  }
}

/** @returns seconds: all, until the app heard of the file, in functions, and between them */
function partsOf(calls, written) {
  const intake = calls.find(({ name }) => name === 'ingest' || name === 'ingestQueue').began - written;
  const end = calls.find(({ name }) => name === 'triageFile').ended;
  const all = end - written;
  const functions = covered(calls.filter(({ ended }) => ended <= end));
  return { all, intake, queues: all - intake - functions, functions };
}

/** How much time lies in any of the intervals. */
function covered(calls) {
  let until = 0;
  let sum = 0;
  for (const { began, ended } of calls.toSorted((a, b) => a.began - b.began)) {
    sum += Math.max(0, ended - Math.max(began, until));
    until = Math.max(until, ended);
  }
  return sum;
}

function rowOf(name, parts) {
  const all = parts.map((one) => one.all);
  const middle = (key) => seconds(median(parts.map((one) => one[key])));
  return [
    name,
    middle('all'),
    seconds(Math.max(...all)),
    middle('intake'),
    middle('queues'),
    middle('functions'),
  ];
}

const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);

module.exports = { delays };
