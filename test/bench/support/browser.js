const { existsSync } = require('node:fs');

/** Undefined where there is none. */
const chrome = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));

function launch() {
  const { chromium } = require('playwright-core');
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-background-networking',
    '--enable-precise-memory-info',
  ];
  return chromium.launch({ executablePath: chrome, args });
}

/** Signs a reviewer in on the sign-in page. @returns when that was clicked */
async function signIn(page, { url }) {
  await page.goto(`${url}/sign-in`);
  await page.fill('#name', 'Dr. Example');
  await page.check('input[value="reviewer"]', { force: true });
  const clicked = performance.now();
  await page.click('button[type="submit"]');
  return clicked;
}

/** Once what is on the page is painted. */
const painted = (page) =>
  page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

module.exports = { chrome, launch, painted, signIn };
