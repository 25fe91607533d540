import type { Browser, Page } from 'playwright-core';
import type { SessionView } from '../../src/contract/routes/session';
import type { Preferences } from '../../src/domain/kernel/preferences';
import { rightsOf } from '../../src/domain/kernel/roles';
import { hexId } from '../domain/arbitraries';
import { describeWith } from '../support/requirements';
import { waitFor } from '../support/waitFor';
import { becomesTrue, pictureShown } from './support/canvas';
import { FakeApp } from './support/fakeApp';
import { filmOf } from './support/films';
import { chrome, launch, newPage, takeClock } from './support/pages';
import { auditor, outputs, readerApi, reviewer, studyId } from './support/screens/reader';
import { line, worklist } from './support/views';

describeWith([chrome], 'what a reader chooses, and is told of', () => {
  let browser: Browser;
  let app: FakeApp;
  let session: SessionView;
  let asked: URLSearchParams[] = [];
  /** How many studies stand at stat. */
  let stat = 0;

  beforeAll(async () => {
    browser = await launch();
    app = await FakeApp.start(
      (method, url, body) => {
        if (url.pathname === '/api/session/preferences') {
          session = { ...session, preferences: body as Preferences };
          return { status: 204, json: '' };
        }
        if (url.pathname.startsWith('/api/session')) return { json: session };
        if (url.pathname !== '/api/worklist') return readerApi(method, url, body);
        asked.push(url.searchParams);
        if (url.searchParams.get('priority') !== 'stat') return readerApi(method, url, body);
        const lines = Array.from({ length: stat }, (_, at) => line(at + 1, { place: 'stat' }));
        return { json: worklist(lines, Object.fromEntries(url.searchParams)) };
      },
      { picture: filmOf },
    );
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  beforeEach(() => {
    session = reviewer;
    asked = [];
    stat = 0;
  });

  /** The page tells the app of a choice, and does not wait for it. */
  const kept = (what: string, isKept: (preferences: Preferences) => boolean) =>
    waitFor(what, () => isKept(session.preferences), 30_000);
  const lines = (page: Page) => page.locator('tr[data-line]').first().waitFor();
  const columns = (page: Page) => page.locator('table.lines thead th').allTextContents();
  const viewDialog = async (page: Page) => {
    await page.locator('.toolbar button[aria-haspopup="dialog"]').click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    return dialog;
  };

  test('columns: one that is left out is gone at once, and stays so in every browser', async () => {
    const first = await newPage(browser, { width: 1920 });
    await first.page.goto(`${app.url}/worklist`);
    await lines(first.page);
    const before = await columns(first.page);
    const dialog = await viewDialog(first.page);
    const column = dialog.locator('fieldset').first().locator('label').nth(3);
    const title = (await column.textContent()) as string;
    await column.locator('input').uncheck();
    expect(await columns(first.page)).toEqual(before.filter((one) => one !== title));
    await kept('the column to be left out', ({ hiddenColumns }) => hiddenColumns.join() === 'referrer');
    await first.context.close();

    const second = await newPage(browser, { width: 1920 });
    await second.page.goto(`${app.url}/worklist`);
    await lines(second.page);
    expect(await columns(second.page)).toEqual(before.filter((one) => one !== title));
    await (await viewDialog(second.page)).locator('label').nth(3).locator('input').check();
    expect(await columns(second.page)).toEqual(before);
    expect([first.complaints, second.complaints]).toEqual([[], []]);
    await second.context.close();
  });

  test('filters: saved under a name without the search text, chosen by it, and removed', async () => {
    const { page, context, complaints } = await newPage(browser);
    session = { ...reviewer, preferences: { ...reviewer.preferences, savedFilters: [] } };
    await page.goto(`${app.url}/worklist?modality=CR&hours=24`);
    await lines(page);
    await page.keyboard.press('/');
    await page.keyboard.type('amsel');
    const dialog = await viewDialog(page);
    await dialog.locator('form input').fill('Films of today');
    await dialog.locator('form button').click();
    await dialog.locator('.saved-filter').getByText('Films of today').first().waitFor();
    await kept('the filter to be saved', ({ savedFilters }) => savedFilters.length === 1);
    const [saved] = session.preferences.savedFilters;
    expect(saved).toEqual({ name: 'Films of today', query: expect.stringContaining('modality=CR') });
    expect(JSON.stringify(session.preferences)).not.toContain('amsel');
    await page.goto(`${app.url}/worklist`);
    await lines(page);
    await page.locator('.toolbar select').last().selectOption('Films of today');
    await page.waitForURL(`**/worklist?${saved?.query}`);
    await (await viewDialog(page)).locator('.saved-filter button').click();
    await page.locator('.saved-filter').waitFor({ state: 'detached' });
    await kept('the filter to be removed', ({ savedFilters }) => savedFilters.length === 0);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a title sorts by its column, the next click turns the order round; scores begin with the highest', async () => {
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/worklist`);
    await lines(page);
    const titles = page.locator('table.lines thead th', { has: page.locator('button') });
    /** The page asks again every few seconds, also by the order that it had, until the click counts. */
    const sorts = async (at: number, sort: string, order: string) => {
      asked = [];
      await titles.nth(at).locator('button').click();
      await titles
        .nth(at)
        .and(page.locator(`[aria-sort="${order}"]`))
        .waitFor();
      await waitFor(`the list to be asked for by ${sort}, ${order}`, () =>
        asked.some((one) => one.get('sort') === sort && (one.get('order') ?? 'ascending') === order),
      );
      await lines(page);
    };
    await sorts(1, 'due', 'ascending');
    await sorts(1, 'due', 'descending');
    await sorts(2, 'score', 'descending');
    await sorts(3, 'kind', 'ascending');
    await context.close();
  });

  test('“mine” asks for what I am reading or reviewed, and again for all', async () => {
    const { page, context } = await newPage(browser);
    await page.goto(`${app.url}/worklist`);
    await lines(page);
    const mine = page.locator('.toolbar button[aria-pressed]');
    await Promise.all([
      page.waitForResponse((response) => response.url().includes('mine=yes')),
      mine.click(),
    ]);
    await page.locator('.toolbar button[aria-pressed="true"]').waitFor();
    await mine.click();
    await page.locator('.toolbar button[aria-pressed="false"]').waitFor();
    await page.waitForURL(`${app.url}/worklist`);
    await context.close();
  });

  test('a new stat study is told within five seconds on every page; the link opens it, and then it is known', async () => {
    const { page, context, complaints } = await newPage(browser);
    session = { ...reviewer, roles: ['reviewer', 'admin'], rights: rightsOf(['reviewer', 'admin']) };
    const notice = page.locator('.new-stat');
    await takeClock(page);
    for (const place of ['/worklist', '/feedback', `/studies/${hexId('study 3')}`, '/site/health']) {
      stat = 0;
      await page.goto(`${app.url}${place}`);
      await page.getByTestId('signed-in').waitFor();
      await page.waitForLoadState('networkidle');
      expect([place, await notice.count()]).toEqual([place, 0]);
      stat = 1;
      await page.clock.runFor(5_000);
      await notice.waitFor();
    }
    await notice.locator('a').click();
    await page.waitForURL(`**/studies/${studyId}`);
    await notice.waitFor({ state: 'detached' });
    stat = 3;
    await page.clock.runFor(5_000);
    await notice.locator('a').click();
    await page.waitForURL('**/worklist?priority=stat');
    await notice.waitFor({ state: 'detached' });
    expect(complaints.filter((text) => !text.includes('404'))).toEqual([]);
    await context.close();
  });

  /** What the page did to be noticed. */
  const attention = `
    window.notices = [];
    window.tones = 0;
    window.AudioContext = class {
      currentTime = 0;
      createGain() { return { gain: {}, connect() {} }; }
      createOscillator() { return { frequency: {}, connect() {}, start() { window.tones += 1; }, stop() {} }; }
      close() { return Promise.resolve(); }
    };
    window.Notification = class {
      static permission = 'default';
      static async requestPermission() { window.Notification.permission = 'granted'; return 'granted'; }
      constructor(title, { body }) { window.notices.push([title, body].join(': ')); }
      close() {}
    };`;

  test('a sound and a desktop notice: off until they are chosen; the notice only while the page is out of sight', async () => {
    const { page, context, complaints } = await newPage(browser);
    await context.addInitScript(attention);
    await takeClock(page);
    await page.goto(`${app.url}/worklist`);
    await lines(page);
    const arrives = async () => {
      stat += 1;
      await page.clock.runFor(5_000);
      await page.locator('.new-stat').waitFor();
      return page.evaluate<{ tones: number; notices: string[] }>('({ tones, notices })');
    };
    expect(await arrives()).toEqual({ tones: 0, notices: [] });
    const ways = (await viewDialog(page)).locator('fieldset').nth(1).locator('input');
    await ways.nth(0).check();
    await ways.nth(1).click();
    await becomesTrue(page, 'window.Notification.permission === "granted"');
    await page.keyboard.press('Escape');
    await kept('both ways to be chosen', ({ sound, desktopNotice }) => sound && desktopNotice);
    await page.locator('.new-stat button').click();
    expect(await arrives()).toEqual({ tones: 2, notices: [] });
    await page.evaluate("Object.defineProperty(document, 'hidden', { value: true })");
    await page.locator('.new-stat button').click();
    const { tones, notices } = await arrives();
    expect([tones, notices.length]).toEqual([4, 1]);
    // How many, and nothing about anybody.
    expect(notices[0]).toMatch(/^Imaging Triage: 1 [^\d]*$/);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('outputs on the page of a study: what was sent where, the answer, the report as a person reads it, the file', async () => {
    const { page, context, complaints } = await newPage(browser);
    await page.goto(`${app.url}/studies/${studyId}`);
    await pictureShown(page);
    const card = page.locator('section.card', { has: page.locator('[data-outputs]') });
    await card.locator('summary').first().click();
    const items = card.locator('li[data-output]');
    await items.first().waitFor();
    expect(await items.evaluateAll((all) => all.map((one) => one.getAttribute('data-output')))).toEqual(
      outputs.map(({ receiver, form, state }) => `${receiver} ${form} ${state}`),
    );
    expect(await items.nth(1).textContent()).toContain('(ECONNREFUSED)');
    await items.first().locator('summary').click();
    await items.first().getByText('Probability: 82 %').waitFor();
    await items.first().getByText('(200)').first().waitFor();
    expect(await items.first().locator('a[download]').getAttribute('href')).toBe(
      `/api/studies/${studyId}/outputs/pacs/sr/v1/1`,
    );
    expect(complaints).toEqual([]);

    // Whoever may not know whom it shows sees what became of it, and not what it says.
    session = auditor;
    await page.reload();
    await card.locator('summary').first().click();
    await items.nth(1).waitFor();
    expect(await items.locator('summary').count()).toBe(0);
    await context.close();
  });
});
