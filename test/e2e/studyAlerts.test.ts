import type { Browser, Page } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { drawn, pictureShown } from './support/canvas';
import { chrome, launch, screenshot, violations } from './support/pages';
import { chestFile, rejectionNote, Site } from './support/site';

describeWith([chrome], 'what nobody may miss of a study', () => {
  let browser: Browser;
  let site: Site;
  let studyId: string;
  let mixed: string;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    const study = 'aside';
    studyId = await site.admit(chestFile({ study, instance: 1, opaque: true }));
    await site.admit(chestFile({ study, instance: 2, patient: 'mistaken' }));
    await site.admit(chestFile({ study, instance: 2 }));
    await site.admit(rejectionNote(study, 1));
    mixed = await site.admit(chestFile({ study: 'mixed', instance: 1 }));
    await site.admit(chestFile({ study: 'mixed', instance: 2, patient: 'another' }));
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const notRead = (page: Page, why: 'rejected' | 'superseded') => page.locator(`[data-aside="${why}"]`);
  const lookAt = async (page: Page, why: 'rejected' | 'superseded') => {
    await notRead(page, why).getByRole('button', { name: 'Look at it' }).click();
    const notice = page.locator(`[data-looking-at="${why}"]`);
    await notice.waitFor();
    await pictureShown(page);
    return notice;
  };

  test.each([
    ['rejected', 'This image was rejected for the safety of the patient. It is not read.'],
    ['superseded', 'This image was sent again: a newer version of it is read in its place.'],
  ] as const)('an image that was set aside can be looked at, with why: %s', async (why, words) => {
    const { page, context, complaints } = await site.visit(
      browser,
      { name: 'Dr. Amsel' },
      `/studies/${studyId}`,
    );
    await pictureShown(page);
    const read = await drawn(page);
    const before = await site.study(studyId);

    const notice = await lookAt(page, why);
    expect(await notice.textContent()).toContain(words);
    expect((await drawn(page)).mean).not.toBe(read.mean);
    expect(await page.locator('.viewer-bottomLeft').textContent()).toBe('Not read');
    // What the models said of it would be taken for what they say of the study.
    expect(await page.getByRole('region', { name: 'What the models say' }).count()).toBe(0);
    expect(await page.getByLabel('Heat map').count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, `set-aside-${why}`);

    await notice.getByRole('button', { name: 'Back to what is read' }).click();
    await notice.waitFor({ state: 'detached' });
    await pictureShown(page);
    expect((await drawn(page)).mean).toBe(read.mean);
    const { serverTime: _, ...after } = await site.study(studyId);
    expect(after).toEqual({ ...before, serverTime: undefined });
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('two patients under one Study UID: the worklist and the page of the study say so', async () => {
    const { page, context, complaints } = await site.visit(browser, { name: 'Dr. Amsel' });
    const line = page.locator(`tr[data-line="${mixed}"]`);
    await line.getByText('Its images name different patients.').waitFor();
    await screenshot(page, 'different-patients-worklist');
    await page.goto(`${site.url}/studies/${mixed}`);
    await page
      .locator('[data-alert="different-patients"]')
      .getByText('The images of this study name different patients.')
      .waitFor();
    await pictureShown(page);
    await screenshot(page, 'different-patients');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
