import fc from 'fast-check';
import { reducedSide } from '../../../src/domain/image/reduction';
import type { GreyPicture } from '../../../src/imaging/picture';
import { toLowBand } from '../../../src/imaging/resizing/lowBand';
import { resizeGrey } from '../../../src/imaging/resizing/resize';

const wavelets = fc.constantFrom('5/3' as const, '9/7' as const);
const sides = fc.integer({ min: 1, max: 60 });
const levels = fc.integer({ min: 1, max: 4 });

/** A picture whose value is a straight line over the pixels, and its low band: such a line has no details. */
function ramp(width: number, height: number, reduction?: GreyPicture['reduction']): GreyPicture {
  const step = 2 ** (reduction?.levels ?? 0);
  const columns = reducedSide(width, reduction);
  const data = Float32Array.from({ length: columns * reducedSide(height, reduction) }, (_, at) => {
    const [x, y] = [(at % columns) * step, Math.floor(at / columns) * step];
    return 3 * x + 5 * y;
  });
  return { width, height, data, ...(reduction === undefined ? {} : { reduction }) };
}

describe('toLowBand', () => {
  test('a pixel between two samples of the 5/3 wavelet is half of each; one on a sample is that sample', () => {
    const reduction = { levels: 1, wavelet: '5/3' as const };
    expect(toLowBand({ first: 3, values: [1] }, 9, reduction)).toEqual({ first: 1, values: [0.5, 0.5] });
    expect(toLowBand({ first: 4, values: [1] }, 9, reduction)).toEqual({ first: 2, values: [1] });
  });

  test('the last pixel of an even line mirrors back to the last sample', () => {
    const reduction = { levels: 1, wavelet: '5/3' as const };
    expect(toLowBand({ first: 7, values: [1] }, 8, reduction)).toEqual({ first: 3, values: [1] });
  });

  test('property: the sum of the weights stays, and they lie inside the line', () => {
    fc.assert(
      fc.property(
        sides,
        levels,
        wavelets,
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (side, n, wavelet, raw) => {
          const values = raw.slice(0, side);
          const reduction = { levels: n, wavelet };
          const { first, values: got } = toLowBand({ first: side - values.length, values }, side, reduction);
          const sum = (list: readonly number[]) => list.reduce((total, value) => total + value, 0);
          expect(sum(got)).toBeCloseTo(sum(values), 9);
          expect(first).toBeGreaterThanOrEqual(0);
          expect(first + got.length).toBeLessThanOrEqual(reducedSide(side, reduction));
        },
      ),
    );
  });
});

describe('resizing a reduced picture', () => {
  test.each(['5/3', '9/7'] as const)('%s: a ramp comes out where the full picture has it', (wavelet) => {
    const box = { x: 20, y: 18, width: 44, height: 30 };
    const full = resizeGrey(ramp(83, 71), box, 4, 3).picture.data;
    const reduced = resizeGrey(ramp(83, 71, { levels: 2, wavelet }), box, 4, 3).picture.data;
    expect([...reduced]).toEqual([...full].map((value) => expect.closeTo(value, 3)));
  });

  test('it ends where the full one does', () => {
    const reduction = { levels: 3, wavelet: '5/3' as const };
    const source = { width: 9, height: 8, reduction, data: Float32Array.of(0.25, 0.25) };
    const { picture, covered } = resizeGrey(source, { x: -1, y: 0, width: 11, height: 8 }, 11, 1);
    expect([...covered]).toEqual([0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect([...picture.data]).toEqual([0, ...Array(9).fill(0.25), 0]);
  });
});
