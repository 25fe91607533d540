import sharp from 'sharp';
import { encodeGreyPng } from '../../../src/imaging/encoding/encodeGreyPng';
import { encodeHeatPng } from '../../../src/imaging/encoding/encodeHeatPng';
import { greyBytes } from '../../../src/imaging/encoding/greyBytes';
import { heatColour } from '../../../src/imaging/encoding/heatColours';

const ramp = (width: number, height: number) => ({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, index) => (index % width) / (width - 1)),
});

test('a preview has one channel of 8 bits and the values of the picture', async () => {
  const png = await encodeGreyPng(ramp(256, 3));
  const { data, info } = await sharp(png).toColourspace('b-w').raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ width: 256, height: 3, channels: 1 });
  expect((await sharp(png).metadata()).channels).toBe(1);
  expect([...data.subarray(0, 256)]).toEqual(Array.from({ length: 256 }, (_, index) => index));
});

test('values outside 0…1 are clipped', async () => {
  const png = await encodeGreyPng({ width: 2, height: 1, data: Float32Array.of(-3, 7) });
  expect([...(await sharp(png).toColourspace('b-w').raw().toBuffer())]).toEqual([0, 255]);
});

test('the longest side is kept to what was asked, and the aspect with it', () => {
  const tall = greyBytes(ramp(300, 600), 200);
  expect([tall.width, tall.height, tall.bytes.length]).toEqual([100, 200, 100 * 200]);
  const small = greyBytes(ramp(30, 20), 200);
  expect([small.width, small.height]).toEqual([30, 20]);
});

test('pixels that are not square are drawn in their proportions', () => {
  const sizeOf = (pixelAspect: number, maxSide?: number) => {
    const { bytes, ...size } = greyBytes({ ...ramp(40, 20), pixelAspect }, maxSide);
    expect(bytes).toHaveLength(size.width * size.height);
    return size;
  };
  expect(sizeOf(2)).toEqual({ width: 40, height: 40 });
  expect(sizeOf(0.5)).toEqual({ width: 80, height: 20 });
  expect(sizeOf(2, 20)).toEqual({ width: 20, height: 20 });
  expect(sizeOf(100, 200)).toEqual({ width: 4, height: 200 });
});

test('no picture grows without bounds because its pixels are not square', () => {
  const { width, height } = greyBytes({ ...ramp(40, 1000), pixelAspect: 100 });
  expect([width, height]).toEqual([3, 8192]);
});

test('shrinking averages', () => {
  const checks = {
    width: 8,
    height: 8,
    data: Float32Array.from({ length: 64 }, (_, i) => ((i % 8) + (i >> 3)) % 2),
  };
  expect(new Set(greyBytes(checks, 4).bytes)).toEqual(new Set([128]));
});

test('a heat map is clear where nothing was found, and ever warmer and less clear', async () => {
  const values = Float32Array.of(0, 0.25, 0.5, 0.75, 1, Number.NaN, -1, 2);
  const { data, info } = await sharp(await encodeHeatPng(values, 8, 1))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(4);
  const alpha = Array.from({ length: 8 }, (_, index) => data[4 * index + 3] ?? 0);
  expect(alpha[0]).toBe(0);
  expect(alpha.slice(0, 5)).toEqual([...alpha.slice(0, 5)].sort((a, b) => a - b));
  expect(alpha[4]).toBeLessThan(200);
  expect([alpha[5], alpha[6], alpha[7]]).toEqual([0, 0, alpha[4]]);
});

test('a map of another size is an error', async () => {
  await expect(encodeHeatPng(new Float32Array(5), 2, 2)).rejects.toThrow(RangeError);
});

/** Relative luminance, ITU-R BT.709, of an sRGB colour. */
function luminanceOf(colour: readonly number[]): number {
  const linear = colour.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = linear;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

test('more heat is lighter all along the scale, so that its order needs no colour vision', () => {
  const lights = Array.from({ length: 101 }, (_, index) => luminanceOf(heatColour(index / 100)));
  for (let index = 1; index < lights.length; index += 1) {
    expect(lights[index]).toBeGreaterThan(lights[index - 1] ?? 1);
  }
});
