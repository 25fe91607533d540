const { existsSync, readFileSync } = require('node:fs');
const { availableParallelism, loadavg } = require('node:os');
const { DecoderPool } = require('../../dist/decoder/decoderPool');
const { defaultDecoderBudget } = require('../../dist/decoder/budget');
const { fileReader } = require('../../dist/decoder/readImageJob');
const { defaultReadLimits } = require('../../dist/domain/kernel/limits');
const { startApp } = require('./support/benchApp');
const { files, makeFile } = require('./support/largeFiles');
const { median, table } = require('./support/measure');
const { radiograph } = require('./support/radiograph');

const chrome = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
const rounds = 3;

/**
 * Large files as hospitals have them, each in a new decoding process: CPU time and the most memory that the process took.
 * Then in Chromium, on the whole app: from the click on the study in the worklist until something of the picture is drawn,
 * until its values are, for the first time and again, and from a key until the next frame and a far one are. The reference in the same run is the plain
 * radiograph of 7.5 megapixels. `npm run bench -- large DBT` takes the files whose names contain the word,
 * `large '' read` all of them without the viewer.
 */
async function run([only = '', part]) {
  const viewer = chrome === undefined || part === 'read' ? undefined : await openViewer();
  if (chrome === undefined)
    console.log('  The viewer is left out: it needs a browser (Debian package chromium).');
  const measured = [];
  try {
    measured.push(await measure('DX of 7.5 megapixels, plain', new Uint8Array(radiograph()), viewer));
    for (const file of files) {
      const name = `${file.name}, ${file.syntax}`;
      if (!name.includes(only)) continue;
      const bytes = await makeFile(file);
      if (bytes === undefined) console.log(`  ${name} is left out: its encoder is missing.`);
      else measured.push(await measure(name, new Uint8Array(bytes), viewer));
    }
  } finally {
    await viewer?.stop();
  }
  console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
  const [reference] = measured;
  table(
    [
      'file',
      'MB',
      'outcome',
      'CPU, s',
      'ratio',
      'memory, MB',
      'ratio',
      'drawn, s',
      'ratio',
      'values, s',
      'again, s',
      'next, s',
      'far, s',
    ],
    measured.map((one) => lineOf(one, reference)),
  );
}

async function measure(name, bytes, viewer) {
  console.log(`  ${name} …`);
  const megabytes = bytes.length / 1e6;
  const read = await readAlone(bytes);
  const isShown = viewer !== undefined && read.outcome.startsWith('read');
  return { name, megabytes, ...read, ...(isShown ? await viewer.measure(name, bytes) : {}) };
}

function lineOf(one, reference) {
  const seconds = (value) => (value === undefined ? '' : (value / 1000).toFixed(2));
  const ratio = (of) => (one[of] === undefined ? '' : (one[of] / reference[of]).toFixed(1));
  return [
    one.name,
    one.megabytes.toFixed(0),
    one.outcome,
    one.cpu.toFixed(2),
    ratio('cpu'),
    one.peak.toFixed(0),
    ratio('peak'),
    ...[seconds(one.drawn), ratio('drawn'), seconds(one.values), seconds(one.again)],
    ...[seconds(one.next), seconds(one.far)],
  ];
}

/** One file in a new process: the start of the process is part of what it takes. */
async function readAlone(bytes) {
  const pool = new DecoderPool({ ...defaultDecoderBudget, processes: 1 });
  const use = watch(pool);
  try {
    const { description } = await fileReader(pool, defaultReadLimits)(bytes, '');
    const { reduction, codedFrames } = description;
    const how = reduction ? ', reduced' : codedFrames ? ', first frame' : '';
    return { outcome: `read${how}`, ...use.last() };
  } catch (error) {
    return { outcome: error.code ?? error.message, ...use.last() };
  } finally {
    use.stop();
    await pool.close();
  }
}

/** Looks at the process again and again: a killed one leaves no accounts. On Linux. */
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
        seen = { cpu: (Number(user) + Number(system)) / 100, peak: (Number(peak) * 1024) / 1e6 };
      } catch {
        // It has just ended.
      }
    }
  };
  const timer = setInterval(look, 20);
  return {
    last: () => {
      look();
      return seen;
    },
    stop: () => clearInterval(timer),
  };
}

async function openViewer() {
  const { chromium } = require('playwright-core');
  const app = await startApp();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath: chrome, args });
  const measureOne = async (name, bytes) => {
    const imageId = await app.admit(`${name}.dcm`, bytes);
    const { studyId, frames } = await app.store.images.find(imageId);
    const times = [];
    for (let round = 0; round < rounds; round += 1) times.push(await openOnce(browser, app, studyId, frames));
    const [first] = times;
    const middle = (of) => (first[of] === undefined ? undefined : median(times.map((one) => one[of])));
    const again = times.at(-1).values;
    return { drawn: middle('drawn'), values: first.values, again, next: middle('next'), far: middle('far') };
  };
  return {
    measure: measureOne,
    stop: async () => {
      await browser.close();
      await app.stop();
    },
  };
}

/** In a browser that has nothing of it yet. */
async function openOnce(browser, { url, cookie }, studyId, frames) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const [name, value] = cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  try {
    await page.goto(`${url}/worklist`);
    const line = page.locator(`tr[data-line="${studyId}"] a`).first();
    await line.waitFor({ timeout: 60_000 });
    const began = performance.now();
    await line.click();
    await until(page, '.viewer-bottomRight, .viewer-stage .viewer-caption');
    const drawn = performance.now() - began;
    await until(page, '.viewer-bottomRight');
    const values = performance.now() - began;
    if (frames === 1) return { drawn, values };
    return { drawn, values, next: await step(page, 1, 2), far: await step(page, 20, 22) };
  } finally {
    // Where the browser itself has ended, what failed before says why, and this would hide it.
    await context.close().catch(() => undefined);
  }
}

/** Milliseconds from the first key until the frame is painted. @param frame counted from 1 */
async function step(page, keys, frame) {
  const began = performance.now();
  for (let key = 0; key < keys; key += 1) await page.keyboard.press(']');
  await page.waitForFunction(
    (wanted) => document.querySelector('.viewer-overlay')?.textContent.includes(wanted),
    `Frame ${frame} `,
    { timeout: 60_000, polling: 'raf' },
  );
  await painted(page);
  return performance.now() - began;
}

async function until(page, selector) {
  await page.waitForFunction((wanted) => document.querySelector(wanted) !== null, selector, {
    timeout: 60_000,
    polling: 'raf',
  });
  await painted(page);
}

const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

module.exports = { run };
