import type { Browser } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, screenshot, violations } from './support/pages';
import { siteApi } from './support/siteViews';

/** What can be done on them; how each looks, and that it is for everybody, is held by `screens/site.test.ts`. */
describeWith([chrome], 'the pages of the administrator', () => {
  let browser: Browser;
  let app: FakeApp;

  beforeAll(async () => {
    [browser, app] = await Promise.all([launch(), FakeApp.start(siteApi())]);
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test('an alarm of the watch over a model is ended with a reason, and what is usual then', async () => {
    const asked: { path: string; body: unknown }[] = [];
    app.api = siteApi(asked);
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/site/drift`);
    await page.getByText('Usual: ').first().waitFor();
    await page.getByRole('button', { name: 'End this alarm' }).first().click();
    await page.getByLabel('What comes from now on').check();
    await page.getByLabel(/^Reason/).fill('a second room');
    await page.getByRole('button', { name: 'End the alarm', exact: true }).click();
    await page.getByText('The alarm has ended.').waitFor();
    expect(asked.find(({ path }) => path === 'POST /api/drift/restart')?.body).toMatchObject({
      model: 'chest-opacity@2.1.0',
      feature: 'view',
      reference: 'renew',
      reason: 'a second room',
    });
    await context.close();
  });

  test('a version shows its card, how it compares, and what was measured', async () => {
    app.api = siteApi();
    for (const [scheme, width] of [
      ['dark', 1440],
      ['light', 390],
    ] as const) {
      const { page, context, complaints } = await newPage(browser, { scheme, width });
      await page.goto(`${app.url}/models/chest-opacity/2.2.0`);
      await page.getByRole('heading', { name: 'Trained on' }).waitFor();
      // What looks like HTML in a card is text.
      await page.getByText('<script>alert(1)</script>').waitFor();
      expect(await page.getByRole('link', { name: 'not followed' }).count()).toBe(0);
      await page.getByRole('img', { name: /^AUC/ }).first().waitFor();
      await page.getByText('Both say the same: ').waitFor();
      expect(await violations(page)).toEqual([]);
      const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
      expect(overflow).toBe(0);
      await screenshot(page, `model-${scheme}-${width}`);
      expect(complaints).toEqual([]);
      await context.close();
    }
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

  test('studies are closed unread with a reason, and the stat one among them only if that is confirmed', async () => {
    const asked: { path: string; body: unknown }[] = [];
    app.api = siteApi(asked);
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/site/closing`);
    await page.getByLabel('Waiting for more than').selectOption('7');
    await page.getByRole('button', { name: 'Select all 3 studies' }).click();
    await page.getByRole('button', { name: 'Close 3 studies …' }).click();
    await page.getByText('Includes 1 stat.').waitFor();
    await page.getByLabel(/^Reason/).fill('read at the other site');
    await screenshot(page, 'site-closing-confirm');
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close 2 studies', exact: true }).click();
    await page.getByText('1 study closed unread. 1 not.').first().waitFor();
    await page.getByText('it has changed since you looked').waitFor();
    const closings = () => asked.filter(({ path }) => path === 'POST /api/closings').map(({ body }) => body);
    expect(closings()).toMatchObject([
      {
        reason: 'read at the other site',
        studies: [
          { revision: 1, evenIfUrgent: false },
          { revision: 1, evenIfUrgent: false },
        ],
      },
    ]);
    await page
      .getByRole('checkbox', { name: /^Select / })
      .first()
      .check();
    await page.getByRole('button', { name: 'Close 1 study …' }).click();
    await page.getByLabel(/^Reason/).fill('x');
    expect(await page.getByRole('button', { name: /^Close 0 studies$/ }).isDisabled()).toBe(true);
    await page.getByLabel('Close these too: 1 study').check();
    await page.getByRole('button', { name: 'Close 1 study', exact: true }).click();
    await page.getByText('0 studies closed unread. 1 not.').first().waitFor();
    expect(closings()[1]).toMatchObject({ studies: [{ evenIfUrgent: true }] });
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

  // The two of docs/questions.md that no command answers.
  test('the log is verified, and the settings say who set them, each in three clicks at most', async () => {
    app.api = siteApi();
    const { page, context } = await newPage(browser);
    await page.goto(app.url);
    await page.getByRole('link', { name: 'Administration' }).click();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: 'Verify the log now' }).click();
    await page.getByText('✓ 42 entries and 3 checkpoints verified').waitFor();
    await page.getByRole('link', { name: 'Settings' }).click();
    const row = (name: string) => page.getByRole('row', { name: new RegExp(`^${name} `) });
    expect(await row('TRIAGE_SITE_KEY').textContent()).toMatch(/set, not shown.*environment/);
    expect(await row('TRIAGE_HISTORY_DAYS').textContent()).toMatch(/7.*default/);
    await context.close();
  });
});
