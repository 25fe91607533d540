import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { browser } from '../../support/requirements';

export const chrome = browser();
export const screenshots = path.resolve(__dirname, '../../../coverage/screenshots');

export function launch(): Promise<Browser> {
  mkdirSync(screenshots, { recursive: true });
  return chromium.launch({
    executablePath: chrome.program,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update'],
  });
}

export interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors on the console, faults of scripts, and dialogs; a page that works has none. */
  readonly complaints: string[];
}

export interface Screen {
  readonly scheme?: 'dark' | 'light';
  readonly width?: number;
  readonly height?: number;
}

/** A browser of its own, with its own cookies. */
export async function newPage(browser: Browser, screen: Screen = {}): Promise<Opened> {
  const { scheme = 'dark', width = 1280, height = 900 } = screen;
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  return { page, context, complaints };
}

/** What breaks WCAG 2.2 AA, as far as a program can tell. */
export async function violations(
  page: Page,
): Promise<(readonly [rule: string, where: string | undefined])[]> {
  const found = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  return found.violations.map(({ id, nodes }) => [id, nodes[0]?.html]);
}

/** How far the page reaches past the right edge of the screen, in pixels. */
export async function sideways(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')) as number;
}

/** Pictures are for people who change the pages: no test looks at them, and they take much of the time. */
export const keepsPictures = process.env.SCREENSHOTS === 'yes';

export async function screenshot(page: Page, name: string, fullPage = false): Promise<void> {
  if (keepsPictures) await page.screenshot({ path: path.join(screenshots, `${name}.png`), fullPage });
}

/**
 * From now on the test moves the clock of the page. No page of the app is open while the clock is set: an
 * answer that arrives in between would teach it a wrong time, and it would lock.
 */
export async function takeClock(page: Page): Promise<void> {
  await page.goto('about:blank');
  await page.clock.install();
}
