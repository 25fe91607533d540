const { availableParallelism, loadavg } = require('node:os');
const { join } = require('node:path');
const { drawChest } = require('../../dist/cli/synthetic/chest');
const { writeDx } = require('../../dist/cli/synthetic/writeDx');
const { startApp } = require('./support/benchApp');
const { chrome, launch, signIn } = require('./support/browser');
const { mark, watchFrames, whose } = require('./support/frames');
const { median, table } = require('./support/measure');
const { readAll } = require('./support/readingSession');

const size = { width: 2500, height: 3000 };
const opacity = { x: 0.75, y: 0.58, radius: 0.12, strength: 0.35 };
/** So many different chests are drawn; each study has a mark of its own on one of them. */
const drawings = 4;

/**
 * A reader's session by keyboard alone in Chromium, on the whole app with its models: how long it takes from Enter, which
 * signs a decision, to the next study's picture. At every frame the address, the name, the name on the picture and the
 * picture itself must be of one study; a frame in which they are not fails the measurement.
 */
async function run([count = '30']) {
  if (chrome === undefined) {
    console.log('The session is left out: it needs a browser (Debian package chromium).');
    return;
  }
  const app = await startApp({ TRIAGE_MODELS: join(__dirname, '../../models') });
  const browser = await launch();
  try {
    const studies = await admitAll(app, Number(count));
    const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } });
    const page = await context.newPage();
    await page.addInitScript(watchFrames);
    await signIn(page, app);
    await page.waitForSelector('tr[data-line]');
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    report(await readAll(page, studies), studies);
    await allSigned(app, studies);
  } finally {
    await browser.close();
    await app.stop();
  }
}

async function admitAll({ admit, store }, count) {
  const chests = Array.from({ length: drawings }, (_, seed) =>
    drawChest(seed, seed % 2 === 0 ? { ...size, opacity } : size),
  );
  const studies = [];
  for (let number = 0; number < count; number += 1) {
    const name = `BENCH${number}`;
    const bytes = writeDx(mark(chests[number % drawings], number), {
      photometric: 'MONOCHROME2',
      studyUid: `2.25.8${number}1`,
      seriesUid: `2.25.8${number}2`,
      sopUid: `2.25.8${number}3`,
      patientName: `SYNTHETIC^${name}`,
      patientId: `SYNTHETIC-${name}`,
      ageYears: 20 + number,
      sex: number % 2 === 0 ? 'F' : 'M',
      bodyPart: 'CHEST',
      view: 'PA',
    });
    const { studyId } = await store.images.find(await admit(`${number}.dcm`, bytes));
    studies.push({ id: studyId, name: `SYNTHETIC, ${name}` });
  }
  return studies;
}

function report({ steps, count, wrong }, studies) {
  console.log(
    `${studies.length} radiographs of 7.5 megapixels, ${count} frames; load of the machine ` +
      `${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`,
  );
  const row = (name, times) => [
    name,
    String(times.length),
    median(times).toFixed(2),
    Math.max(...times).toFixed(2),
  ];
  const seconds = (of, chosen) => chosen.map((step) => step[of] / 1000);
  const waited = steps.filter(({ isHurried }) => !isHurried);
  const hurried = steps.filter(({ isHurried }) => isHurried);
  table(
    ['until the next study’s picture', 'studies', 'median, s', 'worst, s'],
    [
      row('from Enter, all', seconds('sinceEnter', steps)),
      row('from Enter, “n” once it is signed', seconds('sinceEnter', waited)),
      row('from Enter, “n” at once', seconds('sinceEnter', hurried)),
      row('from “n”', seconds('sinceNext', steps)),
    ],
  );
  for (const frame of wrong.slice(0, 5))
    console.log(JSON.stringify({ ...frame, whose: whose(frame, studies) }));
  if (wrong.length > 0) throw new Error(`${wrong.length} frames show more than one study`);
  console.log('  No frame shows anything of two studies.');
}

async function allSigned({ store }, studies) {
  for (const { id } of studies) {
    const { reviews } = await store.results.study(id);
    if (reviews.filter(({ outcome }) => outcome === 'accepted').length !== 1)
      throw new Error(`study ${id} is not signed once`);
  }
}

module.exports = { run };
