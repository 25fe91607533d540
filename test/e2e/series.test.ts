import type { Browser } from 'playwright-core';
import { type Elements, imageFile } from '../dicom/dicomBuilder';
import { describeWith } from '../support/requirements';
import { becomesTrue, drawn, nextFrame, pictureShown } from './support/canvas';
import { chrome, launch, screenshot, violations } from './support/pages';
import { chestFile, Site } from './support/site';

const slices = 24;
const side = 128;
const reader = { name: 'Dr. Slice' };

/** A slice of a CT series: its brightness is its number. */
function slice(series: number, number: number, more: Elements = []): Uint8Array {
  return imageFile({
    rows: side,
    columns: side,
    pixels: Array.from({ length: side * side }, (_, at) => (at % side === 0 ? 4095 : 100 * number)),
    more: [
      [0x00080018, 'UI', `2.25.71${series}${number}`],
      [0x00080060, 'CS', 'CT'],
      [0x00100010, 'PN', 'SYNTHETIC^SLICES'],
      [0x00100020, 'LO', 'SYN-SLICES'],
      [0x00100040, 'CS', 'F'],
      [0x00101010, 'AS', '052Y'],
      [0x0020000d, 'UI', '2.25.70'],
      [0x0020000e, 'UI', `2.25.70${series}`],
      [0x00200011, 'IS', String(series)],
      [0x00200013, 'IS', String(number)],
      [0x00281050, 'DS', '1200'],
      [0x00281051, 'DS', '2400'],
      ...more,
    ],
  });
}

describeWith([chrome], 'a study with series of slices', () => {
  let browser: Browser;
  let site: Site;
  let studyId: string;

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    const asked: Elements = [
      [0x00080090, 'PN', 'REFERRER^RITA'],
      [0x00400275, 'SQ', { items: [[[0x00401002, 'LO', 'Haemorrhage?']]] }],
    ];
    // The last one first: the order is the series', not that of their coming.
    for (let number = slices; number > 0; number -= 1)
      await site.drop(`slice-${number}.dcm`, slice(1, number, asked));
    studyId = await site.admit(slice(2, 1));
    await site.admit(chestFile({ study: 'other' }));
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('is scrolled through by keys and wheel, in its order, and plays', async () => {
    const { page, context, complaints } = await site.visit(browser, reader, `/studies/${studyId}`, {
      width: 1440,
    });
    await pictureShown(page);
    const place = page.locator('.viewer-bottomLeft');
    const shows = (number: number) => place.getByText(`Image ${number} of ${slices + 1}`).waitFor();
    await shows(1);
    const first = await drawn(page);
    await page.keyboard.press(']');
    await shows(2);
    await nextFrame(page);
    expect((await drawn(page)).mean).toBeGreaterThan(first.mean);
    await page.locator('canvas').first().hover();
    await page.mouse.wheel(0, 120);
    await shows(3);
    await page.mouse.wheel(0, -120);
    await shows(2);
    // Several keys before the page is drawn again add up.
    for (let key = 0; key < 5; key += 1) await page.keyboard.press('PageDown');
    await shows(7);
    // What somebody sets stays while the series is scrolled through.
    await page.keyboard.press('i');
    await page.keyboard.press('End');
    await shows(slices);
    await page.locator('.viewer-bottomRight').getByText('Inverted').waitFor();
    // It goes round by itself. Each picture is there for a moment alone, so what was there is kept.
    await page.evaluate(`(() => {
      window.played = new Set();
      const text = document.querySelector('.viewer-stage');
      new MutationObserver(() => {
        played.add(/Image (\\d+) of/.exec(text.textContent)?.[1]);
      }).observe(text, { subtree: true, childList: true, characterData: true });
    })()`);
    await page.keyboard.press('y');
    await becomesTrue(page, "['1', '2', '3'].every((number) => played.has(number))");
    await page.keyboard.press('y');
    await page.keyboard.press('.');
    await shows(slices + 1);
    expect(await page.locator('.viewer-bottomRight').getByText('Inverted').count()).toBe(0);
    await page.keyboard.press(',');
    await shows(1);
    expect(await page.getByRole('list', { name: 'Images of this study' }).locator('li').count()).toBe(2);
    expect(await violations(page)).toEqual([]);
    await screenshot(page, 'series-dark');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('says what was asked, and where it stands in the list; the next one is a key away', async () => {
    const { page, context } = await site.visit(browser, reader, `/studies/${studyId}`, {
      scheme: 'light',
      width: 1440,
    });
    await pictureShown(page);
    const patient = page.getByRole('region', { name: 'Patient' });
    for (const text of ['F, 52 y', 'REFERRER, RITA', 'Haemorrhage?']) await patient.getByText(text).waitFor();
    await page.getByRole('button', { name: 'Earlier (0)' }).waitFor();
    const list = page.getByRole('navigation', { name: 'Studies of the list' });
    const before = await list.getByText(/\d of 2/).textContent();
    await screenshot(page, 'series-light');
    await page.keyboard.press(before === '1 of 2' ? 'j' : 'k');
    await list.getByText(before === '1 of 2' ? '2 of 2' : '1 of 2').waitFor();
    await context.close();
  });
});
