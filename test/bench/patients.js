const { availableParallelism, loadavg } = require('node:os');
const { startApp } = require('./support/benchApp');
const { chrome, launch, painted, signIn } = require('./support/browser');
const { cpuTime } = require('./support/cpuTime');
const { fillWithPatients, patientOf } = require('./support/manyPatients');
const { median, table } = require('./support/measure');

const rounds = 15;
const visits = 5;

/**
 * 10 000 studies and whom they show, on the whole app: in Chromium from the click on "Sign in" to the first line, and to its
 * patient; and over HTTP searches by patient, from the request to the parsed answer, each round for another one.
 * To be ready sooner, only the head of the list is stored whole, where a second number says so.
 */
async function run([studies = '10000', whole = studies]) {
  const count = Number(studies);
  const app = await startApp();
  try {
    await fillWithPatients(app, count, Number(whole));
    console.log(`${count} studies on Azurite, ${whole} of them whole`);
    await firstLines(app);
    await measure(app, count);
  } finally {
    await app.stop();
  }
}

async function firstLines(app) {
  if (chrome === undefined) {
    console.log('The first line is left out: it needs a browser (Debian package chromium).');
    return;
  }
  const browser = await launch();
  try {
    const [lines, patients] = [[], []];
    for (let visit = 0; visit < visits; visit += 1) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      const clicked = await signIn(page, app);
      await page.waitForSelector('tr[data-line]');
      await painted(page);
      lines.push(performance.now() - clicked);
      const name = page.locator('tr[data-line] .cell-patient').first();
      await name.getByText(/MRN\d+/).waitFor();
      await painted(page);
      patients.push(performance.now() - clicked);
      await context.close();
    }
    const row = (what, times) => [what, median(times).toFixed(0), Math.max(...times).toFixed(0)];
    sayLoad();
    table(
      [`from signing in, ${visits} visits`, 'median, ms', 'longest, ms'],
      [row('to the first line', lines), row('to its patient', patients)],
    );
  } finally {
    await browser.close();
  }
}

function sayLoad() {
  console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
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
    const before = cpuTime();
    for (let round = 0; round < rounds; round += 1) {
      const text = textOf(patientOf((round * 677) % count), round);
      const began = performance.now();
      ({ total } = await search(text));
      took.push(performance.now() - began);
      if (total === 0) throw new Error(`${what}: nobody was found`);
    }
    times.set(what, { took, total, cpu: cpuSince(before) });
  };
  await search('warmup');
  await timed('patient id, whole', ({ patientId }) => patientId);
  await timed('patient id, beginning', ({ patientId }) => patientId.slice(0, -1));
  await timed('accession number', ({ accessionNumber }) => accessionNumber);
  await timed('family and given name', ({ family, given }) => `${family} ${given}`);
  await timed('four letters of a name', ({ family }) => family.slice(0, 4));
  sayLoad();
  const parts = [...new Set([...times.values()].flatMap(({ cpu }) => [...cpu.keys()]))];
  table(
    [
      `search by, ${rounds} rounds over HTTP`,
      'median, ms',
      'longest, ms',
      'found last',
      ...parts.map((part) => `CPU of ${part}, ms`),
    ],
    [...times].map(([what, { took, total, cpu }]) => [
      what,
      median(took).toFixed(0),
      Math.max(...took).toFixed(0),
      String(total),
      ...parts.map((part) => (cpu.get(part) ?? 0).toFixed(0)),
    ]),
  );
}

/** Milliseconds of each part of the runtime, for each round; empty where the system does not tell. */
function cpuSince(before) {
  if (before === undefined) return new Map();
  return new Map(
    [...cpuTime()].map(([part, at]) => [part, (1000 * (at - (before.get(part) ?? 0))) / rounds]),
  );
}

module.exports = { run };
