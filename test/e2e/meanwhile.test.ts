import type { Browser, Page } from 'playwright-core';
import { hexId } from '../domain/arbitraries';
import { describeWith } from '../support/requirements';
import { storedContents } from '../support/storedContents';
import { pictureShown } from './support/canvas';
import { FakeApp } from './support/fakeApp';
import { chrome, launch, newPage, screenshot, takeClock, violations } from './support/pages';
import { chestFile, Site } from './support/site';
import { line, study, worklist } from './support/views';

describeWith([chrome], 'what happens while a study is open', () => {
  let browser: Browser;
  let site: Site;
  const reviewer = { name: 'Dr. Amsel' };
  /** A comment that nobody wants to type again. */
  const comment = 'compared with the film of last spring, which lies in the archive';

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('a late image: it is said, nothing is exchanged by itself, a decision on the old version does not count', async () => {
    const studyId = await site.admit(chestFile({ study: 'late' }));
    const { page, context } = await site.visit(browser, reviewer, `/studies/${studyId}`);
    await pictureShown(page);
    await page.keyboard.press('a');
    await page.getByLabel('Comment').fill(comment);
    await site.admit(chestFile({ study: 'late', instance: 2 }));
    await page
      .getByText('Another image arrived: you are looking at version 1, which version 2 supersedes.')
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
    expect(await page.getByText('disagree about the patient').count()).toBe(0);
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
    await page.getByText('reopened, awaits review').waitFor();
    await page.getByRole('button', { name: /^Accept/ }).waitFor();
    // The late image names somebody else: what was known of the first one is not all any more.
    await page.getByText('disagree about the patient').waitFor();
    await screenshot(page, 'reopened');
    await page.goto(`${site.url}/worklist`);
    const row = page.locator(`tr[data-line="${studyId}"]`);
    await row.getByText('reopened, awaits review').waitFor();
    await row.getByText('version 2').waitFor();
    await context.close();
  });

  test('something changed outside the app: it is not shown, the study says so, and cannot be signed', async () => {
    const studyId = await site.admit(chestFile({ study: 'changed' }));
    const { images } = await site.study(studyId);
    const contents = storedContents(() => site.app.blobs);
    const alter = async (container: string, name: string) => {
      const { bytes, metadata } = await contents.read(container, name);
      bytes.writeUInt8(bytes.readUInt8(40) ^ 1, 40);
      await contents.write(container, name, { bytes, metadata });
    };
    await alter('images', `${images[0].imageId}/pixels`);
    const { page, context } = await site.visit(browser, reviewer, `/studies/${studyId}`);
    const alarm = page.locator('.changed-outside');
    await alarm.getByText('This study was changed outside the app.').waitFor();
    await alarm.getByText('Changed: the pixels of an image.').waitFor();
    await page.locator('.stage').getByText('so it is not shown').waitFor();
    expect(await page.locator('canvas.viewer-canvas').getAttribute('width')).toBe('0');
    await page.getByTestId('patient-name').waitFor();
    expect(await page.getByRole('button', { name: /^Accept/ }).count()).toBe(0);
    await page.locator('.card.decision').getByText('cannot be signed').waitFor();
    await screenshot(page, 'changed-outside');
    expect(await violations(page)).toEqual([]);

    const identities = site.app.blobs.getContainerClient('identity');
    const ofImage = identities.listBlobsFlat({ prefix: `${studyId}/${images[0].imageId}/` });
    await alter('identity', (await ofImage.next()).value?.name as string);
    await page.reload();
    await alarm.getByText('the identity of the patient').waitFor();
    expect(await page.getByTestId('patient-name').count()).toBe(0);
    await page.goto(`${site.url}/worklist`);
    const first = page.locator('tr[data-line]').first();
    await first.getByText('Changed outside the app').waitFor();
    expect(await first.getAttribute('data-line')).toBe(studyId);
    await screenshot(page, 'changed-outside-worklist');

    await alter('results', `studies/${studyId}.json`);
    await page.goto(`${site.url}/studies/${studyId}`);
    await alarm.getByText('This study was changed outside the app.').waitFor();
    expect(await page.locator('.stage').count()).toBe(0);
    await screenshot(page, 'changed-outside-record');
    await context.close();
  });

  test('a session that ended: nothing stays on the screen, and what was typed comes back', async () => {
    const studyId = await site.admit(chestFile({ study: 'session' }));
    const { page, context } = await site.visit(browser, reviewer, `/studies/${studyId}`);
    await pictureShown(page);
    // What the page says of the reviewer's activity renews the cookie.
    const said = page.waitForResponse((response) => response.url().endsWith('/activity'));
    await Promise.all([said, page.keyboard.press('a')]);
    await page.getByLabel('Comment').fill(comment);
    await context.clearCookies();
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    await page.waitForURL(`${site.url}/sign-in?to=/studies/${studyId}`);
    await page.getByLabel('Name').fill(reviewer.name);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${site.url}/studies/${studyId}`);
    await pictureShown(page);
    expect(await page.getByLabel('Comment').inputValue()).toBe(comment);
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    await page.locator('.card.decision .review').waitFor();
    expect((await site.study(studyId)).reviews[0]).toMatchObject({ outcome: 'accepted', comment });
    await context.close();
  });

  test('a worklist whose session ended is left as well, and comes back with its filters', async () => {
    const { page, context } = await site.visit(browser, reviewer);
    await takeClock(page);
    await page.goto(`${site.url}/worklist?tab=reviewed`);
    await page.locator('.tabs [aria-current="page"]').filter({ hasText: 'Reviewed' }).waitFor();
    await context.clearCookies();
    await page.clock.runFor(5_000);
    await page.waitForURL(`${site.url}/sign-in?to=/worklist`);
    await page.getByLabel('Name').fill(reviewer.name);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${site.url}/worklist?tab=reviewed`);
    await context.close();
  });
});

describeWith([chrome], 'what is pressed while answers are on their way', () => {
  let browser: Browser;
  let app: FakeApp;
  const studyId = hexId('study 1');
  const row = `tr[data-line="${studyId}"]`;
  /** The tab or the record whose answer waits, and what lets it go. */
  let held: string | undefined;
  let letGo = () => {};
  let arrivals = 0;
  let revision = 1;

  function hold(what: string): void {
    held = what;
  }

  /** Waits where this is held. */
  async function wait(what: string): Promise<void> {
    if (held !== what) return;
    await new Promise<void>((done) => {
      letGo = () => {
        held = undefined;
        done();
      };
    });
  }

  /** Another file is on its way at every look. */
  async function tab(url: URL) {
    const query = Object.fromEntries(url.searchParams);
    await wait(String(query.tab));
    arrivals += 1;
    const lines = query.tab === 'awaiting' ? [line(1), line(2)] : [];
    const counts = {
      awaiting: 2,
      reviewed: 0,
      'not-analysed': 0,
      quarantined: 0,
      processing: arrivals,
      kept: 0,
    };
    const processing = Array.from({ length: arrivals }, (_, at) => ({
      arrivalId: hexId(`arrival ${at}`),
      receivedAt: line(1).receivedAt,
    }));
    const more = query.tab === 'processing' ? { processing, total: arrivals } : {};
    return worklist(lines, query, { counts, ...more });
  }

  function record() {
    const event = {
      type: 'identity-access',
      at: line(1).receivedAt,
      actor: { subject: 'somebody', kind: 'reviewer' },
      purpose: 'study-page',
    };
    const entries = Array.from({ length: 11 + revision }, (_, sequence) => ({
      sequence,
      event: { ...event, eventId: String(sequence) },
    }));
    return { entries, waiting: [] };
  }

  const selected = (page: Page) => page.locator('tr.selected').getAttribute('data-line');
  const focused = (page: Page) => page.evaluate('document.activeElement.tagName');

  /** Where the record begins and ends, and where what is beside the picture does; pixels of the screen. */
  async function places(page: Page) {
    const card = await page.getByRole('region', { name: 'Record' }).boundingBox();
    const side = await page.locator('.side').boundingBox();
    if (!card || !side) throw new Error('there is no record');
    return { top: card.y, bottom: card.y + card.height, sideTop: side.y, sideBottom: side.y + side.height };
  }

  beforeAll(async () => {
    browser = await launch();
    app = await FakeApp.start(async (_method, url) => {
      if (url.pathname === '/api/worklist') return { json: await tab(url) };
      if (url.pathname.endsWith('/rank'))
        return { json: { rank: 1, of: 2, reasons: [], because: ['It is urgent.'] } };
      if (url.pathname === `/api/studies/${studyId}`) return { json: study({ revision }) };
      if (url.pathname !== `/api/studies/${studyId}/audit`) return undefined;
      await wait('record');
      return { json: record() };
    });
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test('j counts while the list is loading; then w tells why, and Enter opens', async () => {
    const { page, context, complaints } = await newPage(browser);
    await page.goto(`${app.url}/worklist`);
    await page.locator(row).waitFor();
    for (const [key, words] of [
      ['2', 'Nothing has been reviewed yet.'],
      ['3', 'Every study that awaits review has been analysed.'],
      ['4', 'No file was refused.'],
    ] as const) {
      await page.keyboard.press(key);
      await page.getByText(words).waitFor();
    }
    await page.keyboard.press('5');
    await page.locator('table.processing tr[data-line]').first().waitFor();
    hold('awaiting');
    await page.locator('.tabs button').first().click();
    await page.getByText('Loading the worklist').waitFor();
    await page.keyboard.press('j');
    letGo();
    await page.locator('tr.selected').waitFor();
    expect(await selected(page)).toBe(studyId);
    await page.keyboard.press('w');
    await page.getByText('It is urgent.').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The focus may go while the list stands still: Enter is still that of the selected line.
    await page.evaluate('document.activeElement.blur()');
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/studies/${studyId}`);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a filter that was chosen with the mouse lets go of the keys; with the keyboard, Escape does', async () => {
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/worklist`);
    await page.locator(row).waitFor();
    const modality = page.getByLabel('Modality');
    await modality.focus();
    await page.keyboard.press('ArrowDown');
    await page.waitForURL('**/worklist?modality=DX');
    await page.locator(row).waitFor();
    // Every arrow chooses: who goes through the filters by keys stays there.
    expect(await focused(page)).toBe('SELECT');
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.locator('tr.selected').waitFor();
    // What a mouse does, without the list of the system, which no test can see.
    await modality.dispatchEvent('pointerdown');
    await modality.selectOption('');
    await page.waitForURL('**/worklist');
    await page.locator('tr.selected').waitFor();
    expect(await focused(page)).not.toBe('SELECT');
    await page.keyboard.press('j');
    await page.locator(`tr.selected[data-line="${hexId('study 2')}"]`).waitFor();
    await context.close();
  });

  test('the record is in sight while it is loading, once it is loaded, and is not called up again by news', async () => {
    const { page, context } = await newPage(browser, { height: 640 });
    await page.goto(`${app.url}/studies/${studyId}`);
    await pictureShown(page);
    hold('record');
    await page.getByText('What happened to this study').click();
    await page.getByText('Loading the record').waitFor();
    const loading = await places(page);
    expect(loading.bottom).toBeLessThanOrEqual(loading.sideBottom + 1);
    letGo();
    await page.locator('.story li').nth(11).waitFor();
    const loaded = await places(page);
    expect(Math.abs(loaded.top - loaded.sideTop)).toBeLessThanOrEqual(2);
    await screenshot(page, 'record');
    // Whoever reads something else meanwhile stays there.
    await page.evaluate("document.querySelector('.side').scrollTo(0, 0)");
    revision = 2;
    await page.getByRole('button', { name: 'Show it as it is now' }).click();
    await page.locator('.story li').nth(12).waitFor({ state: 'attached' });
    expect(await page.evaluate("document.querySelector('.side').scrollTop")).toBe(0);
    await context.close();
  });
});
