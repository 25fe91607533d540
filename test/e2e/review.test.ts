import type { Browser, Page } from 'playwright-core';
import { until } from '../support/appRuntime';
import { describeWith } from '../support/requirements';
import { answersOf } from './support/answers';
import { drawn, nextFrame, pictureShown } from './support/canvas';
import { chrome, launch, newPage, screenshot, sideways } from './support/pages';
import { chestFile, handFile, Site } from './support/site';

const studies = [
  'accepted',
  'overridden',
  'unreadable',
  'contested',
  'typed',
  'looked-at',
  'unanswered',
] as const;
type Study = (typeof studies)[number];

describeWith([chrome], 'a reviewer at the dashboard', () => {
  let browser: Browser;
  let site: Site;
  const ids = {} as Record<Study | 'opaque' | 'hand', string>;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    ids.opaque = await site.admit(chestFile({ study: 'opaque', opaque: true, urgency: 'STAT' }));
    for (const study of studies) ids[study] = await site.admit(chestFile({ study }));
    ids.hand = await site.admit(handFile('hand'));
    await site.drop('broken.dcm', chestFile({ study: 'broken' }).slice(0, 400_000));
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  const reviewer = { name: 'Dr. Amsel' };
  const at = (study: keyof typeof ids) => `/studies/${ids[study]}`;
  const keys = async (page: Page, ...pressed: string[]) => {
    for (const key of pressed) await page.keyboard.press(key);
  };
  const decisionText = (page: Page) => page.locator('.card.decision .review').textContent();
  const standing = async (study: keyof typeof ids) =>
    (await site.study(ids[study])).reviews.find(({ outcome }) => outcome === 'accepted');

  test('who is not signed in gets the sign-in page and health, and nothing else', async () => {
    const { page, context } = await newPage(browser);
    for (const place of ['/', '/worklist', '/feedback', at('opaque')]) {
      await page.goto(`${site.url}${place}`);
      expect(new URL(page.url()).pathname).toBe('/sign-in');
      expect(await page.getByText('Not a diagnosis').count()).toBe(1);
    }
    const status = async (place: string) => (await context.request.get(`${site.url}${place}`)).status();
    expect(await status('/api/health')).toBe(200);
    for (const place of [
      '/api/worklist',
      '/api/session',
      `/api${at('opaque')}`,
      '/api/feedback',
      '/assets/x.js',
    ])
      expect([place, await status(place)]).toEqual([place, 401]);
    await context.close();
  });

  test('signing in leads to the page that was asked for, signing out away from it', async () => {
    const { page, context, complaints } = await site.visit(browser, reviewer, at('looked-at'));
    expect(new URL(page.url()).pathname).toBe(at('looked-at'));
    await page.getByText('Development sign-in').waitFor();
    await pictureShown(page);
    expect(complaints).toEqual([]);
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto(`${site.url}/worklist`);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await context.close();
  });

  test('the worklist stands in the order of the API, the ordered and opaque one first', async () => {
    const { page, context, complaints } = await site.visit(browser, reviewer);
    await page.locator('tr[data-line]').first().waitFor();
    const shown = await page
      .locator('tr[data-line]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-line')));
    const { studies: lines } = await site.worklist();
    expect(shown).toEqual(lines.map(({ studyId }) => studyId));
    expect(shown[0]).toBe(ids.opaque);
    await screenshot(page, 'worklist-real');
    await keys(page, 'j', 'Enter');
    await pictureShown(page);
    expect(new URL(page.url()).pathname).toBe(at('opaque'));
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a drag over the picture changes its pixels; the heat map is off until it is asked for', async () => {
    const { page, context, complaints } = await site.visit(browser, reviewer, at('opaque'));
    await pictureShown(page);
    const before = await drawn(page);
    expect([before.mean > 10, before.coloured]).toEqual([true, 0]);
    expect(await page.getByText('Not a segmentation').count()).toBe(0);
    const box = await page.locator('canvas').first().boundingBox();
    if (!box) throw new Error('expected a canvas');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x, y + 120, { steps: 6 });
    await page.mouse.up();
    await nextFrame(page);
    expect((await drawn(page)).mean).toBeLessThan(before.mean - 5);
    await page.keyboard.press('r');
    await nextFrame(page);
    expect(await drawn(page)).toEqual(before);

    const [heat] = await Promise.all([
      page.waitForResponse((response) => response.url().includes('/preview?heat=')),
      page.keyboard.press('h'),
    ]);
    expect([heat.status(), heat.headers()['content-type']]).toEqual([200, 'image/png']);
    await page.getByText('Not a segmentation').waitFor();
    const warm = await until('the heat map on the canvas', async () => {
      const found = await drawn(page);
      return found.coloured > 0 ? found : undefined;
    });
    expect(warm.coloured).toBeGreaterThan(1000);
    await screenshot(page, 'study-heat-map');
    await page.keyboard.press('h');
    await nextFrame(page);
    expect(await drawn(page)).toEqual(before);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('accept with two keys, and take it back with one', async () => {
    const { page, context } = await site.visit(browser, reviewer, at('accepted'));
    await pictureShown(page);
    await keys(page, 'a');
    expect(await standing('accepted')).toBeUndefined();
    await keys(page, 'Enter');
    await page.locator('.card.decision .review').waitFor();
    expect(await decisionText(page)).toContain('Accepted');
    expect(await decisionText(page)).toContain(reviewer.name);
    expect(await standing('accepted')).toMatchObject({
      decision: 'accept',
      reviewer: reviewer.name,
      signature: { meaning: 'agrees with where the study stands' },
    });
    await keys(page, 'u');
    await page.getByRole('button', { name: /^Accept/ }).waitFor();
    expect(await standing('accepted')).toBeUndefined();
    await page.getByText('Taken back.', { exact: true }).waitFor();
    await context.close();
  });

  test('override by keyboard alone: place, reason, words, Enter', async () => {
    const { page, context } = await site.visit(browser, reviewer, at('overridden'));
    await pictureShown(page);
    await keys(page, 'o', 'Space', 'ArrowDown', 'Tab');
    await page.keyboard.type('Other');
    await keys(page, 'Tab', 'Tab');
    expect(await page.getByRole('button', { name: /^Sign: override/ }).isDisabled()).toBe(true);
    await keys(page, 'Shift+Tab');
    const signing = page.getByLabel(/^Text/);
    await signing.focus();
    await page.keyboard.type('an accept note of a reader: ? u g n');
    await keys(page, 'Tab', 'Enter');
    await page.locator('.card.decision .review').waitFor();
    expect(await standing('overridden')).toMatchObject({
      decision: 'override',
      priority: 'urgent',
      reason: 'other',
      comment: 'an accept note of a reader: ? u g n',
    });
    expect((await site.study(ids.overridden)).standing.place).toBe('urgent');
    await context.close();
  });

  test('cannot assess, and on to the next study that awaits review', async () => {
    const { page, context } = await site.visit(browser, reviewer, at('unreadable'));
    await pictureShown(page);
    await keys(page, 'c', 'Enter');
    await page.locator('.card.decision .review').waitFor();
    expect(await standing('unreadable')).toMatchObject({ decision: 'cannot-assess' });
    await keys(page, 'n');
    await page.waitForURL(`**${at('opaque')}`);
    await context.close();
  });

  test('two reviewers at once: the second is told in words what happened, and can look', async () => {
    const [first, second] = await Promise.all([
      site.visit(browser, reviewer, at('contested')),
      site.visit(browser, { name: 'Dr. Berghuhn' }, at('contested')),
    ]);
    await Promise.all([pictureShown(first.page), pictureShown(second.page)]);
    await keys(second.page, 'c');
    await keys(first.page, 'a', 'Enter');
    await first.page.locator('.card.decision .review').waitFor();
    await keys(second.page, 'Enter');
    const told = second.page.locator('.notice.conflict');
    await told.waitFor();
    expect(await told.textContent()).toMatch(/Your review was not accepted[\s\S]*Dr\. Amsel/);
    expect((await standing('contested'))?.reviewer).toBe('Dr. Amsel');
    await screenshot(second.page, 'conflict');
    await told.getByRole('button').press('Enter');
    await second.page.locator('.card.decision .review').waitFor();
    expect(await decisionText(second.page)).toContain('Dr. Amsel');
    await Promise.all([first.context.close(), second.context.close()]);
  });

  test('whoever has a study open is named to the others, until they leave it or it lapses', async () => {
    const { page: second, context: others } = await site.visit(browser, { name: 'Dr. Berghuhn' });
    const first = await site.visit(browser, reviewer, at('looked-at'));
    await pictureShown(first.page);
    const line = second.locator(`tr[data-line="${ids['looked-at']}"]`);
    await line.locator('.cell-state').getByText(reviewer.name).waitFor();
    await second.goto(`${site.url}${at('looked-at')}`);
    await second.locator('.side .notice').getByText(reviewer.name).waitFor();
    // It keeps nobody from deciding.
    await second.getByRole('button', { name: /^Accept/ }).waitFor();
    await Promise.all([
      first.page.waitForResponse(
        (one) => one.url().endsWith('/claim') && one.request().method() === 'DELETE',
      ),
      keys(first.page, 'g'),
    ]);
    await second.reload();
    await pictureShown(second);
    expect(await second.locator('.side .notice').getByText(reviewer.name).count()).toBe(0);

    const past = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
    const lapsed = { subject: 'gone', name: 'Dr. Gone', until: past(1) };
    await site.app.store.claims.claim(ids.unanswered, lapsed, past(6));
    await second.goto(`${site.url}${at('unanswered')}`);
    await pictureShown(second);
    expect(await second.getByText('Dr. Gone').count()).toBe(0);
    await Promise.all([others.close(), first.context.close()]);
  });

  test('a decision whose answer is lost can be signed again, and is signed once', async () => {
    const { page, context } = await site.visit(browser, reviewer, at('unanswered'));
    await pictureShown(page);
    await page.route('**/review', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await keys(page, 'a', 'Enter');
    await page.getByText('It is not known whether this was signed.').waitFor();
    const signed = await standing('unanswered');
    expect(signed).toBeDefined();
    await page.unroute('**/review');
    await page.getByRole('button', { name: /^Sign: accept/ }).click();
    await page.locator('.card.decision .review').waitFor();
    expect((await site.study(ids.unanswered)).reviews).toEqual([signed]);
    await context.close();
  });

  test('a refused file stays visible, with the reason and what to do', async () => {
    const { page, context } = await site.visit(browser, reviewer);
    await page.locator('tr[data-line]').first().waitFor();
    await keys(page, '4');
    const { quarantined } = await site.worklist('quarantined');
    expect(quarantined).toHaveLength(1);
    const row = page.locator(`tr[data-line="${quarantined[0]?.arrivalId}"]`);
    await row.waitFor();
    expect(await row.textContent()).toContain('Export it again; the transfer was probably cut off.');
    expect(await row.textContent()).toContain(quarantined[0]?.reason);
    await page.getByRole('button', { name: 'Quarantined 1' }).waitFor();
    await screenshot(page, 'quarantined');
    await context.close();
  });

  test('whom a study shows is on the page of a reviewer, and not on an auditor’s', async () => {
    const doctor = await site.visit(browser, reviewer, at('looked-at'));
    await doctor.page.getByTestId('patient-name').waitFor();
    expect(await doctor.page.getByTestId('patient-name').textContent()).toMatch(/LOOKED-AT/i);
    const auditor = await site.visit(browser, { name: 'A. Uditor', role: 'auditor' }, at('looked-at'));
    const heard = answersOf(auditor.page);
    await auditor.page.reload();
    await pictureShown(auditor.page);
    await auditor.page.getByText('Only reviewers can see the patient.').waitFor();
    await auditor.page.getByText('Decisions are for reviewers.').waitFor();
    const answers = await heard();
    const all = `${await auditor.page.content()} ${answers.join(' ')}`;
    expect(answers.length).toBeGreaterThan(2);
    expect(all).not.toMatch(/LOOKED-AT|SYNTHETIC|SYN-/i);
    expect(auditor.complaints).toEqual([]);
    await Promise.all([doctor.context.close(), auditor.context.close()]);
  });

  test('“?” lists the keys; while somebody types they do nothing', async () => {
    const { page, context } = await site.visit(browser, reviewer, at('typed'));
    await pictureShown(page);
    await keys(page, '?');
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Accept the priority; Enter signs').waitFor();
    await keys(page, 'a', 'g');
    expect(new URL(page.url()).pathname).toBe(at('typed'));
    await keys(page, 'Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByRole('button', { name: /^Sign:/ }).count()).toBe(0);
    await keys(page, 'a');
    const before = await drawn(page);
    await page.getByLabel('Comment').click();
    await page.keyboard.type('?guonpcih1234[]+-');
    await nextFrame(page);
    expect(await page.getByLabel('Comment').inputValue()).toBe('?guonpcih1234[]+-');
    expect(await page.getByRole('dialog').count()).toBe(0);
    expect(await page.getByRole('button', { name: 'Sign: accept' }).count()).toBe(1);
    expect([await drawn(page), new URL(page.url()).pathname]).toEqual([before, at('typed')]);
    await context.close();
  });

  test('on a phone nothing has to be scrolled sideways', async () => {
    const phone = { width: 390, height: 844 };
    const { page, context } = await site.visit(browser, reviewer, '/worklist', phone);
    await page.locator('tr[data-line]').first().waitFor();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await screenshot(page, 'phone-worklist');
    await page.goto(`${site.url}${at('opaque')}`);
    await pictureShown(page);
    await page.getByTestId('patient-name').waitFor();
    await page.getByRole('button', { name: /^Override/ }).click();
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await screenshot(page, 'phone-study');
    for (const place of ['/worklist?tab=quarantined', '/worklist?tab=reviewed', '/feedback', '/sign-in']) {
      await page.goto(`${site.url}${place}`);
      await page.locator('h1').first().waitFor();
      await nextFrame(page);
      expect([place, await sideways(page)]).toEqual([place, 0]);
    }
    await context.close();
  });

  test('the numbers of the feedback page are those of the API', async () => {
    const { page, context, complaints } = await site.visit(browser, reviewer);
    // The answer that the page itself was given: a review may be counted between two.
    const [answer] = await Promise.all([
      page.waitForResponse((response) => new URL(response.url()).pathname === '/api/feedback'),
      page.goto(`${site.url}/feedback`),
    ]);
    const view = (await answer.json()) as {
      models: {
        model: { id: string; version: string };
        reviews: number;
        agreement: { k: number; n: number };
      }[];
      timeToDecision: { n: number };
    };
    expect(view.models.length).toBeGreaterThan(0);
    for (const { model, reviews, agreement } of view.models) {
      const card = page.getByRole('region', { name: `${model.id} ${model.version}` });
      await card.waitFor();
      expect(await card.textContent()).toContain(`${reviews} accepted review`);
      expect(await card.locator('svg').first().getAttribute('aria-label')).toContain(
        `${agreement.k} of ${agreement.n}`,
      );
    }
    const decided = page.getByRole('row', { name: /^the decision/ });
    expect(await decided.locator('td').first().textContent()).toBe(String(view.timeToDecision.n));
    await screenshot(page, 'feedback-real');
    expect(complaints).toEqual([]);
    await context.close();
  });
});
