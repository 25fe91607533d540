import type { Browser, Page } from 'playwright-core';
import { worklistTabs } from '../../src/domain/kernel/worklistTabs';
import { describeWith } from '../support/requirements';
import { pictureShown } from './support/canvas';
import { chrome, launch, newPage, screenshot, violations } from './support/pages';
import { chestFile, handFile, Site } from './support/site';

describeWith([chrome], 'pages for everybody (WCAG 2.2 AA, as far as a program can tell)', () => {
  let browser: Browser;
  let site: Site;
  const ids = { opaque: '', contested: '', reviewed: '' };

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    ids.opaque = await site.admit(chestFile({ study: 'opaque', opaque: true, urgency: 'STAT' }));
    ids.contested = await site.admit(chestFile({ study: 'contested' }));
    ids.reviewed = await site.admit(chestFile({ study: 'reviewed' }));
    await site.admit(chestFile({ study: 'opaque', instance: 2 }));
    await site.admit(handFile('hand'));
    await site.drop('broken.dcm', chestFile({ study: 'broken' }).slice(0, 400_000));
    await decide(ids.reviewed, 'Dr. Berghuhn');
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  async function decide(studyId: string, name: string): Promise<void> {
    const { version, revision } = await site.study(studyId);
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'if-match': `"${revision}"` },
      body: JSON.stringify({ studyVersion: version, decision: 'accept' }),
    };
    const answer = await site.app.fetch(`/api/studies/${studyId}/review`, init, 'reviewer', name);
    if (!answer.ok) throw new Error(await answer.text());
  }

  const schemes = ['dark', 'light'] as const;

  /** Every page and dialog, one after the other, as they are found to be at fault. */
  async function faults(page: Page): Promise<unknown[]> {
    const found: unknown[] = [];
    const look = async (where: string) => {
      found.push(...(await violations(page)).map((violation) => [where, ...violation]));
      await screenshot(page, `${where}-dark`);
    };
    for (const tab of worklistTabs) {
      await page.goto(`${site.url}/worklist?tab=${tab}`);
      await page
        .locator(tab === 'processing' || tab === 'kept' ? '.empty' : 'tr[data-line]')
        .first()
        .waitFor();
      await look(`worklist-${tab}`);
    }
    await page.goto(`${site.url}/worklist`);
    await page.locator('tr[data-line]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('w');
    await page.locator('dialog .because li').first().waitFor();
    await look('why-this-rank');
    await page.keyboard.press('Escape');
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    await look('keys');

    await page.goto(`${site.url}/studies/${ids.opaque}`);
    await pictureShown(page);
    await page.getByTestId('patient-name').waitFor();
    await page.keyboard.press('p');
    await page.getByText('What happened to this study').click();
    await page.locator('.story li').first().waitFor();
    await look('study');
    await page.keyboard.press('o');
    await page.getByLabel('Reason').waitFor();
    await look('override');
    await page.goto(`${site.url}/feedback`);
    await page.locator('.model-feedback').first().waitFor();
    await look('feedback-page');
    return found;
  }

  // In the light scheme, and at other widths, the screens are looked at with made-up answers: `screens`.
  test('pages and dialogs', async () => {
    const { page, context, complaints } = await site.visit(browser, { name: 'Dr. Amsel' }, '/worklist', {
      scheme: 'dark',
    });
    expect(await faults(page)).toEqual([]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test.each(schemes)('sign-in, a conflict, a session that ended, %s', async (scheme) => {
    const study = scheme === 'dark' ? ids.contested : await site.admit(chestFile({ study: 'contested-2' }));
    const stranger = await newPage(browser, { scheme });
    await stranger.page.goto(`${site.url}/sign-in`);
    expect(await violations(stranger.page)).toEqual([]);
    await screenshot(stranger.page, `sign-in-${scheme}`);
    await stranger.context.close();

    const { page, context } = await site.visit(browser, { name: 'Dr. Amsel' }, `/studies/${study}`, {
      scheme,
    });
    await pictureShown(page);
    await page.keyboard.press('a');
    await decide(study, 'Dr. Berghuhn');
    await page.keyboard.press('Enter');
    await page.locator('.notice.conflict').waitFor();
    expect(await violations(page)).toEqual([]);
    await page.locator('.notice.conflict button').click();
    await page.locator('.card.decision .review').waitFor();
    expect(await violations(page)).toEqual([]);
    await context.clearCookies();
    await page.keyboard.press('g');
    await page.waitForURL(/sign-in/);
    expect(await violations(page)).toEqual([]);
    await context.close();
  });
});
