import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, chromium } from 'playwright-core';
import { evaluationPage } from '../../src/cli/commands/models/evaluation/page/evaluationPage';
import { parseReport } from '../../src/inference/evaluation/reportSchema';
import { shippedModels, shippedVersion } from '../inference/shippedModels';
import { browser, describeWith } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';

const chrome = browser();
const kept = path.join(shippedModels, 'chest-opacity', shippedVersion('chest-opacity'), 'evaluation');
const screenshots = path.resolve(__dirname, '../../coverage/screenshots');

describeWith([chrome], "an evaluation's page in a browser", () => {
  const folder = new TemporaryFolder();
  let chromiumBrowser: Browser;

  beforeAll(async () => {
    mkdirSync(screenshots, { recursive: true });
    chromiumBrowser = await chromium.launch({
      executablePath: chrome.program,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
      ],
    });
  }, 60_000);

  afterAll(async () => {
    await chromiumBrowser?.close();
    folder.remove();
  });

  const cases = readdirSync(kept).flatMap((name) =>
    (['dark', 'light'] as const).map((scheme) => [name, scheme] as const),
  );

  /** Colours do not depend on the width, and places do not depend on the colours. */
  const checkedAt = { dark: 1200, light: 390 };

  test.each(cases)(
    '%s has no accessibility violation and no sideways scrolling, %s, on a desk and on a phone',
    async (name, scheme) => {
      const file = folder.file(`${name}.html`);
      writeFileSync(file, evaluationPage(parseReport(readFileSync(path.join(kept, name), 'utf8'))));
      const context = await chromiumBrowser.newContext({ colorScheme: scheme });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      for (const width of [1200, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(pathToFileURL(file).href);
        for (const summary of await page.locator('summary').all()) await summary.click();
        if (width === checkedAt[scheme]) {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
          0,
        );
      }
      expect(complaints).toEqual([]);
      await page.screenshot({
        path: path.join(screenshots, `evaluation-${name}-${scheme}.png`),
        fullPage: true,
      });
      await context.close();
    },
    60_000,
  );
});
