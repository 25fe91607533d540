import sharp from 'sharp';
import { encodeSeenPng } from '../../../src/imaging/encoding/encodeSeenPng';

const preview = { width: 2, height: 2, bytes: Uint8Array.from([10, 20, 30, 40]) };
const samples = { width: 2, height: 2, data: Float32Array.from([-1, 5, 99, 3]) };

async function drawn(box: { x: number; y: number; width: number; height: number }) {
  const png = await encodeSeenPng(
    preview,
    { width: 200, height: 200 },
    {
      samples,
      counts: Uint8Array.from([1, 1, 0, 1]),
      box,
    },
  );
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray(3 * (y * info.width + x), 3 * (y * info.width + x) + 3),
  ];
  return { info, at };
}

test('left the picture with the rectangle, right the samples, and blue where there is no picture', async () => {
  const { info, at } = await drawn({ x: 100, y: 0, width: 100, height: 100 });
  expect(info).toMatchObject({ width: 512 + 16 + 512, height: 512 });
  expect([at(100, 100), at(400, 128), at(100, 400), at(400, 400)]).toEqual([
    [10, 10, 10],
    [20, 20, 20],
    [30, 30, 30],
    [40, 40, 40],
  ]);
  expect([at(256, 10), at(511, 128), at(400, 0), at(400, 255)]).toEqual(Array(4).fill([255, 150, 0]));
  const right = 512 + 16;
  // -1 is the least and 5 the greatest that counts; 99 does not count.
  expect([at(right + 100, 100), at(right + 400, 100), at(right + 400, 400)]).toEqual([
    [0, 0, 0],
    [255, 255, 255],
    [170, 170, 170],
  ]);
  expect(at(right + 100, 400)).toEqual([24, 40, 96]);
});

test('a rectangle that extends past the picture shows where it has no picture', async () => {
  const { info, at } = await drawn({ x: -100, y: 0, width: 400, height: 200 });
  expect(info.width).toBe(1024 + 16 + 512);
  expect([at(100, 256), at(356, 100), at(900, 256)]).toEqual([
    [24, 40, 96],
    [10, 10, 10],
    [24, 40, 96],
  ]);
});
