import { setTimeout as sleep } from 'node:timers/promises';
import type { Page } from 'playwright-core';

export interface Drawn {
  /** Mean level over the canvas, 0…255. */
  readonly mean: number;
  /** Pixels that are not grey. */
  readonly coloured: number;
  /** Changes with every pixel. */
  readonly hash: number;
}

/** What is drawn on the first canvas of the page, read back from it. */
export function drawn(page: Page): Promise<Drawn> {
  return page.evaluate<Drawn>(`(() => {
    const canvas = document.querySelector('canvas');
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    let [sum, coloured, hash] = [0, 0, 0];
    for (let at = 0; at < data.length; at += 4) {
      sum += data[at];
      if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) coloured += 1;
      hash = (Math.imul(hash, 31) + data[at] + 7 * data[at + 1] + 13 * data[at + 2]) | 0;
    }
    return { mean: (4 * sum) / data.length, coloured, hash };
  })()`);
}

/** Waits until a picture is drawn, with what stands in its corners. */
export async function pictureShown(page: Page): Promise<void> {
  await page.locator('.viewer-bottomRight').first().waitFor();
  await nextFrame(page);
}

/** Waits until what was asked for is painted. */
export async function nextFrame(page: Page): Promise<void> {
  await page.evaluate(
    'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))))',
  );
}

/** Waits until an expression is true on the page. Playwright's own wait evaluates in the page, whose policy forbids it. */
export async function becomesTrue(page: Page, expression: string, milliseconds = 10_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await page.evaluate(expression))) {
    if (Date.now() > end) throw new Error(`waited in vain for ${expression}`);
    await sleep(50);
  }
}
