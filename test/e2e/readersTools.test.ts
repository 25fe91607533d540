import type { Browser, Page } from 'playwright-core';
import { describeWith } from '../support/requirements';
import { drawn, nextFrame, pictureShown } from './support/canvas';
import { chrome, launch, screenshot, violations } from './support/pages';
import { chestFile, Site } from './support/site';

jest.setTimeout(120_000);

const reader = { name: 'Dr. Tool' };

describeWith([chrome], 'what a reader does with pictures, beside looking at them', () => {
  let browser: Browser;
  let site: Site;
  let studyId: string;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    await site.admit(chestFile({ study: 'before', patient: 'tools' }));
    studyId = await site.admit(chestFile({ study: 'tools', frame: 0.15, opaque: true }));
  }, 180_000);

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  }, 60_000);

  const open = async (place = `/studies/${studyId}`) => {
    const opened = await site.visit(browser, reader, place, { width: 1440 });
    await pictureShown(opened.page);
    return opened;
  };
  const corner = (page: Page, nth: number) => page.locator('.viewer-bottomRight').nth(nth).textContent();

  test('the earlier picture beside follows zoom and window while it is linked, and not before or after', async () => {
    const { page, context, complaints } = await open();
    await page.keyboard.press('p');
    await page.locator('.prior .viewer-bottomRight').waitFor();
    const [first, before] = [await corner(page, 0), await corner(page, 1)];
    await page.keyboard.press('i');
    await nextFrame(page);
    expect([await corner(page, 0), await corner(page, 1)]).toEqual([`Inverted${first}`, before]);
    await page.keyboard.press('i');
    await page.keyboard.press('Shift+L');
    expect(await page.getByRole('button', { name: 'Link', pressed: true }).count()).toBe(2);
    await page.keyboard.press('+');
    await page.keyboard.press('4');
    await nextFrame(page);
    const linked = [await corner(page, 0), await corner(page, 1)];
    expect(linked[0]).not.toBe(first);
    expect(linked[1]).not.toBe(before);
    // The other way round, from the picture that has the focus.
    await page.locator('.prior canvas').focus();
    await page.keyboard.press('r');
    await nextFrame(page);
    expect([await corner(page, 0), await corner(page, 1)]).toEqual([first, before]);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'linked-dark');
    await page.keyboard.press('Shift+L');
    await page.keyboard.press('+');
    await nextFrame(page);
    expect(await corner(page, 0)).toBe(first);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('full screen shows the pictures and the warning; what is decided is seen, and leaving the study leaves it', async () => {
    const { page, context, complaints } = await open();
    const side = page.locator('.side');
    const height = async () => (await page.locator('.viewer-stage').boundingBox())?.height ?? 0;
    const before = await height();
    await page.keyboard.press('Shift+F');
    await side.waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.fullscreenElement === document.documentElement')).toBe(true);
    await page.getByTestId('banner').waitFor();
    await nextFrame(page);
    expect(await height()).toBeGreaterThan(before);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'full-screen-dark');
    await page.keyboard.press('a');
    await side.getByRole('button', { name: /Sign/ }).waitFor();
    await screenshot(page, 'full-screen-signing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    await page.waitForFunction('document.fullscreenElement === null');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a window that a reader keeps has a key in every browser of theirs, for pictures of that modality', async () => {
    const { page, context, complaints } = await open();
    await page.getByLabel('Window width').fill('1234');
    await page.getByLabel('Window level').fill('567');
    await page.keyboard.press('Tab');
    await page.getByRole('button', { name: 'Your windows' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your windows for DX' });
    await dialog.getByLabel('Name').fill('Retrocardiac');
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'own-windows-dark');
    const kept = page.waitForResponse((response) => response.url().endsWith('/api/session/preferences'));
    await dialog.getByRole('button', { name: 'Keep W 1234 L 567' }).click();
    await dialog.getByRole('button', { name: 'Remove Retrocardiac' }).waitFor();
    expect((await kept).status()).toBe(204);
    await context.close();
    const again = await open();
    expect(await corner(again.page, 0)).not.toContain('W 1234 L 567');
    await again.page.keyboard.press('5');
    await nextFrame(again.page);
    expect(await corner(again.page, 0)).toContain('W 1234 L 567');
    await again.page.getByRole('button', { name: 'Your windows' }).click();
    await again.page.getByRole('button', { name: 'Remove Retrocardiac' }).click();
    await again.page.getByText('You have none yet.').waitFor();
    expect([complaints, again.complaints]).toEqual([[], []]);
    await again.context.close();
  });

  test('where a border was cut off is drawn when somebody asks for it, and turns with the picture', async () => {
    const { page, context } = await open();
    const line = page.locator('.viewer-cut polygon');
    expect(await line.count()).toBe(0);
    const plain = (await drawn(page)).hash;
    await page.keyboard.press('Shift+B');
    const points = await line.getAttribute('points');
    await page.getByText('The models looked inside the dashed line').waitFor();
    expect((await drawn(page)).hash).toBe(plain);
    await screenshot(page, 'border-dark');
    await page.keyboard.press('q');
    expect(await line.getAttribute('points')).not.toBe(points);
    await page.keyboard.press('Shift+B');
    expect(await line.count()).toBe(0);
    await context.close();
  });
});
