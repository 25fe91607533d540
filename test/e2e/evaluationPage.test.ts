import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { evaluationPage } from '../../src/cli/commands/models/evaluation/page/evaluationPage';
import { declareIn } from '../../src/cli/language/declared';
import { speak } from '../../src/cli/language/language';
import type { Language } from '../../src/domain/kernel/languages';
import { parseReport } from '../../src/inference/evaluation/reportSchema';
import { shippedModels, shippedVersion } from '../inference/shippedModels';
import { describeWith } from '../support/requirements';
import { TemporaryFolder } from '../support/temporaryFolder';
import { chrome, launch, screenshot } from './support/pages';

const kept = path.join(shippedModels, 'chest-opacity', shippedVersion('chest-opacity'), 'evaluation');

async function inLanguage(language: Language): Promise<void> {
  await declareIn(language);
  await speak(language);
}

describeWith([chrome], "an evaluation's page in a browser", () => {
  const folder = new TemporaryFolder();
  let chromiumBrowser: Browser;

  beforeAll(async () => {
    chromiumBrowser = await launch();
  });

  afterAll(async () => {
    await inLanguage('en');
    await chromiumBrowser?.close();
    folder.remove();
  });

  // A list of one class, and the one with most questions, sub-groups and refusals.
  const lists = ['covid-19-hannover.json', 'nih-adults-with-rsna-readers-classes-held-back.json'];
  const cases = lists.flatMap((name) =>
    (['dark', 'light'] as const).map((scheme) => [name, scheme] as const),
  );

  /** Colours do not depend on the width, and places do not depend on the colours; German words are the longest. */
  const checkedAt = { dark: 1200, light: 390 };
  const spoken = { dark: 'zh-Hans', light: 'de' } as const;

  test.each(cases)(
    '%s has no accessibility violation and no sideways scrolling, %s, on a desk and on a phone',
    async (name, scheme) => {
      const file = folder.file(`${name}.html`);
      await inLanguage(spoken[scheme]);
      writeFileSync(file, evaluationPage(parseReport(readFileSync(path.join(kept, name), 'utf8'))));
      const context = await chromiumBrowser.newContext({ colorScheme: scheme });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => complaints.push(message.text()));
      for (const width of [1200, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(pathToFileURL(file).href);
        // The page stands still: what is there once it is loaded is all.
        for (const summary of await page.locator('summary').all()) await summary.click();
        if (width === checkedAt[scheme]) {
          const { violations } = await new AxeBuilder({ page })
            .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
            .analyze();
          expect(await page.getAttribute('html', 'lang')).toBe(spoken[scheme]);
          expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
        }
        expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(
          0,
        );
      }
      expect(complaints).toEqual([]);
      await screenshot(page, `evaluation-${name}-${scheme}`, true);
      await context.close();
    },
  );
});
