import type { Browser } from 'playwright-core';
import { german } from '../../src/dashboard/texts/de/german';
import { chinese } from '../../src/dashboard/texts/zh/chinese';
import { renderSignIn } from '../../src/functions/http/signInPage/signInPage';
import { describeWith } from '../support/requirements';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, screenshot, sideways } from './support/pages';
import { siteApi } from './support/siteViews';

const pages = [
  'intake',
  'quarantine',
  'closing',
  'models',
  'drift',
  'outputs',
  'health',
  'audit',
  'users',
  'settings',
] as const;

const view = { development: 'here', entra: true, easyAuth: false, to: '/worklist', locked: 'entra' } as const;
const signIn = {
  '/sign-in-de': renderSignIn('de', view),
  '/sign-in-zh-Hans': renderSignIn('zh-Hans', view),
};

describeWith([chrome], 'the pages of the administrator in other languages', () => {
  let browser: Browser;
  let app: FakeApp;
  const api = siteApi();

  beforeAll(async () => {
    browser = await launch();
    app = await FakeApp.start((method, url, body) => api(method, url, body), { pages: signIn });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test.each([
    ['zh-Hans', chinese],
    ['de', german],
  ] as const)('%s', async (language, { texts }) => {
    app.api = (method, url, body) => {
      const answer = api(method, url, body);
      if (url.pathname !== '/api/session' || !answer || !('json' in answer)) return answer;
      const session = answer.json as { readonly preferences: object };
      return { json: { ...session, preferences: { ...session.preferences, language } } };
    };
    const { page, context, complaints } = await newPage(browser, { width: 1440, scheme: 'light' });
    const beyond: [string, number, number][] = [];
    for (const name of pages) {
      await page.goto(`${app.url}/site/${name}`);
      await page.locator('main h1').waitFor();
      await page.locator('main .state').waitFor({ state: 'detached' });
      expect(await page.locator('main h1').textContent()).toBe(texts.site.pages[name]);
      for (const [width, height] of [
        [1440, 900],
        [390, 844],
      ] as const) {
        await page.setViewportSize({ width, height });
        beyond.push([name, width, await sideways(page)]);
        await screenshot(page, `site-${name}-${language}-${width}`);
      }
      await page.setViewportSize({ width: 1440, height: 900 });
    }
    expect(beyond.filter(([, , pixels]) => pixels > 0)).toEqual([]);
    await page.goto(`${app.url}/sign-in-${language}`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await screenshot(page, `sign-in-${language}-1440`);
    expect(complaints).toEqual([]);
    await context.close();
  });
});
