const { agrees, isWhole } = require('./frames');

const patience = 30_000;

/**
 * A reader's session by keyboard alone, on the page of the first study: a decision for each study and on to the next, until
 * none is left. In every third study the reader does not wait until the signature is shown.
 *
 * @param page that `watchFrames` runs in
 * @param studies `id` and `name` of all studies that await review
 * @returns for each next picture the milliseconds since Enter, and since the key for the next study; and the frames
 */
async function readAll(page, studies) {
  const steps = [];
  await until(page, (frame) => isWhole(frame, studies));
  for (let done = 1; done <= studies.length; done += 1) {
    const { path } = await newest(page);
    await page.keyboard.press(done % 5 === 0 ? 'c' : 'a');
    await page.keyboard.press('Enter');
    const entered = await page.evaluate('watchedFrames.enters.at(-1)');
    const isHurried = done % 3 === 0;
    if (!isHurried) await until(page, (frame) => frame.isSigned);
    const pressed = await page.evaluate('performance.now()');
    await page.keyboard.press('n');
    const isLast = done === studies.length;
    const next = await until(page, (frame) => frame.path !== path && (isLast || isWhole(frame, studies)));
    if (!isLast) steps.push({ isHurried, sinceEnter: next.at - entered, sinceNext: next.at - pressed });
  }
  const { shown, count } = await page.evaluate('watchedFrames');
  return { steps, count, wrong: shown.filter((frame) => !agrees(frame, studies)) };
}

const newest = (page) => page.evaluate('watchedFrames.shown.at(-1)');

/** The first frame from now on that is so. */
async function until(page, isSo) {
  const from = await page.evaluate('watchedFrames.shown.length - 1');
  for (const end = Date.now() + patience; Date.now() < end; ) {
    const found = (await page.evaluate(`watchedFrames.shown.slice(${from})`)).find(isSo);
    if (found !== undefined) return found;
    await page.waitForTimeout(20);
  }
  throw new Error(`waited in vain; the screen shows ${JSON.stringify(await newest(page))}`);
}

module.exports = { readAll };
