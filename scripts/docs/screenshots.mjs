// Retakes the pictures of the docs: `npm run docs:screenshots`. It runs the demo, whose films and patients are drawn and
// made up, and looks at it in Chromium (Debian package). Nothing else may ever be in these pictures.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium } from 'playwright-core';
import sharp from 'sharp';

const root = path.resolve(import.meta.dirname, '../..');
const target = path.join(root, 'docs');
const executablePath = ['/usr/bin/chromium', '/usr/bin/google-chrome'].find((file) => existsSync(file));
const patienceSeconds = 180;

const data = await mkdtemp(path.join(os.tmpdir(), 'triage-pictures-'));
const port = String(await freePort());
const demo = spawn(process.execPath, ['scripts/triage.mjs', 'demo', '--port', port, '--data', data], {
  cwd: root,
  stdio: ['ignore', 'pipe', 'pipe'],
});
const ended = new Promise((resolve) => demo.once('close', resolve));
let said = '';
for (const stream of [demo.stdout, demo.stderr]) {
  stream.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
}
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const url = await served();
  const reader = await signedIn(url, 'reviewer', 'Dr. Example', '/worklist');
  await reader.locator('.cell-patient b').first().waitFor();
  await taken(reader, 'dashboard-worklist');
  await reader.keyboard.press('j');
  await reader.keyboard.press('Enter');
  await reader.locator('.viewer-bottomRight').first().waitFor();
  await reader.getByTestId('patient-name').waitFor();
  await reader.keyboard.press('h');
  await reader.locator('.stage input[type="range"]').waitFor();
  await reader.waitForLoadState('networkidle');
  await taken(reader, 'dashboard-study');
} finally {
  await browser.close();
  demo.kill('SIGTERM');
  await ended;
  await rm(data, { recursive: true, force: true });
}

async function freePort() {
  const server = createServer();
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address();
  await new Promise((closed) => server.close(closed));
  return port;
}

/** @returns the address, once every file has its outcome */
async function served() {
  for (let second = 0; second < patienceSeconds && demo.exitCode === null; second += 1) {
    const url = /(http:\/\/127\.0\.0\.1:\d+)/.exec(said)?.[1];
    if (url !== undefined && said.includes('Ctrl-C ends.')) return url;
    await sleep(1000);
  }
  throw new Error(`the demo did not serve:\n${said}`);
}

async function signedIn(url, role, name, place) {
  const context = await browser.newContext({ colorScheme: 'dark', viewport: { width: 1440, height: 860 } });
  const page = await context.newPage();
  await page.goto(`${url}${place}`);
  await page.fill('#name', name);
  await page.check(`input[value="${role}"]`, { force: true });
  await page.click('button[type="submit"]');
  await page.getByTestId('signed-in').waitFor();
  return page;
}

/** As WebP, which takes a third of a PNG. */
async function taken(page, name) {
  await sleep(500);
  await sharp(await page.screenshot())
    .webp({ quality: 82 })
    .toFile(path.join(target, `${name}.webp`));
}
