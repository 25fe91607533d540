const { existsSync } = require('node:fs');
const { availableParallelism, loadavg } = require('node:os');
const { setTimeout: pause } = require('node:timers/promises');
const { startApp } = require('./support/benchApp');
const { dicomImage } = require('./support/dicomImage');
const { median, table } = require('./support/measure');

const chrome = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
const slices = 200;
const side = 512;
const rounds = 3;
/** As fast as somebody turns the wheel through a series. */
const stepMilliseconds = 60;
const ctSopClass = '1.2.840.10008.5.1.4.1.1.2';

/**
 * A CT series of 200 slices of 512 × 512 in Chromium, on the local runtime: from the click on the study in the worklist
 * until the first slice is drawn, against a study of one slice in the same run; then how long a step takes while
 * somebody goes through the whole series, and what the page keeps in memory in the end.
 */
async function run() {
  if (chrome === undefined) {
    console.log('  It needs a browser (Debian package chromium).');
    return;
  }
  const { chromium } = require('playwright-core');
  const app = await startApp();
  const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];
  const browser = await chromium.launch({ executablePath: chrome, args });
  try {
    const alone = await studyOf(app, [await app.admit('alone.dcm', slice(1, 90_000))]);
    const images = [];
    for (let number = 1; number <= slices; number += 1)
      images.push(await app.admit(`slice-${number}.dcm`, slice(number, 80_000)));
    const series = await studyOf(app, images);
    const times = { alone: [], series: [] };
    let steps;
    for (let round = 0; round < rounds; round += 1) {
      times.alone.push((await openOnce(browser, app, alone)).first);
      const opened = await openOnce(browser, app, series, slices);
      times.series.push(opened.first);
      steps = opened;
    }
    console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
    const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
    table(
      ['study', 'first picture, s', 'step, ms', 'slowest step, ms', 'JavaScript memory, MB'],
      [
        ['1 slice', seconds(median(times.alone)), '', '', ''],
        [
          `${slices} slices`,
          seconds(median(times.series)),
          median(steps.steps).toFixed(0),
          Math.max(...steps.steps).toFixed(0),
          steps.megabytes.toFixed(0),
        ],
      ],
    );
  } finally {
    await browser.close();
    await app.stop();
  }
}

/** A disc with noise, so that no slice is packed to nothing. */
function slice(number, study) {
  const pixels = Buffer.alloc(2 * side * side);
  let noise = number;
  for (let at = 0; at < side * side; at += 1) {
    noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fffffff;
    const [x, y] = [(at % side) - side / 2, Math.floor(at / side) - side / 2];
    const inside = Math.hypot(x, y) < side / 2 - number / 4;
    pixels.writeUInt16LE((inside ? 1000 + 4 * number : 24) + (noise >>> 25), 2 * at);
  }
  const nth = study + number;
  const picture = { rows: side, columns: side, samples: 1, bits: 12, pixels, sopClass: ctSopClass };
  return new Uint8Array(dicomImage({ ...picture, modality: 'CT', number: nth, study, slice: number }));
}

async function studyOf(app, [first]) {
  return (await app.store.images.find(first)).studyId;
}

/** In a browser that has nothing of it yet. */
async function openOnce(browser, { url, cookie }, studyId, count = 1) {
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
    await shown(page, 1);
    const first = performance.now() - began;
    const steps = [];
    for (let number = 2; number <= count; number += 1) steps.push(await step(page, number));
    const { usedJSHeapSize } = await page.evaluate(() => ({
      usedJSHeapSize: performance.memory.usedJSHeapSize,
    }));
    return { first, steps, megabytes: usedJSHeapSize / 1e6 };
  } finally {
    // Where the browser itself has ended, what failed before says why, and this would hide it.
    await context.close().catch(() => undefined);
  }
}

/** Milliseconds from the key until that slice is painted. */
async function step(page, number) {
  const began = performance.now();
  await page.keyboard.press(']');
  await shown(page, number);
  const took = performance.now() - began;
  await pause(Math.max(0, stepMilliseconds - took));
  return took;
}

async function shown(page, number) {
  await page.waitForFunction(
    (wanted) => document.querySelector('.viewer-bottomLeft')?.textContent.startsWith(wanted),
    `Image ${number} of`,
    { timeout: 60_000, polling: 'raf' },
  );
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
}

module.exports = { run };
