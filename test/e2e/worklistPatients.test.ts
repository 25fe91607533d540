import type { Browser } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, screenshot, sideways, takeClock, violations } from './support/pages';
import { patients } from './support/screens/reader';
import { line, session, worklist } from './support/views';

describeWith([chrome], 'patients in the worklist', () => {
  let browser: Browser;
  let app: FakeApp;
  const lines = Array.from({ length: 12 }, (_, at) => line(at + 1, at === 2 ? { images: 12 } : {}));
  const asked: string[][] = [];

  beforeAll(async () => {
    browser = await launch();
    app = await FakeApp.start((method, url, body) => {
      if (url.pathname === '/api/session')
        return {
          json: session({ settings: { firstImpression: false, worklistIdentities: true, undoSeconds: 30 } }),
        };
      if (url.pathname === '/api/worklist')
        return { json: worklist(lines, Object.fromEntries(url.searchParams)) };
      if (method !== 'POST' || url.pathname !== '/api/worklist/identities') return undefined;
      const { studies } = body as { studies: string[] };
      asked.push(studies);
      return {
        json: studies.map((studyId) => {
          const at = lines.findIndex((one) => one.studyId === studyId);
          return { studyId, ...patients[at % patients.length] };
        }),
      };
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test.each([
    ['dark', 1440],
    ['light', 390],
  ] as const)(
    'stand on their lines, %s, %i pixels wide, asked for once and together',
    async (scheme, width) => {
      asked.length = 0;
      const { page, context, complaints } = await newPage(browser, { scheme, width });
      await takeClock(page);
      await page.goto(`${app.url}/worklist`);
      const first = page.locator('tr[data-line]').first();
      await first.getByText('Amsel, Ines').waitFor();
      expect(await first.locator('.cell-patient .sub').textContent()).toBe('F, 52 y · 4711');
      expect(await page.getByText('山田, 太郎').first().isVisible()).toBe(true);
      await Promise.all([
        page.waitForResponse((response) => new URL(response.url()).pathname === '/api/worklist'),
        page.clock.runFor(5_000),
      ]);
      expect(asked).toHaveLength(1);
      expect(new Set(asked[0]).size).toBe(asked[0]?.length);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
      expect(await violations(page)).toEqual([]);
      expect(complaints).toEqual([]);
      await screenshot(page, `worklist-patients-${scheme}-${width}`);
      await context.close();
    },
  );
});
