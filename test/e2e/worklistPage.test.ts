import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium, type Page } from 'playwright-core';
import { syntheticCases } from '../../src/cli/synthetic/syntheticCases';
import { type AppRuntime, appRuntime, until } from '../support/appRuntime';
import { browser, describeWith } from '../support/requirements';

const chrome = browser();
const screenshots = path.resolve(__dirname, '../../coverage/screenshots');

describeWith([chrome], 'the worklist in a browser', () => {
  let running: AppRuntime;
  let chromiumBrowser: Browser;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    running = await appRuntime({ TRIAGE_MODELS: 'models' });
    chromiumBrowser = await chromium.launch({
      executablePath: chrome.program,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
    const arrivals: string[] = [];
    for (const { name, bytes } of await syntheticCases(1)) arrivals.push(await running.drop(name, bytes));
    const outcomes = await Promise.all(arrivals.map((arrivalId) => running.outcome(arrivalId)));
    for (const outcome of outcomes) {
      if (!('imageId' in outcome)) continue;
      await until('the preview', () => running.store.images.png(outcome.imageId, 'preview'));
    }
  }, 180_000);

  afterAll(async () => {
    await chromiumBrowser?.close();
    await running?.stop();
  }, 60_000);

  async function open(
    colorScheme: 'dark' | 'light',
    width = 1280,
  ): Promise<{ page: Page; complaints: string[] }> {
    const context = await chromiumBrowser.newContext({ colorScheme, viewport: { width, height: 900 } });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await page.goto(`${running.url}/worklist`, { waitUntil: 'networkidle' });
    return { page, complaints };
  }

  test.each(['dark', 'light'] as const)(
    'has no accessibility violation and no console error, %s',
    async (scheme) => {
      const { page, complaints } = await open(scheme);
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
        .analyze();
      await page.screenshot({ path: path.join(screenshots, `worklist-${scheme}.png`), fullPage: true });
      expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(complaints).toEqual([]);
      await page.context().close();
    },
  );

  test('shows every study, the most urgent first, with its picture, and every quarantined file', async () => {
    const { page } = await open('dark');
    const tab = async (name: string) =>
      (await (await fetch(`${running.url}/api/worklist?tab=${name}`)).json()) as {
        studies: { priority: string }[];
        quarantined: { reason: string }[];
      };
    const [{ studies }, { quarantined }] = [await tab('awaiting'), await tab('quarantined')];
    expect(studies.length).toBeGreaterThan(3);
    expect(quarantined.length).toBeGreaterThan(0);
    const shown = await page.locator('.priority').allInnerTexts();
    expect(shown.map((text) => text.split(' ').at(-1))).toEqual(studies.map(({ priority }) => priority));
    const loaded = await page
      .locator('.picture img')
      .evaluateAll(
        (pictures) =>
          pictures.filter((picture) => (picture as { naturalWidth?: number }).naturalWidth).length,
      );
    expect(loaded).toBe(studies.length);
    expect(await page.locator('td code').allInnerTexts()).toContain(quarantined[0]?.reason);
    await page.context().close();
  });

  test('shows where the model looked, closed until it is asked for', async () => {
    const { page } = await open('dark');
    const heat = page.locator('.stack img[src*="heat="]').first();
    expect(await heat.isVisible()).toBe(false);
    await page.locator('summary').first().click();
    await heat.waitFor({ state: 'visible' });
    await page.waitForFunction('document.querySelector(\'.stack img[src*="heat="]\').naturalWidth > 0');
    await page.screenshot({ path: path.join(screenshots, 'heat-map.png') });
    await page.context().close();
  });

  test('is readable on a phone: nothing is wider than the screen', async () => {
    const { page } = await open('light', 390);
    const [content, screen] = (await page.evaluate(
      '[document.documentElement.scrollWidth, window.innerWidth]',
    )) as [number, number];
    await page.screenshot({ path: path.join(screenshots, 'worklist-phone.png') });
    expect(content).toBeLessThanOrEqual(screen);
    await page.context().close();
  });
});
