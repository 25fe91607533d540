import type { Browser, Page } from 'playwright-core';
import { drawChest } from '../../src/cli/synthetic/chest';
import { uidFor } from '../../src/cli/synthetic/uid';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import type { GreyPicture } from '../../src/imaging/picture';
import { describeWith } from '../support/requirements';
import { nextFrame } from './support/canvas';
import { chrome, launch } from './support/pages';
import { Site } from './support/site';

interface Frame {
  readonly path: string;
  readonly name?: string;
}

interface MarkedStudy {
  readonly id: string;
  readonly name: string;
}

const { agrees, mark, watchFrames } = require('../bench/support/frames') as {
  agrees(frame: Frame, studies: readonly MarkedStudy[]): boolean;
  mark(picture: GreyPicture, number: number): GreyPicture;
  watchFrames(): void;
};
const { readAll } = require('../bench/support/readingSession') as {
  readAll(
    page: Page,
    studies: readonly MarkedStudy[],
  ): Promise<{
    readonly steps: readonly unknown[];
    readonly count: number;
    readonly wrong: readonly Frame[];
  }>;
};

const count = 7;

/** A chest of its own patient, with the mark of its number in the middle. */
function markedFile(name: string, number: number): Uint8Array {
  return writeDx(mark(drawChest(number, { width: 512, height: 600 }), number), {
    photometric: 'MONOCHROME2',
    studyUid: uidFor(`session/${name}`),
    seriesUid: uidFor(`session/${name}/series`),
    sopUid: uidFor(`session/${name}/1`),
    patientName: `SYNTHETIC^${name}`,
    patientId: `SYN-${name}`,
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
  });
}

describeWith([chrome], 'a session by keyboard alone', () => {
  let browser: Browser;
  let site: Site;
  const studies: MarkedStudy[] = [];

  beforeAll(async () => {
    [browser, site] = await Promise.all([launch(), Site.start()]);
    for (let number = 0; number < count; number += 1) {
      const name = `SESSION${number}`;
      const id = await site.admit(markedFile(name, number));
      studies.push({ id, name: `SYNTHETIC, ${name}` });
    }
  });

  afterAll(async () => {
    await browser?.close();
    await site?.stop();
  });

  test('every study is signed once, and no frame shows anything of two studies', async () => {
    const { page, context, complaints } = await site.visit(browser, { name: 'Dr. Amsel' });
    await page.addInitScript(watchFrames);
    await page.reload();
    await page.locator('tr[data-line]').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    const { steps, count: frames, wrong } = await readAll(page, studies);
    expect(wrong).toEqual([]);
    expect(steps).toHaveLength(count - 1);
    expect(frames).toBeGreaterThan(2 * count);
    for (const { id } of studies) {
      const { reviews } = await site.study(id);
      expect(reviews.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(1);
    }
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a name that is not that of the picture is found', async () => {
    const [first, second] = studies as [MarkedStudy, MarkedStudy];
    const { page, context } = await site.visit(browser, { name: 'Dr. Berghuhn' });
    await page.addInitScript(watchFrames);
    await page.goto(`${site.url}/studies/${first.id}`);
    await page.locator('.viewer-whom').first().waitFor();
    const name = page.getByTestId('patient-name');
    await name.waitFor();
    await name.evaluate((element, text) => {
      element.textContent = text;
    }, second.name);
    await nextFrame(page);
    const shown = await page.evaluate<Frame[]>('watchedFrames.shown');
    const wrong = shown.filter((frame) => !agrees(frame, studies));
    expect(wrong.map((frame) => frame.name)).toEqual([second.name]);
    await context.close();
  });
});
