import type { Browser, Page } from 'playwright-core';
import type { Preferences } from '../../src/domain/kernel/preferences';
import { noPreferences } from '../../src/domain/kernel/preferences';
import { hexId } from '../domain/arbitraries';
import { describeWith } from '../support/requirements';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, screenshot, sideways, violations } from './support/pages';
import { feedback, line, session, study, worklist } from './support/views';

/** Words of English sentences that no name, code or text of a file has. */
const english =
  /\b(the|this|that|not|and|with|are|were|your|you|from|has|have|been|which|what|study|image|images|studies|awaits)\b/i;

const identity = {
  patientName: 'Wang^XiaoDong=王^小东',
  patientId: 'P-1',
  patientBirthDate: '19500301',
  patientSex: 'F',
  accessionNumber: 'A-1',
  studyDate: '20260301',
};

/** What stands on the page and is said of it, without what files, models and people say. */
const readTexts = `(() => {
  const found = [];
  const skipped = 'code, bdi, kbd, script, noscript, style, .model, .language';
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node instanceof Element ? node : node.parentElement;
    if (element?.closest(skipped)) continue;
    if (node instanceof Element)
      for (const name of ['aria-label', 'title', 'placeholder']) found.push(node.getAttribute(name) ?? '');
    else found.push(node.textContent ?? '');
  }
  return found.map((text) => text.trim()).filter((text) => text !== '');
})()`;

async function textsOf(page: Page): Promise<string[]> {
  return (await page.evaluate(readTexts)) as string[];
}

describeWith([chrome], 'the pages in other languages', () => {
  let browser: Browser;
  let app: FakeApp;
  let kept: Preferences = noPreferences;

  beforeAll(async () => {
    browser = await launch();
    app = await FakeApp.start((method, url, body) => {
      const id = study().studyId;
      if (method === 'POST' && url.pathname === '/api/session/preferences') kept = body as Preferences;
      const query = (body as Record<string, unknown> | undefined) ?? Object.fromEntries(url.searchParams);
      const answers: Record<string, unknown> = {
        '/api/session': session({ preferences: kept }),
        '/api/session/preferences': kept,
        '/api/worklist': worklist([line(1), line(2, { priority: 'unclassified', place: 'routine' })], query),
        [`/api/studies/${id}`]: study(),
        [`/api/studies/${id}/identity`]: identity,
        [`/api/studies/${id}/priors`]: [],
        [`/api/studies/${id}/priors/count`]: { earlier: 1 },
        [`/api/studies/${hexId('study 1')}/rank`]: {
          rank: 1,
          of: 2,
          reasons: [{ code: 'due', values: [3_600_000, 14_400_000] }],
          because: ['It is due in 1 h, 4 h after its first image arrived.'],
        },
        '/api/feedback': feedback({ id: 'chest-opacity', version: '2.0.0' }),
      };
      const json = answers[url.pathname];
      return json === undefined ? undefined : { json };
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test.each([
    ['zh-Hans', '简体中文', '待复核'],
    ['de', 'Deutsch', 'Zu beurteilen'],
  ] as const)('%s', async (language, name, awaiting) => {
    kept = noPreferences;
    const { page, context, complaints } = await newPage(browser, { width: 1440 });
    await page.goto(`${app.url}/worklist`);
    await page.locator('.row-link').first().waitFor();
    await page.locator('.language select').selectOption({ label: name });
    await page.getByText(awaiting).first().waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    // It comes back with the person, on another page too.
    await page.evaluate('localStorage.clear()');
    const left: string[] = [];
    const look = async (where: string) => {
      left.push(
        ...(await textsOf(page)).filter((text) => english.test(text)).map((text) => `${where}: ${text}`),
      );
      expect(await violations(page)).toEqual([]);
      await screenshot(page, `${where}-${language}-1440`);
      await page.setViewportSize({ width: 390, height: 844 });
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      await screenshot(page, `${where}-${language}-390`);
      await page.setViewportSize({ width: 1440, height: 900 });
    };
    await look('worklist');
    await page.keyboard.press('j');
    await page.keyboard.press('w');
    await page.locator('dialog .because').waitFor();
    await look('rank');
    await page.goto(`${app.url}/studies/${study().studyId}`);
    await page.locator('.patient dl').waitFor();
    await page.keyboard.press('o');
    await look('study');
    await page.goto(`${app.url}/feedback`);
    await page.locator('.model-feedback').waitFor();
    await look('feedback');
    expect(kept.language).toBe(language);
    expect(left).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
