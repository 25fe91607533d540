import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeWith } from '../../../support/requirements';
import { nextFrame } from '../canvas';
import { FakeApp } from '../fakeApp';
import { filmOf } from '../films';
import { chrome, keepsPictures, launch, newPage, screenshots, sideways, violations } from '../pages';
import { contactSheet } from './contactSheet';
import { type Shown, serverPages } from './screens';

const schemes = ['dark', 'light'] as const;
const widths = [1440, 1920, 390] as const;
const heights = { 1440: 900, 1920: 1080, 390: 844 } as const;
const folder = path.join(screenshots, 'screens');
const fileOf = (name: string, way: string) => `${name}-${way}.jpg`;
/** The short form: colours do not depend on the width, and places do not depend on the colours. */
const short = ['1440-dark', '390-light'];
const ways = widths.flatMap((width) => schemes.map((scheme) => `${width}-${scheme}`));

/** Of all suites that were run so far. */
function writeSheet(): void {
  const first = `-${ways[0]}.jpg`;
  const names = readdirSync(folder).flatMap((file) =>
    file.endsWith(first) ? file.slice(0, -first.length) : [],
  );
  writeFileSync(path.join(folder, 'index.html'), contactSheet(names.sort(), ways, fileOf));
}

/**
 * Finds what is at fault with each screen, in two widths and colours; SCREENSHOTS=yes does so in all, and keeps a picture
 * of each.
 */
export function describeScreens(title: string, screens: readonly Shown[]): void {
  describeWith([chrome], title, () => {
    let browser: Browser;
    let app: FakeApp;
    let page: Page;
    let complaints: string[];

    beforeAll(async () => {
      mkdirSync(folder, { recursive: true });
      const served = { picture: filmOf, pages: serverPages };
      [browser, app] = await Promise.all([launch(), FakeApp.start(() => undefined, served)]);
      ({ page, complaints } = await newPage(browser));
    });

    afterAll(async () => {
      if (keepsPictures) writeSheet();
      await browser?.close();
      await app?.stop();
    });

    /** One page load for all widths and colours: they change under it, as they do when a window is moved. */
    test.each(screens)('$name', async ({ name, path: place, api, ready }) => {
      complaints.length = 0;
      app.api = api;
      await page.setViewportSize({ width: 1440, height: heights[1440] });
      await page.goto(`${app.url}${place}`);
      await ready(page);
      const faults: unknown[] = [];
      for (const width of widths) {
        await page.setViewportSize({ width, height: heights[width] });
        await nextFrame(page);
        for (const scheme of schemes) {
          const way = `${width}-${scheme}`;
          if (!keepsPictures && !short.includes(way)) continue;
          await page.emulateMedia({ colorScheme: scheme });
          await nextFrame(page);
          if (keepsPictures)
            await page.screenshot({
              path: path.join(folder, fileOf(name, way)),
              type: 'jpeg',
              quality: 80,
              fullPage: width === 390,
            });
          for (const violation of await violations(page)) faults.push([width, scheme, ...violation]);
        }
        const beyond = await sideways(page);
        if (beyond > 0) faults.push([width, 'sideways', beyond]);
      }
      expect(faults).toEqual([]);
      expect(complaints.filter((text) => !/\b(404|503)\b/.test(text))).toEqual([]);
    });
  });
}
