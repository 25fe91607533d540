import type { GreyPicture } from '../../../src/imaging/picture';
import { factsOfPicture, type PictureFacts } from '../../../src/imaging/pictureFacts';
import { judgePicture, pictureLimits } from '../../../src/inference/run/pictureChecks';
import { flat, phantom } from '../phantom';

const judge = (picture: GreyPicture) => judgePicture(factsOfPicture(picture));
const good: PictureFacts = {
  inside: { left: 0, right: 1, top: 0, bottom: 1 },
  shorterSide: 1000,
  aspect: 1.2,
  contrast: 0.8,
  content: 1,
  black: 0.02,
  white: 0,
  middle: 0.4,
};

/** A picture on an even ground, its upper left corner at `x`, `y`. */
function placed(picture: GreyPicture, width: number, height: number, x: number, y: number, ground: number) {
  const data = new Float32Array(width * height).fill(ground);
  for (let row = 0; row < picture.height; row++)
    data.set(picture.data.subarray(row * picture.width, (row + 1) * picture.width), (y + row) * width + x);
  return { width, height, data };
}

test('a chest passes without a word', () => {
  expect(judge(phantom(600, 500, 0.2))).toEqual({ notes: [] });
  expect(judgePicture(good)).toEqual({ notes: [] });
});

test.each([0, 0.5, 1])('a picture of nothing but %d is blank, at any size', (value) => {
  for (const size of [1, 7, 300, 1500])
    expect(judge(flat(size, size, value))).toEqual({ reason: 'blank-picture', notes: [] });
});

test('a speck on a blank picture leaves it blank', () => {
  const speck = placed(flat(20, 20, 1), 400, 400, 30, 30, 0.2);
  expect(judge(speck).reason).toBe('blank-picture');
});

test('values that are no number make no picture', () => {
  expect(judge(flat(300, 300, Number.NaN)).reason).toBe('blank-picture');
});

test.each([
  [128, undefined],
  [127, 'picture-too-small'],
])('a shorter side of %d is %s', (side, reason) => {
  expect(judge(phantom(200, side, 0.2)).reason).toBe(reason);
});

test.each([
  [500, undefined],
  [501, 'picture-too-narrow'],
])('%d times 200 pixels are %s, along either side', (length, reason) => {
  expect(judge(phantom(length, 200, 0.2)).reason).toBe(reason);
  expect(judge(phantom(200, length, 0.2)).reason).toBe(reason);
});

test('even rows and columns around a picture are border, of any brightness and with the noise of a JPEG', () => {
  const chest = phantom(200, 150, 0.2);
  for (const ground of [0, 0.5, 1]) {
    const { content } = factsOfPicture(placed(chest, 400, 300, 120, 80, ground));
    expect(content).toBeCloseTo(0.25, 1);
  }
  const noisy = placed(chest, 400, 300, 120, 80, 0);
  const data = noisy.data.map((value, at) => value || (at % 5) * 0.004);
  expect(factsOfPicture({ ...noisy, data }).content).toBeCloseTo(0.25, 1);
  expect(judge(placed(chest, 500, 400, 120, 80, 0)).reason).toBe('mostly-border');
  const framed = placed(chest, 300, 250, 60, 50, 0);
  expect(judge(framed)).toEqual({ notes: ['border-cut-off'], inside: factsOfPicture(framed).inside });
});

test('border does not count as clipped', () => {
  const { black } = factsOfPicture(placed(phantom(280, 240, 0), 400, 300, 60, 30, 0));
  expect(black).toBeLessThan(0.01);
});

test('white that has run over is noted, and then refused', () => {
  const chest = phantom(400, 400, 0);
  const brighter = (by: number) => ({ ...chest, data: chest.data.map((value) => Math.min(1, value + by)) });
  const shares = [0, 0.2, 0.25, 0.6].map((by) => factsOfPicture(brighter(by)).white);
  expect(shares).toEqual([...shares].sort((a, b) => a - b));
  expect(judgePicture({ ...good, white: 0.06 }).notes).toEqual(['much-pure-white']);
  expect(judgePicture({ ...good, white: 0.36 })).toEqual({ reason: 'picture-clipped', notes: [] });
  expect(judge(brighter(0.6)).reason).toBe('picture-clipped');
});

test('a window that leaves black and white alone is refused; much black is only noted', () => {
  const chest = phantom(400, 400, 0);
  const text = { ...chest, data: chest.data.map((value) => (value > 0.45 ? 1 : 0)) };
  expect(judge(text).reason).toBe('picture-clipped');
  expect(judgePicture({ ...good, black: 0.3 })).toEqual({ notes: ['much-pure-black'] });
  expect(judgePicture({ ...good, black: 0.6, white: 0.2 }).reason).toBe('picture-clipped');
});

test('a picture whose corners are brighter than its middle may be inverted', () => {
  const placedChest = placed(phantom(300, 300, 0), 400, 400, 50, 50, 0);
  // Air around the patient is not even, as a frame is.
  const data = placedChest.data.map((value, at) => value || (at % 7) * 0.01);
  const chest = { ...placedChest, data };
  expect(['much-pure-black']).toEqual(expect.arrayContaining([...judge(chest).notes]));
  const inverted = { ...chest, data: chest.data.map((value) => 1 - value) };
  expect(judge(inverted).notes).toContain('may-be-inverted');
});

test('the limits are those that docs/gating.md states', () => {
  expect(pictureLimits).toEqual({
    smallestSide: 128,
    longestAspect: 2.5,
    leastContrast: 0.02,
    leastContent: 0.25,
    maxWhite: 0.35,
    maxClipped: 0.75,
    muchBlack: 0.25,
    muchWhite: 0.05,
    muchDarkerMiddle: 0.1,
  });
});

test('a large picture is judged as the same picture at a quarter of its size', () => {
  const [large, small] = [factsOfPicture(phantom(2000, 1600, 0.2)), factsOfPicture(phantom(500, 400, 0.2))];
  for (const key of ['contrast', 'content', 'black', 'white', 'middle'] as const)
    expect(large[key]).toBeCloseTo(small[key], 1);
});
