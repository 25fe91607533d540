import type { Browser } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { answersOf } from './support/answers';
import { drawn, nextFrame, pictureShown } from './support/canvas';
import { chrome, launch, screenshot, violations } from './support/pages';
import { chestFile, Site } from './support/site';

describeWith([chrome], 'a first impression before the models are heard', () => {
  let browser: Browser;
  let site: Site;
  let studyId = '';

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start({ TRIAGE_FIRST_IMPRESSION: 'true' })]);
    studyId = await site.admit(chestFile({ study: 'first', opaque: true }));
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('score and heat map are neither on the page nor in what it is sent, until it is given', async () => {
    const { page, context, complaints } = await site.visit(browser, { name: 'Dr. Amsel' });
    await page.locator('tr[data-line]').first().waitFor();
    expect(await page.locator('main').textContent()).not.toMatch(/\d %/);
    const heard = answersOf(page);
    await page.goto(`${site.url}/studies/${studyId}`);
    await pictureShown(page);
    await page.getByText('Look at the picture first.').waitFor();
    await page.getByText('What happened to this study').click();
    await page.getByText('Shown after your first impression.').nth(1).waitFor();
    // Keys of what is not there do nothing.
    for (const key of ['h', 'a', 'Enter', 'o', 'Enter']) await page.keyboard.press(key);
    await nextFrame(page);
    expect((await drawn(page)).coloured).toBe(0);
    expect(await page.getByRole('button', { name: 'Heat map' }).count()).toBe(0);
    expect(await page.locator('.side').textContent()).not.toMatch(/\d %|threshold|opacity/i);
    const answers = await heard();
    expect(answers.length).toBeGreaterThan(3);
    expect(answers.filter((answer) => /"score"|"threshold"|"findings":\[\{/.test(answer))).toEqual([]);
    const stolen = await context.request.get(
      `${site.url}/api/images/${(await site.study(studyId)).images[0].imageId}/preview?heat=${encodeURIComponent('chest-opacity/lung-opacity')}`,
    );
    expect(stolen.status()).toBe(409);
    await screenshot(page, 'first-impression');
    expect(await violations(page)).toEqual([]);

    await page.getByRole('button', { name: 'Routine' }).click();
    await page.locator('.finding-row').first().waitFor();
    expect(await page.locator('.findings').textContent()).toMatch(/\d %/);
    expect(await page.locator('.findings').textContent()).toContain('Does not look for pneumothorax, ');
    await page.getByRole('button', { name: 'Heat map' }).waitFor();
    await page.keyboard.press('a');
    await page.keyboard.press('Enter');
    await page.locator('.card.decision .review').waitFor();
    const { reviews, impressions } = await site.study(studyId);
    expect(reviews[0]).toMatchObject({ outcome: 'accepted', decision: 'accept' });
    expect(impressions).toEqual([expect.objectContaining({ priority: 'routine', version: 1 })]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('nor in the worklist, nor in why a study stands where it stands', async () => {
    const other = await site.admit(chestFile({ study: 'second', opaque: true }));
    const { page, context } = await site.visit(browser, { name: 'Dr. Amsel' });
    const heard = answersOf(page);
    await page.reload();
    await page.locator(`tr[data-line="${other}"]`).waitFor();
    await page.evaluate(`fetch('/api/studies/${other}/rank').then((answer) => answer.text())`);
    const answers = await heard();
    expect(answers.some((answer) => answer.includes('/api/worklist'))).toBe(true);
    expect(answers.filter((answer) => /"score"|\d %/.test(answer))).toEqual([]);
    await context.close();
  });

  test('an auditor, who decides nothing, sees everything', async () => {
    const { page, context } = await site.visit(
      browser,
      { name: 'A. Uditor', role: 'auditor' },
      `/studies/${studyId}`,
    );
    await page.locator('.finding-row').first().waitFor();
    await context.close();
  });
});
