import type { Browser } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { pictureShown } from './support/canvas';
import { chrome, launch, screenshot } from './support/pages';
import { chestFile, Site } from './support/site';

jest.setTimeout(60_000);

describeWith([chrome], 'what happens while a study is open', () => {
  let browser: Browser;
  let site: Site;
  const reviewer = { name: 'Dr. Amsel' };
  /** A comment that nobody wants to type again. */
  const comment = 'compared with the film of last spring, which lies in the archive';

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  }, 60_000);

  test('a late image: it is said, nothing is exchanged by itself, a decision on the old version does not count', async () => {
    const studyId = await site.admit(chestFile({ study: 'late' }));
    const { page, context } = await site.visit(browser, reviewer, `/studies/${studyId}`);
    await pictureShown(page);
    await page.keyboard.press('a');
    await page.getByLabel('Comment').fill(comment);
    await site.admit(chestFile({ study: 'late', instance: 2 }));
    await page
      .getByText('Another image came: you look at version 1, and version 2 supersedes it.')
      .first()
      .waitFor();
    expect(await page.locator('.viewer-bottomLeft').textContent()).toContain('Image 1 of 1');
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    const told = page.locator('.notice.conflict');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/image/i);
    expect((await site.study(studyId)).reviews.filter(({ outcome }) => outcome === 'accepted')).toEqual([]);
    await told.getByRole('button').click();
    await page
      .locator('.viewer-bottomLeft')
      .getByText(/^Image \d of 2$/)
      .waitFor();
    expect(await page.getByLabel('Comment').inputValue()).toBe(comment);
    await page.getByTestId('patient-name').waitFor();
    expect(await page.getByText('do not agree on whom they show').count()).toBe(0);
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    await page.locator('.card.decision .review.accepted').waitFor();
    expect((await site.study(studyId)).reviews.find(({ outcome }) => outcome === 'accepted')).toMatchObject({
      studyVersion: 2,
      comment,
    });
    await context.close();
  });

  test('a late image after a review: made on version 1, reopened, on top of the list again', async () => {
    const studyId = await site.admit(chestFile({ study: 'reopened' }));
    const { page, context } = await site.visit(browser, reviewer, `/studies/${studyId}`);
    await pictureShown(page);
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.locator('.card.decision .review').waitFor();
    await site.admit(chestFile({ study: 'reopened', instance: 2, patient: 'mixed-up' }));
    await page.getByRole('button', { name: 'Show it as it is now' }).click();
    await page.getByText('The review was made on version 1.', { exact: true }).waitFor();
    await page.getByText('reopened by a later image').waitFor();
    await page.getByRole('button', { name: /^Accept/ }).waitFor();
    // The late image names somebody else: what was known of the first one is not all any more.
    await page.getByText('do not agree on whom they show').waitFor();
    await screenshot(page, 'reopened');
    await page.goto(`${site.url}/worklist`);
    const row = page.locator(`tr[data-line="${studyId}"]`);
    await row.getByText('reopened by a later image').waitFor();
    await row.getByText('version 2').waitFor();
    await context.close();
  });

  test('a session that ended: what was typed stays, nothing goes on asking, and signing in goes on', async () => {
    const studyId = await site.admit(chestFile({ study: 'session' }));
    const { page, context } = await site.visit(browser, reviewer);
    await page.clock.install();
    await page.goto(`${site.url}/studies/${studyId}`);
    await pictureShown(page);
    await page.keyboard.press('a');
    await page.getByLabel('Comment').fill(comment);
    await context.clearCookies();
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    const dialog = page.getByRole('dialog', { name: /Your session ended/ });
    await dialog.waitFor();
    for (const key of ['Escape', 'Escape', 'Escape']) await page.keyboard.press(key);
    await dialog.waitFor();
    await screenshot(page, 'session-ended');

    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (let tick = 0; tick < 5; tick += 1) await page.clock.runFor(12_000);
    expect(asked).toEqual([]);
    await dialog.getByRole('button', { name: 'I have signed in: go on' }).click();
    await dialog.getByText('You are not signed in yet.').waitFor();

    const [tab] = await Promise.all([
      context.waitForEvent('page'),
      dialog.getByRole('link', { name: /Sign in/ }).click(),
    ]);
    await tab.getByLabel('Name').fill(reviewer.name);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByTestId('signed-in').waitFor();
    await tab.close();
    await dialog.getByRole('button', { name: 'I have signed in: go on' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Comment').inputValue()).toBe(comment);
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    await page.locator('.card.decision .review').waitFor();
    expect((await site.study(studyId)).reviews[0]).toMatchObject({ outcome: 'accepted', comment });
    await context.close();
  });

  test('a worklist whose session ended asks no more either, and goes on where somebody signs in', async () => {
    const { page, context } = await site.visit(browser, reviewer);
    await page.clock.install();
    await page.goto(`${site.url}/worklist`);
    await page.locator('tr[data-line]').first().waitFor();
    await context.clearCookies();
    await page.clock.runFor(5_000);
    const dialog = page.getByRole('dialog', { name: /Your session ended/ });
    await dialog.waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (let tick = 0; tick < 5; tick += 1) await page.clock.runFor(40_000);
    expect(asked).toEqual([]);
    const tab = await context.newPage();
    await tab.goto(`${site.url}/sign-in`);
    await tab.getByLabel('Name').fill(reviewer.name);
    await tab.getByRole('button', { name: 'Sign in' }).click();
    await tab.getByTestId('signed-in').waitFor();
    await tab.close();
    await dialog.getByRole('button', { name: 'I have signed in: go on' }).click();
    await dialog.waitFor({ state: 'detached' });
    const again = page.waitForResponse((response) => response.url().includes('/api/worklist'));
    await page.clock.runFor(5_000);
    expect([200, 304]).toContain((await again).status());
    await context.close();
  });
});
