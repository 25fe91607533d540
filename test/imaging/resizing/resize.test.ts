import fc from 'fast-check';
import { type GreyPicture, squareSize } from '../../../src/imaging/picture';
import { resizeGrey, squareAroundPicture } from '../../../src/imaging/resizing/resize';

const picture = (width: number, height: number, value: (x: number, y: number) => number): GreyPicture => ({
  width,
  height,
  data: Float32Array.from({ length: width * height }, (_, at) => value(at % width, Math.floor(at / width))),
});
const wholeOf = ({ width, height }: GreyPicture) => ({ x: 0, y: 0, width, height });
const sizes = fc.integer({ min: 1, max: 40 });
const anyPicture = fc
  .tuple(sizes, sizes, fc.integer())
  .map(([width, height, seed]) =>
    picture(width, height, (x, y) => (Math.imul(x * 31 + y * 17 + seed, 2654435761) >>> 8) / 2 ** 24),
  );

describe('resizeGrey', () => {
  test('the same size gives the same pixels', () => {
    const source = picture(5, 3, (x, y) => x * 10 + y);
    expect([...resizeGrey(source, wholeOf(source), 5, 3).picture.data]).toEqual([...source.data]);
  });

  test('a box is measured in squares, whatever the shape of the pixels', () => {
    const tall = { ...picture(4, 2, (x, y) => x * 10 + y), pixelAspect: 2 };
    expect(squareSize(tall)).toEqual({ width: 4, height: 4 });
    const lower = resizeGrey(tall, { x: 0, y: 2, width: 4, height: 2 }, 4, 1).picture;
    expect([...lower.data]).toEqual([1, 11, 21, 31]);
    const { picture: padded, covered } = resizeGrey(tall, { x: -4, y: 0, width: 8, height: 4 }, 8, 2);
    expect([...padded.data.subarray(4, 8)]).toEqual([0, 10, 20, 30]);
    expect([...covered.subarray(0, 8)]).toEqual([0, 0, 0, 0, 1, 1, 1, 1]);
  });

  test('shrinking by whole numbers is the mean of each block', () => {
    const source = picture(4, 4, (x, y) => y * 4 + x);
    expect([...resizeGrey(source, wholeOf(source), 2, 2).picture.data]).toEqual([2.5, 4.5, 10.5, 12.5]);
  });

  test('enlarging a ramp stays a ramp between the outer pixel centres', () => {
    const source = picture(4, 1, (x) => x);
    const { data } = resizeGrey(source, wholeOf(source), 8, 1).picture;
    expect([...data]).toEqual([0, 0.25, 0.75, 1.25, 1.75, 2.25, 2.75, 3].map((v) => expect.closeTo(v, 6)));
  });

  test('a single bright column of a large picture survives shrinking with its share: no sample is skipped', () => {
    const source = picture(1000, 8, (x) => (x === 777 ? 1 : 0));
    const { data } = resizeGrey(source, wholeOf(source), 10, 1).picture;
    expect(data[7]).toBeCloseTo(0.01, 6);
    expect(data.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0.01, 6);
  });

  test('triangle: every pixel counts by its nearness, over twice the interval', () => {
    const source = picture(8, 1, (x) => (x === 3 ? 1 : 0));
    const { data } = resizeGrey(source, wholeOf(source), 4, 1, 'triangle').picture;
    // Centres at 1, 3, 5, 7; the pixel's at 3.5. At the left end the weights of what is there sum to one.
    expect([...data]).toEqual([0, 0.375, 0.125, 0].map((value) => expect.closeTo(value, 6)));
    const left = picture(8, 1, (x) => (x === 0 ? 1 : 0));
    expect(resizeGrey(left, wholeOf(left), 4, 1, 'triangle').picture.data[0]).toBeCloseTo(0.75 / 1.75, 6);
  });

  test('triangle: enlarging is linear interpolation, as with area-average', () => {
    const source = picture(4, 1, (x) => x);
    const [one, other] = (['triangle', 'area-average'] as const).map(
      (resampling) => resizeGrey(source, wholeOf(source), 8, 1, resampling).picture.data,
    );
    expect([...(one ?? [])]).toEqual([...(other ?? [])].map((value) => expect.closeTo(value, 6)));
  });

  test('what lies outside the picture is padding, is 0, and is reported', () => {
    const source = picture(4, 2, () => 0.5);
    const { picture: out, covered } = resizeGrey(source, squareAroundPicture(source), 4, 4);
    expect([...covered]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0]);
    expect([...out.data]).toEqual([0, 0, 0, 0, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0, 0, 0, 0]);
  });

  test('16-bit differences survive: nothing is cut to 8 bits on the way', () => {
    const source = picture(64, 64, (x) => 0.5 + (x < 32 ? 0 : 1 / 65535));
    const { data } = resizeGrey(source, wholeOf(source), 2, 1).picture;
    expect((data[1] as number) - (data[0] as number)).toBeCloseTo(1 / 65535, 7);
  });

  test('property: values stay within the range of the picture, and the whole frame is covered', () => {
    fc.assert(
      fc.property(anyPicture, sizes, sizes, (source, width, height) => {
        const { picture: out, covered } = resizeGrey(source, wholeOf(source), width, height);
        const [low, high] = [Math.min(...source.data) - 1e-6, Math.max(...source.data) + 1e-6];
        return out.data.every((value) => value >= low && value <= high) && covered.every((one) => one === 1);
      }),
    );
  });

  test('property: a mirrored picture gives the mirrored answer', () => {
    fc.assert(
      fc.property(anyPicture, sizes, sizes, (source, width, height) => {
        const { data } = source;
        const mirrored = picture(
          source.width,
          source.height,
          (x, y) => data[y * source.width + source.width - 1 - x] as number,
        );
        const a = resizeGrey(source, wholeOf(source), width, height).picture.data;
        const b = resizeGrey(mirrored, wholeOf(mirrored), width, height).picture.data;
        return a.every(
          (value, at) => Math.abs(value - (b[at - (at % width) + width - 1 - (at % width)] as number)) < 1e-5,
        );
      }),
    );
  });

  test('property: an inverted picture gives the inverted answer, so MONOCHROME1 twins agree', () => {
    fc.assert(
      fc.property(anyPicture, sizes, sizes, (source, width, height) => {
        const inverted = picture(
          source.width,
          source.height,
          (x, y) => 1 - (source.data[y * source.width + x] as number),
        );
        const a = resizeGrey(source, wholeOf(source), width, height).picture.data;
        const b = resizeGrey(inverted, wholeOf(inverted), width, height).picture.data;
        return a.every((value, at) => Math.abs(value + (b[at] as number) - 1) < 1e-6);
      }),
    );
  });

  test('a picture, box or target without area is an error that says which', () => {
    const source = picture(2, 2, () => 0);
    expect(() => resizeGrey({ ...source, height: 3 }, wholeOf(source), 1, 1)).toThrow(
      'picture of 2x3 with 4 values',
    );
    expect(() => resizeGrey(source, { x: 0, y: 0, width: 0, height: 1 }, 1, 1)).toThrow('box of 0x1');
    expect(() => resizeGrey(source, wholeOf(source), 0, 1)).toThrow('target of 0x1');
  });
});
