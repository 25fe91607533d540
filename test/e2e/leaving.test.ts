import type { Browser, BrowserContext, Page } from 'playwright-core';
import { sessionSealer } from '../../src/access/session';
import { describeWith } from '../support/requirements';
import { pictureShown } from './support/canvas';
import { chrome, launch, takeClock } from './support/pages';
import { chestFile, Site } from './support/site';

describeWith([chrome], 'what is left in the browser', () => {
  let browser: Browser;
  let site: Site;
  let studyId: string;
  const reviewer = { name: 'Dr. Vireo' };
  const comment = 'compared with the film of MERCER^ADA of last spring';

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    studyId = await site.admit(chestFile({ study: 'ada' }));
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  /** A reviewer at the open study, with a comment typed; returns the addresses of its pictures, too. */
  async function atStudy() {
    const { page, context } = await site.visit(browser, reviewer, `/studies/${studyId}`);
    await pictureShown(page);
    await page.getByTestId('patient-name').waitFor();
    // What the page says of the reviewer's activity renews the cookie; it is said once in half a minute.
    const said = page.waitForResponse((response) => response.url().endsWith('/activity'));
    await Promise.all([said, page.keyboard.press('a')]);
    await page.getByLabel('Comment').fill(comment);
    const { images } = await site.study(studyId);
    const address = `/api/images/${images[0].imageId}`;
    const pictures = [address, `${address}/preview`, `${address}/samples?frame=1`];
    // All of them are in the browser's cache now.
    for (const picture of pictures)
      for (const cache of ['default', 'only-if-cached'] as const)
        expect([picture, cache, await inPage(page, picture, cache)]).toEqual([picture, cache, 200]);
    return { page, context, pictures };
  }

  /** The status of a request by the page; 0: nothing came. */
  function inPage(page: Page, address: string, cache: 'default' | 'force-cache' | 'only-if-cached') {
    return page.evaluate<number>(`fetch('${address}', { cache: '${cache}', mode: 'same-origin' }).then(
      (response) => response.arrayBuffer().then(() => response.status),
      () => 0,
    )`);
  }

  /** Everything that scripts of this origin can find. */
  function stored(page: Page): Promise<string> {
    return page.evaluate<string>(`(async () => JSON.stringify({
      databases: await indexedDB.databases(),
      caches: await caches.keys(),
      workers: (await navigator.serviceWorker.getRegistrations()).length,
      kept: { ...localStorage, ...sessionStorage },
      cookie: document.cookie,
    }))()`);
  }

  async function showsNothing(page: Page): Promise<void> {
    const text = (await page.content()).toUpperCase();
    for (const word of ['SYNTHETIC', 'SYN-ADA', 'MERCER', 'VIREO', '<CANVAS', '<IMG', 'BLOB:'])
      expect(text).not.toContain(word);
  }

  /** Asks from a page of the same origin that may send requests, as the sign-in page may not. */
  async function cachesNothing(context: BrowserContext, pictures: readonly string[]): Promise<void> {
    const page = await context.newPage();
    await page.goto(`${site.url}/api/health`);
    for (const picture of pictures) {
      expect([picture, await inPage(page, picture, 'only-if-cached')]).toEqual([picture, 0]);
      expect([picture, await inPage(page, picture, 'force-cache')]).toEqual([picture, 401]);
      expect([picture, await inPage(page, picture, 'default')]).toEqual([picture, 401]);
    }
    await page.close();
  }

  /** The browser's session as it is after so many minutes without activity. */
  async function idleFor(minutes: number, context: BrowserContext): Promise<void> {
    const { siteKey } = site.app.settings;
    const sealer = sessionSealer(siteKey);
    const [cookie] = await context.cookies();
    const session = await sealer.open(cookie?.value as string, new Date());
    if (session === undefined) throw new Error('expected a session');
    const activeAt = new Date(Date.now() - minutes * 60_000).toISOString();
    const value = await sealer.seal({ ...session, activeAt }, new Date(session.expiresAt));
    await context.addCookies([{ name: cookie?.name as string, value, url: site.url }]);
  }

  test('after signing out, neither the back button nor any cache or storage has a picture or a name', async () => {
    const { page, context, pictures } = await atStudy();
    const other = await context.newPage();
    await other.goto(`${site.url}/studies/${studyId}`);
    await pictureShown(other);
    const [session] = await context.cookies();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL(`${site.url}/sign-in`);
    await other.waitForURL(`${site.url}/sign-in`);
    for (const tab of [page, other]) await showsNothing(tab);
    await cachesNothing(context, pictures);
    expect(JSON.parse(await stored(page))).toEqual({
      databases: [],
      caches: [],
      workers: 0,
      kept: {},
      cookie: '',
    });
    expect(await context.cookies()).toEqual([]);
    await page.goBack({ waitUntil: 'commit' }).catch(() => undefined);
    await page.waitForURL(/sign-in/);
    await showsNothing(page);
    await page.goto(`${site.url}/studies/${studyId}`);
    await page.waitForURL(/sign-in/);
    // Whoever had copied the cookie has nothing of it.
    await context.addCookies([
      { name: session?.name as string, value: session?.value as string, url: site.url },
    ]);
    await page.goto(`${site.url}/studies/${studyId}`);
    await page.waitForURL(/sign-in/);
    await showsNothing(page);
    await context.close();
  });

  test('a session without activity locks: nothing is left to read, and one press leads back to what was typed', async () => {
    const { page, context, pictures } = await atStudy();
    await idleFor(15, context);
    await page.waitForURL(`${site.url}/sign-in?to=/studies/${studyId}`);
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await showsNothing(page);
    await cachesNothing(context, pictures);
    const kept = JSON.parse(await stored(page)).kept as Record<string, string>;
    expect(Object.keys(kept)).toEqual(['locked']);
    expect(Buffer.from(kept.locked as string, 'base64').toString('latin1')).not.toMatch(
      /MERCER|accept|studies/,
    );
    await page.getByRole('button', { name: 'Go on as before' }).click();
    await page.waitForURL(`${site.url}/studies/${studyId}`);
    await pictureShown(page);
    expect(await page.getByLabel('Comment').inputValue()).toBe(comment);
    expect(JSON.parse(await stored(page)).kept).toEqual({});
    await context.close();
  });

  test('what somebody typed is not for whoever signs in next', async () => {
    const { page, context } = await atStudy();
    await idleFor(15, context);
    await page.getByRole('heading', { name: 'Locked' }).waitFor();
    await page.getByLabel('Name').fill('Dr. Other');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL(`${site.url}/studies/${studyId}`);
    await pictureShown(page);
    await page.keyboard.press('a');
    expect(await page.getByLabel('Comment').inputValue()).toBe('');
    expect(JSON.parse(await stored(page)).kept).toEqual({});
    await context.close();
  });

  test('the page says when somebody is there, and not by itself; without the app it locks all the same', async () => {
    const { page, context } = await site.visit(browser, reviewer);
    await takeClock(page);
    await page.goto(`${site.url}/studies/${studyId}`);
    await pictureShown(page);
    const said: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/api/session/activity')) said.push(request.method());
    });
    for (let tick = 0; tick < 12; tick += 1) await page.clock.runFor(10_000);
    expect(said).toEqual([]);
    const answered = () => page.waitForResponse((response) => response.url().endsWith('/activity'));
    await Promise.all([answered(), page.mouse.move(300, 300)]);
    for (let tick = 0; tick < 5; tick += 1) await page.mouse.move(310 + tick, 300);
    expect(said).toEqual(['POST']);
    await page.clock.runFor(31_000);
    await Promise.all([answered(), page.keyboard.press('?')]);
    expect(said).toEqual(['POST', 'POST']);
    await page.route('**/api/**', (route) => route.abort());
    await page.clock.fastForward('16:00');
    await page.clock.runFor(2_000);
    await page.waitForURL(/sign-in/);
    await showsNothing(page);
    await context.close();
  });
});
