import fc from 'fast-check';
import type { GreyPicture } from '../../../src/imaging/picture';
import { factsOfPicture } from '../../../src/imaging/pictureFacts';
import type { Box } from '../../../src/imaging/resizing/resize';
import { Examination } from '../../../src/inference/run/examination';
import { frameWhole } from '../../../src/inference/run/preprocess';
import { openGrey } from '../../support/openPictures';
import { builtGate } from '../builtModels';
import { phantom } from '../phantom';

const chest = phantom(260, 300, 0.1);
const input = { ...({ width: 32, height: 32, fit: 'pad', resampling: 'area-average' } as const) };

/** The picture with an even frame of so many pixels on each side. */
function framed(
  picture: GreyPicture,
  sides: Record<'left' | 'right' | 'top' | 'bottom', number>,
  ground: number,
) {
  const width = picture.width + sides.left + sides.right;
  const height = picture.height + sides.top + sides.bottom;
  const data = new Float32Array(width * height).fill(ground);
  for (let row = 0; row < picture.height; row += 1)
    data.set(
      picture.data.subarray(row * picture.width, (row + 1) * picture.width),
      (row + sides.top) * width + sides.left,
    );
  return { width, height, data };
}

async function seen(picture: GreyPicture) {
  const open = openGrey(picture);
  const inside = await new Examination(open, 50).inside();
  return frameWhole(open, 'display', input as never, inside);
}

const side = fc.integer({ min: 0, max: 60 });
const sides = fc.record({ left: side, right: side, top: side, bottom: side });

test('whatever even frame a picture has, models see what they would see without it', async () => {
  const { samples: without } = await seen(chest);
  await fc.assert(
    fc.asyncProperty(sides, fc.constantFrom(0, 0.5, 1), async (around, ground) => {
      const picture = framed(chest, around, ground);
      fc.pre(chest.width * chest.height < 0.94 * picture.width * picture.height);
      const { samples } = await seen(picture);
      const off = samples.picture.data.map((value, at) =>
        Math.abs(value - (without.picture.data[at] as number)),
      );
      // A line of the frame may be left at the edge where only every other line is looked at.
      expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(0.02);
    }),
    { numRuns: 40 },
  );
});

test('what is cut lies in the frame and nowhere else', () => {
  fc.assert(
    fc.property(sides, fc.constantFrom(0, 0.5, 1), (around, ground) => {
      const picture = framed(chest, around, ground);
      const { inside } = factsOfPicture(picture);
      const slack = 2;
      expect(inside.left * picture.width).toBeLessThan(around.left + slack);
      expect(inside.top * picture.height).toBeLessThan(around.top + slack);
      expect((1 - inside.right) * picture.width).toBeLessThan(around.right + slack);
      expect((1 - inside.bottom) * picture.height).toBeLessThan(around.bottom + slack);
    }),
    { numRuns: 40 },
  );
});

test('a picture without a frame, or with a thin one, is left as it is', async () => {
  const whole = { left: 0, right: 1, top: 0, bottom: 1 };
  expect(factsOfPicture(chest).inside).toEqual(whole);
  expect(factsOfPicture(framed(chest, { left: 2, right: 2, top: 2, bottom: 2 }, 0)).inside).toEqual(whole);
  const open = openGrey(chest);
  const inside = await new Examination(open, 50).inside();
  expect(await frameWhole(open, 'display', input as never, inside)).toEqual(
    await frameWhole(open, 'display', input as never),
  );
});

test('a picture on a white ground is not taken for inverted', () => {
  const { middle } = factsOfPicture(framed(chest, { left: 50, right: 50, top: 50, bottom: 50 }, 1));
  expect(middle).toBeCloseTo(factsOfPicture(chest).middle, 1);
});

test('a gate sees a fifth of what is inside as a margin, as far as the picture goes', async () => {
  const gate = await builtGate([{ name: 'anything', accepted: true, weigh: () => 1 }]);
  await fc.assert(
    fc.asyncProperty(sides, fc.constantFrom(0, 0.5, 1), async (around, ground) => {
      const open = openGrey(framed(chest, around, ground));
      const resample = jest.fn(open.resample);
      const examination = new Examination({ ...open, resample }, 50);
      await examination.gate(gate);
      const { x, y, width, height } = await examination.inside();
      const shown = (from: number, length: number, most: number) =>
        Math.min(most, from + 1.2 * length) - Math.max(0, from - 0.2 * length);
      const [{ box }] = resample.mock.calls[0] as [{ box: Box }];
      expect(box.width).toBeCloseTo(shown(x, width, open.width), 6);
      expect(box.height).toBeCloseTo(shown(y, height, open.height), 6);
    }),
    { numRuns: 10 },
  );
});
