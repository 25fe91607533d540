const { startApp } = require('./support/benchApp');
const { fillWithPatients, patientOf } = require('./support/manyPatients');
const { median, table } = require('./support/measure');

const rounds = 15;

/**
 * Searching 10 000 studies by whom they show, over HTTP on the whole app: from the request to the parsed answer, each
 * round with another patient. The reference is what a search would cost without an index: one read for each identity.
 */
async function run([studies = '10000']) {
  const count = Number(studies);
  const app = await startApp();
  try {
    await fillWithPatients(app, count);
    await measure(app, count);
  } finally {
    await app.stop();
  }
}

async function measure(app, count) {
  const search = async (text) => {
    const response = await fetch(`${app.url}/api/worklist/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie: app.cookie, origin: app.url },
      body: JSON.stringify({ text, limit: 100 }),
    });
    if (response.status !== 200) throw new Error(`HTTP ${response.status}: ${await response.text()}`);
    return response.json();
  };
  const times = new Map();
  const timed = async (what, textOf) => {
    const took = [];
    let total = 0;
    for (let round = 0; round < rounds; round += 1) {
      const text = textOf(patientOf((round * 677) % count), round);
      const began = performance.now();
      ({ total } = await search(text));
      took.push(performance.now() - began);
      if (total === 0) throw new Error(`${what}: nobody was found`);
    }
    times.set(what, [median(took), Math.max(...took), total]);
  };
  await search('warmup');
  await timed('patient id, whole', ({ patientId }) => patientId);
  await timed('patient id, beginning', ({ patientId }) => patientId.slice(0, -1));
  await timed('accession number', ({ accessionNumber }) => accessionNumber);
  await timed('family and given name', ({ family, given }) => `${family} ${given}`);
  await timed('four letters of a name', ({ family }) => family.slice(0, 4));
  console.log(`${count} studies on Azurite; ${rounds} rounds, over HTTP`);
  table(
    ['search by', 'median, ms', 'longest, ms', 'found last'],
    [...times].map(([what, [middle, longest, total]]) => [
      what,
      middle.toFixed(0),
      longest.toFixed(0),
      String(total),
    ]),
  );
}

module.exports = { run };
