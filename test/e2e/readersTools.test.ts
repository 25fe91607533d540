import { readFile, writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { describeWith } from '../support/requirements';
import { becomesTrue, drawn, nextFrame, pictureShown } from './support/canvas';
import { chrome, launch, screenshot, violations } from './support/pages';
import { chestFile, Site } from './support/site';

const reader = { name: 'Dr. Tool' };

describeWith([chrome], 'what a reader does with pictures, beside looking at them', () => {
  let browser: Browser;
  let site: Site;
  let studyId: string;
  let otherId: string;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    await site.admit(chestFile({ study: 'before', patient: 'tools' }));
    otherId = await site.admit(chestFile({ study: 'other' }));
    studyId = await site.admit(chestFile({ study: 'tools', frame: 0.15, opaque: true }));
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

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
    await page.getByRole('button', { name: 'Link', pressed: true }).nth(1).waitFor();
    await page.keyboard.press('+');
    await page.keyboard.press('4');
    const corners = "[...document.querySelectorAll('.viewer-bottomRight')].map((one) => one.textContent)";
    const unlike = `${corners}[0] !== ${JSON.stringify(first)} && ${corners}[1] !== ${JSON.stringify(before)}`;
    await becomesTrue(page, unlike);
    // The other way round, from the picture that has the focus.
    await page.locator('.prior canvas').focus();
    await page.keyboard.press('r');
    await becomesTrue(page, `${corners}.join() === ${JSON.stringify([first, before].join())}`);
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
    const height = "document.querySelector('.viewer-stage').getBoundingClientRect().height";
    const before = await page.evaluate<number>(height);
    await page.keyboard.press('Shift+F');
    await side.waitFor({ state: 'hidden' });
    await becomesTrue(page, 'document.fullscreenElement === document.documentElement');
    await page.getByTestId('banner').waitFor();
    await becomesTrue(page, `${height} > ${before}`);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'full-screen-dark');
    await page.keyboard.press('a');
    await side.getByRole('button', { name: /Sign/ }).waitFor();
    await screenshot(page, 'full-screen-signing');
    await page.keyboard.press('Escape');
    await page.keyboard.press('g');
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    await becomesTrue(page, 'document.fullscreenElement === null');
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
    await again.page.locator('.viewer-bottomRight').getByText('W 1234 L 567').waitFor();
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
    await becomesTrue(
      page,
      `document.querySelector('.viewer-cut polygon').getAttribute('points') !== ${JSON.stringify(points)}`,
    );
    await page.keyboard.press('Shift+B');
    await line.waitFor({ state: 'detached' });
    await context.close();
  });

  test('the picture is saved as it is shown, with the disclaimer; whom it shows only if somebody asks for it', async () => {
    const { page, context, complaints } = await open();
    const size = await page.evaluate<number[]>(
      "(({ width, height }) => [width, height])(document.querySelector('canvas'))",
    );
    const save = async (isNamed: boolean) => {
      await page.keyboard.press('s');
      const dialog = page.getByRole('dialog', { name: 'Save the picture' });
      if (isNamed) await dialog.getByLabel("With the patient's name").check();
      if (isNamed) expect(await violations(page)).toEqual([]);
      const saved = page.waitForEvent('download');
      await dialog.getByRole('button', { name: 'Save PNG' }).click();
      const download = await saved;
      expect(download.suggestedFilename()).toBe('imaging-triage-picture.png');
      const bytes = await readFile(await download.path());
      await dialog.waitFor({ state: 'detached' });
      return bytes;
    };
    const plain = await save(false);
    const named = await save(true);
    await writeFile('coverage/screenshots/saved-plain.png', plain);
    await writeFile('coverage/screenshots/saved-named.png', named);
    // No chunk says anything in words.
    expect(plain.toString('latin1')).not.toMatch(/tEXt|iTXt|zTXt|eXIf/);
    const [without, with_] = await Promise.all([pixelsOf(plain), pixelsOf(named)]);
    expect(without.width).toBe(size[0]);
    expect(without.height).toBeGreaterThan(size[1] ?? 0);
    const band = (picture: Pixels) => picture.rows((size[1] ?? 0) + 1, picture.height);
    expect(brightIn(band(without))).toBeGreaterThan(200);
    // Only the name and the date differ, in the upper left corner.
    expect(with_.height).toBe(without.height);
    const differing = differences(without, with_);
    expect(differing.length).toBeGreaterThan(200);
    expect(Math.max(...differing.map(({ x }) => x))).toBeLessThan(without.width / 3);
    expect(Math.max(...differing.map(({ y }) => y))).toBeLessThan(without.height / 3);
    const events = await page.evaluate<{ type: string; named?: boolean }[]>(
      `fetch('/api/studies/${studyId}/audit').then((response) => response.json()).then(
        ({ entries, waiting }) => [...entries.map(({ event }) => event), ...waiting])`,
    );
    const kept = events.filter(({ type }) => type === 'picture-export');
    expect(kept.map((event) => event.named).sort()).toEqual([false, true]);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('nothing is saved that could not be recorded', async () => {
    const { page, context } = await open();
    await page.route('**/exports', (route) =>
      route.fulfill({ status: 503, json: { code: 'busy', detail: 'Busy.' } }),
    );
    let saved = 0;
    page.on('download', () => {
      saved += 1;
    });
    await page.keyboard.press('s');
    await page.getByRole('button', { name: 'Save PNG' }).click();
    await page.getByText('Not saved.').waitFor();
    await nextFrame(page);
    expect(saved).toBe(0);
    await context.close();
  });

  test('a second window follows the first, and is empty as soon as that shows no study or signs out', async () => {
    const { page, context, complaints } = await open();
    const opened = context.waitForEvent('page');
    await page.keyboard.press('w');
    const second = await opened;
    await second.setViewportSize({ width: 1200, height: 900 });
    const whom = second.locator('.viewer-whom').first();
    await whom.getByText('SYNTHETIC, TOOLS').waitFor();
    await second.getByText('Second window: follows').waitFor();
    await second.getByTestId('banner').waitFor();
    expect(await second.url()).not.toContain(studyId);
    expect(await violations(second)).toEqual([]);
    await screenshot(second, 'second-window-dark');
    // In no frame of the second window stands a patient that the first has left.
    await second.evaluate(`(() => {
      window.seen = [];
      const look = () => {
        const there = opener.document.querySelector('[data-testid="patient-name"]')?.textContent;
        const here = document.querySelector('.viewer-whom')?.textContent;
        if (here !== undefined) window.seen.push([opener.location.pathname, there, here]);
        requestAnimationFrame(look);
      };
      look();
    })()`);
    // A page behind another one may leave keys unanswered.
    await page.bringToFront();
    await page.goto(`${site.url}/worklist`);
    await second.getByText('shows no study').waitFor();
    expect(await second.locator('canvas').count()).toBe(0);
    await page.locator(`tr[data-line="${otherId}"] a`).first().click();
    await whom.getByText('SYNTHETIC, OTHER').waitFor();
    await page.keyboard.press('g');
    await second.getByText('shows no study').waitFor();
    const seen = await second.evaluate<[string, string | undefined, string][]>('window.seen');
    const places = {
      [`/studies/${studyId}`]: 'SYNTHETIC, TOOLS',
      [`/studies/${otherId}`]: 'SYNTHETIC, OTHER',
    };
    for (const [place, there, here] of seen) {
      expect([place, here]).toEqual([place, places[place]]);
      if (there !== undefined) expect(here).toBe(there);
    }
    expect(seen.some(([, , here]) => here === 'SYNTHETIC, OTHER')).toBe(true);
    const closed = second.waitForEvent('close');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await closed;
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a second window that nobody opened shows nothing', async () => {
    const { page, context } = await site.visit(browser, reader, '/worklist');
    await page.goto(`${site.url}/pictures`);
    await page.getByText('nothing is shown').waitFor();
    expect(await violations(page)).toEqual([]);
    await context.close();
  });

  test('on paper: the disclaimer, the patient, the picture, what the models say; and the summary is copied', async () => {
    const { page, context } = await open();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.getByTestId('patient-name').waitFor();
    const pdf = await page.pdf({ format: 'A4' });
    await writeFile('coverage/screenshots/study.pdf', pdf);
    expect(pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(2);
    // The picture keeps its proportions, and what is drawn on it its place.
    const proportions = () =>
      page.evaluate<number>(
        "(({ width, height }) => width / height)(document.querySelector('.viewer-stage').getBoundingClientRect())",
      );
    const onScreen = await proportions();
    await page.emulateMedia({ media: 'print' });
    expect(await proportions()).toBeCloseTo(onScreen, 2);
    await page.getByTestId('banner').waitFor();
    for (const seen of ['.patient', '.viewer-stage canvas', '.finding-row'])
      expect([seen, await page.locator(seen).first().isVisible()]).toEqual([seen, true]);
    for (const hidden of [
      '.viewer-controls fieldset',
      '.study-head .actions',
      '.strip',
      'header nav',
      '.decision-form',
    ])
      expect([hidden, await page.locator(hidden).first().isVisible()]).toEqual([hidden, false]);
    await page.setViewportSize({ width: 718, height: 1040 });
    await screenshot(page, 'study-on-paper');
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ media: 'screen' });
    await page.getByRole('button', { name: 'Copy summary' }).click();
    await page.getByText('The summary was copied.').waitFor({ state: 'attached' });
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(copied).toContain('Triage aid. Not a diagnosis.');
    expect(copied).toContain('Lung opacity');
    expect(copied).not.toMatch(/TOOLS|SYNTHETIC/);
    await context.close();
  });
});

interface Pixels {
  readonly width: number;
  readonly height: number;
  /** Grey levels of these rows. */
  readonly rows: (from: number, to: number) => Uint8Array;
}

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true });
  const rows = (from: number, to: number) => data.subarray(from * info.width, to * info.width);
  return { width: info.width, height: info.height, rows };
}

function brightIn(levels: Uint8Array): number {
  return levels.filter((level) => level > 200).length;
}

function differences(a: Pixels, b: Pixels): { readonly x: number; readonly y: number }[] {
  const [one, other] = [a.rows(0, a.height), b.rows(0, b.height)];
  return [...one.keys()]
    .filter((at) => one[at] !== other[at])
    .map((at) => ({ x: at % a.width, y: Math.floor(at / a.width) }));
}
