import type { Browser } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, screenshot, violations } from './support/pages';
import { siteApi } from './support/siteViews';

jest.setTimeout(120_000);

describeWith([chrome], 'what an administrator does', () => {
  let browser: Browser;
  let app: FakeApp;

  beforeAll(async () => {
    [browser, app] = await Promise.all([launch(), FakeApp.start(siteApi())]);
  }, 60_000);

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test('a number of the accounts opens its files, and leads to their study', async () => {
    const asked: { path: string; body: unknown }[] = [];
    app.api = siteApi(asked);
    const { page, context } = await newPage(browser, { width: 1440 });
    await page.goto(`${app.url}/site/intake`);
    await page.getByRole('button', { name: /^2 quarantined, .*, CR2$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('CR2/2026/IM0002.dcm').waitFor();
    expect(asked.find(({ path }) => path === 'POST /api/files/search')?.body).toMatchObject({
      source: 'CR2',
      states: ['quarantined'],
    });
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'site-files');
    expect(await dialog.getByRole('link', { name: 'Open' }).getAttribute('href')).toMatch(
      /^\/studies\/[0-9a-f]{64}$/,
    );
    await context.close();
  });

  test('what was not delivered says why, and is sent again by one key', async () => {
    const asked: { path: string; body: unknown }[] = [];
    app.api = siteApi(asked);
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/site/outputs`);
    await page.getByText('The images of the study contradict each other').waitFor();
    await page.getByRole('button', { name: 'Send again' }).first().click();
    await page.getByText('1 of 1 on their way again.').first().waitFor();
    await page.getByRole('button', { name: 'Send these 3 again' }).click();
    await page.getByText('3 of 3 on their way again.').first().waitFor();
    const sent = asked.filter(({ path }) => path === 'POST /api/outputs/resend').map(({ body }) => body);
    expect(sent).toMatchObject([
      { outputs: [{ receiver: 'ris', form: 'oru' }] },
      { outputs: [{}, {}, { receiver: 'pacs', form: 'sr' }] },
    ]);
    await context.close();
  });

  test('all files of a reason are dismissed in two steps, with why', async () => {
    const asked: { path: string; body: unknown }[] = [];
    app.api = siteApi(asked);
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/site/quarantine`);
    await page.getByRole('button', { name: /^truncated/ }).click();
    await page.getByRole('button', { name: 'Dismiss all 2' }).click();
    await page.getByLabel(/^Reason/).fill('sent again');
    await page.getByRole('button', { name: 'Dismiss', exact: true }).click();
    await page.getByText('2 files dismissed.').first().waitFor();
    expect(asked.find(({ path }) => path === 'POST /api/quarantine/dismiss')?.body).toEqual({
      files: { reason: 'truncated', until: expect.any(String) },
      reason: 'sent again',
    });
    await context.close();
  });
});
