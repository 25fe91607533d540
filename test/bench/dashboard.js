const { availableParallelism, loadavg } = require('node:os');
const sharp = require('sharp');
const { drawChest } = require('../../dist/cli/synthetic/chest');
const { startApp } = require('./support/benchApp');
const { chrome, launch, painted, signIn } = require('./support/browser');
const { fill, idOf, imageIdOf, images, study } = require('./support/manyStudies');
const { median, table } = require('./support/measure');

const [fewStudies, rounds] = [100, 3];
/** How fast somebody scrolls who looks for something, and for how long. */
const [pixelsPerSecond, scrollSeconds] = [3000, 8];

/**
 * The worklist of 10 000 studies in Chromium, on the whole app: from signing in to the first line, scrolling, a study that
 * comes in, and memory. The reference is the same page with 100 studies, measured just before.
 */
async function run([studies = '10000']) {
  if (chrome === undefined) {
    console.log('The dashboard is left out: it needs a browser (Debian package chromium).');
    return;
  }
  const measured = [];
  for (const count of [fewStudies, Number(studies)]) measured.push(await site(count));
  const [few, many] = measured;
  const lines = Object.keys(few).map((what) => [what, few[what], many[what]]);
  console.log(`  load of the machine: ${loadavg()[0].toFixed(1)} on ${availableParallelism()} processors`);
  table([`medians of ${rounds}`, `${fewStudies} studies`, `${studies} studies`], lines);
}

async function site(count) {
  const app = await startApp();
  const browser = await launch();
  try {
    await previews(app);
    await fill(app.table, count);
    return await measure(app, browser, count);
  } finally {
    await browser.close();
    await app.stop();
  }
}

async function previews({ store }) {
  for (let number = 0; number < images; number += 1) {
    const { data, width, height } = drawChest(number, { width: 205, height: 256 });
    const grey = Uint8Array.from(data, (value) => Math.round(255 * value));
    const png = await sharp(grey, { raw: { width, height, channels: 1 } })
      .png()
      .toBuffer();
    const imageId = imageIdOf(number);
    const stored = await store.images.prepare(descriptionOf(imageId), { pixels: Uint8Array.of(0) });
    await (await stored.withPictures(png, [])).store();
  }
}

function descriptionOf(imageId) {
  return {
    schemaVersion: 1,
    imageId,
    studyId: idOf('study', imageId),
    format: 'png',
    rows: 1,
    columns: 1,
    frames: 1,
    samplesPerPixel: 1,
    bitsAllocated: 8,
    bitsStored: 8,
    pixelRepresentation: 0,
    photometricInterpretation: 'MONOCHROME2',
    modalityTransform: { kind: 'identity' },
    windows: [],
    voiTables: [],
    lossy: false,
    notes: [],
  };
}

async function measure(app, browser, count) {
  const signedIn = [];
  const scrolled = [];
  const shown = [];
  const memory = [];
  for (let round = 0; round < rounds; round += 1) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    signedIn.push(await untilFirstLine(page, app, count));
    memory.push(await memoryOf(page));
    scrolled.push(await scroll(page));
    memory.push(await memoryOf(page));
    await page.evaluate(() => scrollTo(0, 0));
    shown.push(await untilNewStudy(page, app, count, round));
    await context.close();
  }
  const middle = (list, of) => median(list.map(of));
  const after = memory.filter((_, at) => at % 2 === 1);
  const before = memory.filter((_, at) => at % 2 === 0);
  return {
    'sign-in to the first line, ms': middle(signedIn, (ms) => ms).toFixed(0),
    'lines scrolled through': middle(scrolled, ({ lines }) => lines).toFixed(0),
    'frames per second while scrolling': middle(scrolled, ({ perSecond }) => perSecond).toFixed(1),
    'longest frame, ms': middle(scrolled, ({ longest }) => longest).toFixed(0),
    'frames over 50 ms, of all': `${middle(scrolled, ({ late }) => 100 * late).toFixed(1)} %`,
    'end of the list after a jump, ms': middle(scrolled, ({ jump }) => jump).toFixed(0),
    'a study that comes in is shown after, ms': middle(shown, (ms) => ms).toFixed(0),
    'memory of scripts, MB': middle(before, ({ megabytes }) => megabytes).toFixed(1),
    'the same after scrolling, MB': middle(after, ({ megabytes }) => megabytes).toFixed(1),
    'nodes of the page': middle(after, ({ nodes }) => nodes).toFixed(0),
  };
}

/** From the click on "Sign in" until the first line of the list is painted. */
async function untilFirstLine(page, app, count) {
  const began = await signIn(page, app);
  await page.waitForSelector('tr[data-line]');
  await painted(page);
  const took = performance.now() - began;
  await page.waitForFunction(
    (least) => Number(document.querySelector('table.lines')?.getAttribute('aria-rowcount')) > least,
    count,
  );
  return took;
}

/** Down through the list at an even speed, back up where it ends, while every frame is timed; then straight to its end. */
async function scroll(page) {
  await painted(page);
  const frames = await page.evaluate(
    ([speed, seconds]) =>
      new Promise((done) => {
        const times = [];
        const most = () => document.documentElement.scrollHeight - innerHeight;
        let [began, last, at, way] = [undefined, 0, 0, 1];
        const step = (now) => {
          began ??= now;
          if (last > 0) {
            times.push(now - last);
            at += (way * speed * (now - last)) / 1000;
            if (at >= most() || at <= 0) way = -way;
            at = Math.min(most(), Math.max(0, at));
            scrollTo(0, at);
          }
          last = now;
          if (now - began < 1000 * seconds) requestAnimationFrame(step);
          else done(times);
        };
        requestAnimationFrame(step);
      }),
    [pixelsPerSecond, scrollSeconds],
  );
  const height = await page.evaluate(() => document.querySelector('tr[data-line]').offsetHeight);
  const began = performance.now();
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await page.waitForFunction(() => {
    const rows = document.querySelectorAll('table.lines tbody tr');
    const last = document.querySelector('table.lines').getAttribute('aria-rowcount');
    const end = rows[rows.length - 1];
    return end.getAttribute('aria-rowindex') === last && end.hasAttribute('data-line');
  });
  await painted(page);
  const jump = performance.now() - began;
  const total = frames.reduce((sum, time) => sum + time, 0);
  return {
    lines: (pixelsPerSecond * total) / 1000 / height,
    perSecond: (1000 * frames.length) / total,
    longest: Math.max(...frames),
    late: frames.filter((time) => time > 50).length / frames.length,
    jump,
  };
}

/** From the moment at which another process has written it until its line is painted at the head of the list. */
async function untilNewStudy(page, { store }, count, round) {
  const made = study(4);
  const receivedAt = new Date(Date.now() - 7 * 24 * 3_600_000 - count - round).toISOString();
  const studyId = idOf('new', count, round);
  await store.worklist.putStudy({ ...made, studyId, receivedAt, dueAt: receivedAt });
  const began = performance.now();
  await page.waitForSelector(`tr[data-line="${studyId}"]`, { timeout: 60_000 });
  await painted(page);
  return performance.now() - began;
}

async function memoryOf(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  const amount = (wanted) => metrics.find(({ name }) => name === wanted).value;
  await session.detach();
  return { megabytes: amount('JSHeapUsedSize') / 2 ** 20, nodes: amount('Nodes') };
}

module.exports = { run };
