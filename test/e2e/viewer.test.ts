import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page, Route } from 'playwright-core';
import { drawChest } from '../../src/cli/synthetic/chest';
import { writeDx } from '../../src/cli/synthetic/writeDx';
import { encodeHeatPng } from '../../src/imaging/encoding/encodeHeatPng';
import { displayPicture } from '../../src/imaging/transforms/displayPicture';
import { imageFile } from '../dicom/dicomBuilder';
import { type AppRuntime, appRuntime } from '../support/appRuntime';
import { describeWith } from '../support/requirements';
import { sessionCookie } from '../support/signIn';
import { TemporaryFolder } from '../support/temporaryFolder';
import { waitFor } from '../support/waitFor';
import { nextFrame } from './support/canvas';
import { chrome, launch, screenshot } from './support/pages';

const root = path.resolve(__dirname, '../..');
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

describeWith([chrome], 'the viewer in a browser', () => {
  const folder = new TemporaryFolder();
  let running: AppRuntime;
  let chromiumBrowser: Browser;
  const ids = { chest: '', negative: '', frames: '', many: '', large: '', colour: '', measured: '' };

  beforeAll(async () => {
    const options = ['--config', 'test/e2e/viewerPage/vite.config.mts', '--outDir', folder.file('page')];
    const built = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', ...options], {
      cwd: root,
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(built.stderr);
    running = await appRuntime();
    chromiumBrowser = await launch();
    ids.chest = await admit('chest.dcm', chest('MONOCHROME2', '2.25.901'));
    ids.negative = await admit('negative.dcm', chest('MONOCHROME1', '2.25.902'));
    ids.frames = await admit('frames.dcm', twoFrames);
    ids.many = await admit('many.dcm', manyFrames);
    ids.large = await admit('large.dcm', large());
    ids.colour = await admit('colour.dcm', colours);
    ids.measured = await admit('measured.dcm', measured);
  });

  afterAll(async () => {
    await chromiumBrowser?.close();
    await running?.stop();
    folder.remove();
  });

  async function admit(name: string, bytes: Uint8Array): Promise<string> {
    const outcome = await running.outcome(await running.drop(name, bytes));
    if (!('imageId' in outcome)) throw new Error(`${name}: ${outcome.outcome}`);
    return outcome.imageId;
  }

  interface Shown {
    readonly images: readonly { imageId: string; view?: string; laterality?: string }[];
    readonly heatMaps?: readonly { model: string; label: string; title: string }[];
    readonly keys?: boolean;
    readonly title?: string;
    readonly studyDate?: string;
  }

  /** The page of the test under the app's own address, so that pictures come from the app. */
  async function open(viewers: readonly Shown[], options: BrowserContextOptions = {}): Promise<Page> {
    const context = await chromiumBrowser.newContext({ viewport: { width: 1000, height: 900 }, ...options });
    await context.addCookies([await sessionCookie(running.url)]);
    const page = await context.newPage();
    page.on('pageerror', (error) => {
      throw error;
    });
    await page.route(`${running.url}/viewer-test/**`, async (route) => {
      const name = new URL(route.request().url()).pathname.replace('/viewer-test/', '') || 'index.html';
      const body = readFileSync(folder.file(path.join('page', name)));
      await route.fulfill({ body, contentType: types[path.extname(name)] ?? 'text/plain' });
    });
    await page.route('**/preview?heat=*', async (route) =>
      route.fulfill({ body: await hotMiddle(), contentType: 'image/png' }),
    );
    const show = { viewers: viewers.map((one) => ({ heatMaps: [], keys: true, ...one })) };
    await page.goto(`${running.url}/viewer-test/?show=${encodeURIComponent(JSON.stringify(show))}`);
    return page;
  }

  const pageOf = (images: Shown['images']) => {
    const show = { viewers: [{ images, heatMaps: [], keys: true }] };
    return `${running.url}/viewer-test/?show=${encodeURIComponent(JSON.stringify(show))}`;
  };

  async function ready(page: Page, count = 1): Promise<void> {
    await page.waitForFunction(`document.querySelectorAll('.viewer-bottomRight').length === ${count}`);
    await nextFrame(page);
  }

  async function press(page: Page, ...keys: string[]): Promise<void> {
    for (const key of keys) await page.keyboard.press(key);
    await nextFrame(page);
  }

  /** Red, green and blue of every pixel in the middle of the canvas, as a picture of this size lies at 1:1. */
  async function pixels(page: Page, width: number, height: number, nth = 0): Promise<number[]> {
    const text = await page.evaluate<string>(`(() => {
      const canvas = document.querySelectorAll('canvas')[${nth}];
      const [x, y] = [Math.round(canvas.width / 2 - ${width / 2}), Math.round(canvas.height / 2 - ${height / 2})];
      const { data } = canvas.getContext('2d').getImageData(x, y, ${width}, ${height});
      return new Uint8Array(data.buffer).toBase64();
    })()`);
    return [...Buffer.from(text, 'base64')].filter((_, index) => index % 4 < 3);
  }

  const greys = async (page: Page, nth = 0) =>
    (await pixels(page, size.width, size.height, nth)).filter((_, index) => index % 3 === 0);

  const corner = async (page: Page) =>
    (await page.locator('.viewer-bottomRight p').allInnerTexts()).join('\n');

  test.each(['chest', 'negative'] as const)(
    'draws at 1:1 exactly what the server shows: %s',
    async (name) => {
      const stored = await running.store.images.find(ids[name]);
      const values = stored && (await running.store.images.frame(stored, 0));
      if (!stored || !values) throw new Error('expected a stored image');
      const server = [...displayPicture(stored, values).data].map((value) => Math.round(255 * value));
      const page = await open([{ images: [{ imageId: ids[name] }] }]);
      await ready(page);
      await press(page, '0');
      expect(await greys(page)).toEqual(server);
      expect(await corner(page)).toContain('Zoom 100 %');
      await page.context().close();
    },
  );

  test('a drag changes brightness and contrast, and reset brings back what the file says', async () => {
    const page = await open([{ images: [{ imageId: ids.chest }] }]);
    await ready(page);
    await press(page, '0');
    const [before, said] = [await greys(page), await corner(page)];
    const drag = async (right: number, down: number) => {
      await page.mouse.move(500, 400);
      await page.mouse.down();
      await page.mouse.move(500 + right, 400 + down, { steps: 5 });
      await page.mouse.up();
      await nextFrame(page);
    };
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    await drag(0, 100);
    const darker = await greys(page);
    expect(mean(darker)).toBeLessThan(mean(before) - 5);
    await press(page, 'r', '0');
    expect([await greys(page), await corner(page)]).toEqual([before, said]);
    await drag(200, 0);
    const spread = (values: number[]) => Math.max(...values) - Math.min(...values);
    expect(spread(await greys(page))).toBeLessThan(spread(before));
    expect(await page.locator('select').inputValue()).toBe('custom');
    await page.context().close();
  });

  test('presets, inversion and numbers', async () => {
    const page = await open([{ images: [{ imageId: ids.negative }] }]);
    await ready(page);
    await press(page, '0');
    const first = await greys(page);
    const pictures = new Set([String(first)]);
    for (const key of ['3', '4']) {
      await press(page, key);
      pictures.add(String(await greys(page)));
    }
    expect(pictures.size).toBe(3);
    await press(page, '1', 'i');
    expect(await greys(page)).toEqual(first.map((level) => 255 - level));
    expect(await corner(page)).toContain('Inverted');
    await press(page, 'i');
    await page.getByLabel('Window width').fill('500');
    await page.getByLabel('Window level').fill('900');
    await page.getByLabel('Window level').press('Enter');
    await nextFrame(page);
    expect(await corner(page)).toContain('W 500 L 900');
    await page.context().close();
  });

  test('zoom, pan, fit: where the picture lies', async () => {
    const page = await open([{ images: [{ imageId: ids.chest }] }]);
    await ready(page);
    const fitted = await corner(page);
    await page.mouse.move(500, 400);
    await page.mouse.wheel(0, -300);
    await waitFor('the wheel to zoom', async () => (await corner(page)) !== fitted);
    await press(page, 'f');
    expect(await corner(page)).toBe(fitted);
    await press(page, '0');
    const there = await greys(page);
    await press(page, 'ArrowRight');
    expect(await greys(page)).not.toEqual(there);
    await press(page, 'ArrowLeft');
    expect(await greys(page)).toEqual(there);
    await page.keyboard.down('Space');
    await page.mouse.down();
    await page.mouse.move(530, 420);
    await page.mouse.up();
    await page.keyboard.up('Space');
    await nextFrame(page);
    const [moved, text] = [await greys(page), await corner(page)];
    const { width, height } = size;
    const inside = (x: number, y: number) => x >= 30 && y >= 20;
    const expected = there.filter(
      (_, at) => (at % width) + 30 < width && Math.floor(at / width) + 20 < height,
    );
    expect(moved.filter((_, at) => inside(at % width, Math.floor(at / width)))).toEqual(expected);
    expect(text).toContain('Zoom 100 %');
    await page.context().close();
  });

  test('the heat map is off until somebody asks, says what it is, and goes again', async () => {
    const heatMaps = [{ model: 'chest', label: 'opacity', title: 'Lung opacity' }];
    const page = await open([{ images: [{ imageId: ids.chest }], heatMaps }]);
    await ready(page);
    await press(page, '0');
    const isGrey = (rgb: number[]) => rgb.every((value, at) => value === rgb[at - (at % 3)]);
    const plain = await pixels(page, size.width, size.height);
    expect(isGrey(plain)).toBe(true);
    await press(page, 'h');
    await page.getByText('Not a segmentation: where the model looked').waitFor();
    await nextFrame(page);
    const strong = await pixels(page, size.width, size.height);
    expect(isGrey(strong)).toBe(false);
    await screenshot(page, 'viewer-heat-map');
    await page.getByLabel('Heat map opacity').fill('0');
    await nextFrame(page);
    expect(await pixels(page, size.width, size.height)).toEqual(plain);
    await page.getByLabel('Heat map opacity').fill('80');
    await page.locator('canvas').focus();
    await press(page, 'h');
    expect(await pixels(page, size.width, size.height)).toEqual(plain);
    expect(await page.getByText('Not a segmentation').count()).toBe(0);
    await page.context().close();
  });

  test('keys do nothing while somebody types', async () => {
    const page = await open([{ images: [{ imageId: ids.chest }] }]);
    await ready(page);
    await press(page, '0');
    const [before, text] = [await greys(page), await corner(page)];
    await page.getByLabel('Comment').click();
    await page.keyboard.type('if r 0 h 1234 +-');
    await press(page, 'ArrowLeft', 'Control+i');
    expect(await page.getByLabel('Comment').inputValue()).toBe('if r 0 h 1234 +-');
    expect([await greys(page), await corner(page)]).toEqual([before, text]);
    await page.context().close();
  });

  test('every frame is itself', async () => {
    const page = await open([{ images: [{ imageId: ids.frames }] }]);
    await ready(page);
    const middle = async () => (await pixels(page, 2, 2))[0];
    expect([await middle(), await page.locator('.viewer-bottomLeft').textContent()]).toEqual([
      0,
      expect.stringContaining('Frame 1 of 2'),
    ]);
    await press(page, ']');
    await page.locator('.viewer-bottomLeft').getByText('Frame 2 of 2').waitFor();
    await nextFrame(page);
    expect(await middle()).toBe(255);
    await press(page, '[');
    await page.locator('.viewer-bottomLeft').getByText('Frame 1 of 2').waitFor();
    await page.context().close();
  });

  test('two viewers know nothing of each other', async () => {
    const page = await open([
      { images: [{ imageId: ids.chest }], title: 'This study', studyDate: '20240102' },
      { images: [{ imageId: ids.negative }], title: 'Prior study', studyDate: '20230102', keys: false },
    ]);
    await ready(page, 2);
    await press(page, '0');
    const texts = () => page.locator('.viewer-bottomRight').allInnerTexts();
    const [, prior] = await texts();
    await press(page, 'i');
    const [inverted, same] = await texts();
    expect(inverted).toContain('Inverted');
    expect(same).toBe(prior);
    await page.locator('canvas').nth(1).focus();
    await press(page, '3');
    const [still, changed] = await texts();
    expect([still, changed !== prior]).toEqual([inverted, true]);
    expect(await page.locator('.viewer-topLeft').allInnerTexts()).toEqual([
      expect.stringContaining('2024-01-02'),
      expect.stringContaining('2023-01-02'),
    ]);
    await screenshot(page, 'viewer-two');
    await page.context().close();
  });

  test('the next picture is there already when somebody turns to it, and the one before still is', async () => {
    const page = await open([]);
    const images = [{ imageId: ids.chest }, { imageId: ids.negative }];
    const next = page.waitForResponse((response) => response.url().includes(`${ids.negative}/samples`));
    await Promise.all([next, page.goto(pageOf(images))]);
    await ready(page);
    await page.waitForLoadState('networkidle');
    await page.route('**/api/**', (route) => route.abort());
    await page.getByRole('button', { name: 'Next image' }).click();
    await page.getByText('Image 2 of 2').waitFor();
    await page.getByRole('button', { name: 'Previous image' }).click();
    await page.getByText('Image 1 of 2').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.context().close();
  });

  /** Holds back the values of all frames until `go` is called. */
  async function heldBack(page: Page, answer: (route: Route) => Promise<void>): Promise<() => void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    await page.route('**/samples?frame=*', async (route) => {
      await promise;
      await answer(route);
    });
    return resolve;
  }

  test('of a large picture a preview is drawn, and says what it is, until the values are there', async () => {
    const page = await open([]);
    const go = await heldBack(page, (route) => route.fallback());
    await page.goto(pageOf([{ imageId: ids.large }]));
    await page.getByText('Preview. The full picture is loading').waitFor();
    await nextFrame(page);
    expect((await pixels(page, 2, 2)).every((level) => Math.abs(level - 128) < 3)).toBe(true);
    expect(await page.locator('.viewer-bottomRight').count()).toBe(0);
    go();
    await ready(page);
    expect(await page.getByText('Preview.').count()).toBe(0);
    await page.context().close();
  });

  test('a preview does not stay where the values cannot be shown', async () => {
    const page = await open([]);
    const go = await heldBack(page, (route) => route.fulfill({ status: 500, body: 'no' }));
    await page.goto(pageOf([{ imageId: ids.large }]));
    await page.getByText('Preview. The full picture is loading').waitFor();
    go();
    await page.getByRole('alert').waitFor();
    await nextFrame(page);
    expect(await page.getByText('Preview.').count()).toBe(0);
    expect(await page.evaluate('document.querySelector("canvas").width')).toBe(0);
    await page.context().close();
  });

  test('of frames that somebody passes by on the way to another one none is asked for', async () => {
    const page = await open([]);
    await page.goto(pageOf([{ imageId: ids.many }]));
    await ready(page);
    await page.waitForLoadState('networkidle');
    const asked: string[] = [];
    const go = await heldBack(page, async (route) => {
      asked.push(route.request().url().split('=').at(-1) ?? '');
      await route.fallback();
    });
    for (let key = 0; key < 11; key += 1) await page.keyboard.press(']');
    go();
    await page.locator('.viewer-bottomLeft').getByText('Frame 12 of 20').waitFor();
    await waitFor('the frame behind it to be asked for', async () => asked.at(-1) === '13');
    // What was begun, what was wanted, and the one behind it.
    expect(asked.slice(-2)).toEqual(['12', '13']);
    expect(asked.length).toBeLessThanOrEqual(4);
    await page.context().close();
  });

  test('measures by mouse and by keys, in millimetres where the file says so', async () => {
    const page = await open([{ images: [{ imageId: ids.measured }] }]);
    await ready(page);
    await press(page, 'l');
    const [x, y] = await middleOf(page);
    await page.mouse.move(x - 50, y);
    await page.mouse.down();
    await page.mouse.move(x + 50, y, { steps: 4 });
    await page.mouse.up();
    const texts = () => page.locator('.viewer-mark text').allTextContents();
    const zoom = Number(/Zoom ([\d.]+) %/.exec(await corner(page))?.[1]) / 100;
    const [length, by] = await texts();
    expect(Number(length?.replace(' mm', ''))).toBeCloseTo((100 / zoom) * 0.5, 0);
    expect(by).toBe('by Pixel Spacing');
    // By keys: a rectangle around the middle, of which all values are the same.
    await press(
      page,
      'Escape',
      'b',
      'Enter',
      ...Array(3).fill('ArrowRight'),
      ...Array(3).fill('ArrowDown'),
      'Enter',
    );
    expect((await texts())[2]).toBe('mean 77.0 SD 0.00');
    await screenshot(page, 'viewer-measured');
    await press(page, 'Backspace', 'Escape', 'v', 'q');
    expect(await corner(page)).toContain('Mirrored, Turned 90°');
    // The ruler is still there, and has turned with the picture.
    expect(await texts()).toHaveLength(2);
    await press(page, 'm');
    await page.locator('.viewer-magnifier').waitFor();
    await screenshot(page, 'viewer-turned');
    await page.context().close();
  });

  async function middleOf(page: Page): Promise<[x: number, y: number]> {
    const box = await page.locator('canvas').first().boundingBox();
    if (box === null) throw new Error('no picture');
    return [box.x + box.width / 2, box.y + box.height / 2];
  }

  test('what fails says so, and can be tried again', async () => {
    const page = await open([{ images: [{ imageId: 'f'.repeat(64) }] }]);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('There is no such picture any more.');
    await page.context().close();

    const again = await open([]);
    let refusals = 1;
    await again.route('**/samples?frame=1', async (route) => {
      refusals -= 1;
      return refusals < 0 ? route.fallback() : route.fulfill({ status: 500, body: 'no' });
    });
    const show = { viewers: [{ images: [{ imageId: ids.chest }], heatMaps: [] }] };
    await again.goto(`${running.url}/viewer-test/?show=${encodeURIComponent(JSON.stringify(show))}`);
    await again.getByRole('alert').getByText('The server failed (500).').waitFor();
    await again.getByRole('button', { name: 'Try again' }).click();
    await ready(again);
    expect(await again.getByRole('alert').count()).toBe(0);
    await again.context().close();
  });

  test('a colour picture is shown in grey, and says that it is not the real thing', async () => {
    const page = await open([{ images: [{ imageId: ids.colour }] }]);
    await ready(page);
    await page.getByText('This is a colour picture.').waitFor();
    expect((await pixels(page, 2, 2)).slice(0, 3)).toEqual([76, 76, 76]);
    await page.context().close();
  });

  test('the canvas has as many pixels as the screen', async () => {
    const page = await open([{ images: [{ imageId: ids.chest }] }], { deviceScaleFactor: 2 });
    await ready(page);
    const sizes = await page.evaluate<number[]>(`(() => {
      const canvas = document.querySelector('canvas');
      const { width, height } = canvas.getBoundingClientRect();
      return [canvas.width, canvas.height, Math.round(2 * width), Math.round(2 * height)];
    })()`);
    expect(sizes.slice(0, 2)).toEqual(sizes.slice(2));
    await page.context().close();
  });

  test('fingers: one changes the window, two zoom', async () => {
    const page = await open([{ images: [{ imageId: ids.chest }] }], { hasTouch: true });
    await ready(page);
    const before = await corner(page);
    const client = await page.context().newCDPSession(page);
    const touch = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      ...touchPoints: { x: number; y: number }[]
    ) => client.send('Input.dispatchTouchEvent', { type, touchPoints });
    await touch('touchStart', { x: 500, y: 400 });
    await touch('touchMove', { x: 560, y: 430 });
    await touch('touchEnd');
    await nextFrame(page);
    const [window, zoom] = (await corner(page)).split(/\n+/);
    expect(before).not.toContain(window);
    expect(before).toContain(zoom);
    await touch('touchStart', { x: 450, y: 400 }, { x: 550, y: 400 });
    await touch('touchMove', { x: 350, y: 400 }, { x: 650, y: 400 });
    await touch('touchEnd');
    await nextFrame(page);
    const after = (await corner(page)).split(/\n+/);
    expect([after[0], after[1] !== zoom]).toEqual([window, true]);
    await page.context().close();
  });

  test.each(['dark', 'light'] as const)('has no accessibility violation, %s', async (colorScheme) => {
    const heatMaps = [{ model: 'chest', label: 'opacity', title: 'Lung opacity' }];
    const images = [{ imageId: ids.chest }, { imageId: ids.frames }];
    const page = await open([{ images, heatMaps, studyDate: '20240102' }], { colorScheme });
    await ready(page);
    await press(page, 'h');
    await page.getByText('Not a segmentation').waitFor();
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
      .analyze();
    await screenshot(page, `viewer-${colorScheme}`);
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    await page.context().close();
  });
});

/** Even, so that its middle falls between two pixels of an even canvas. */
const size = { width: 256, height: 300 };

function chest(photometric: 'MONOCHROME1' | 'MONOCHROME2', sopUid: string): Uint8Array {
  return writeDx(drawChest(9, size), {
    photometric,
    studyUid: `${sopUid}1`,
    seriesUid: `${sopUid}2`,
    sopUid,
    patientName: 'SYNTHETIC^VIEWER',
    patientId: 'SYN-9',
    ageYears: 50,
    sex: 'F',
    bodyPart: 'CHEST',
    view: 'PA',
  });
}

/** The first frame is black but for one pixel, the second white but for one. */
const twoFrames = imageFile({
  rows: 10,
  columns: 10,
  frames: 2,
  pixels: [...Array(99).fill(0), 4095, ...Array(99).fill(4095), 0],
  more: [[0x00080018, 'UI', '2.25.903']],
});

const manyFrames = imageFile({
  rows: 10,
  columns: 10,
  frames: 20,
  pixels: Array.from({ length: 20 * 100 }, (_, at) => at),
  more: [[0x00080018, 'UI', '2.25.905']],
});

/** Grey, with more pixels than a picture that is shown without a preview. */
const large = () =>
  imageFile({
    rows: 2100,
    columns: 2100,
    bits: [8, 8, 7],
    pixelVr: 'OB',
    pixels: Buffer.alloc(2100 * 2100, 128),
    more: [[0x00080018, 'UI', '2.25.906']],
  });

/** Of one brightness, with pixels of half a millimetre. */
const measured = imageFile({
  rows: 100,
  columns: 100,
  pixels: Array(100 * 100).fill(77),
  more: [
    [0x00080018, 'UI', '2.25.907'],
    [0x00280030, 'DS', '0.5\\0.5'],
  ],
});

const colours = imageFile({
  rows: 10,
  columns: 10,
  samples: 3,
  photometric: 'RGB',
  bits: [8, 8, 7],
  pixelVr: 'OB',
  pixels: Array(100).fill([255, 0, 0]).flat(),
  more: [[0x00080018, 'UI', '2.25.904']],
});

function hotMiddle(): Promise<Buffer> {
  const map = Float32Array.from({ length: 64 }, (_, at) => {
    const distance = Math.hypot((at % 8) - 3.5, Math.floor(at / 8) - 3.5);
    return Math.max(0, 1 - distance / 4);
  });
  return encodeHeatPng(map, 8, 8);
}
