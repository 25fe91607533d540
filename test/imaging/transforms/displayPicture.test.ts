import fc from 'fast-check';
import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import { displayPicture } from '../../../src/imaging/transforms/displayPicture';
import { modalityPicture } from '../../../src/imaging/transforms/modalityPicture';

const plain: ImageDescription = {
  schemaVersion: 1,
  format: 'dicom',
  rows: 1,
  columns: 4,
  frames: 1,
  samplesPerPixel: 1,
  bitsAllocated: 16,
  bitsStored: 12,
  pixelRepresentation: 0,
  photometricInterpretation: 'MONOCHROME2',
  modalityTransform: { kind: 'identity' },
  windows: [],
  voiTables: [],
  lossy: false,
  notes: [],
};

const bytesOf = (array: Uint8Array | Uint16Array | Int16Array | Uint32Array) =>
  new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
const stored = (...values: number[]) => bytesOf(Uint16Array.from(values));
const shown = (description: ImageDescription, pixels: Uint8Array, frame?: number) => [
  ...displayPicture(description, pixels, frame).data,
];

/** The clinical bug: black and white change places, so that air looks like bone. */
test('MONOCHROME1 and MONOCHROME2 of the same picture are shown the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(4095), { minLength: 4, maxLength: 4 }),
      fc.integer({ min: 2, max: 4096 }),
      fc.integer({ min: 0, max: 4095 }),
      fc.constantFrom('LINEAR', 'LINEAR_EXACT', 'SIGMOID', 'none'),
      (values, width, centre, shape) => {
        const twin = values.map((value) => 4095 - value);
        // LINEAR counts from half a step below its centre, so that its mirror image does from above.
        const mirrored = shape === 'LINEAR' ? 4096 - centre : 4095 - centre;
        const windows = (at: number) => (shape === 'none' ? [] : [{ centre: at, width, function: shape }]);
        const two = shown({ ...plain, windows: windows(centre) }, stored(...values));
        const description = {
          ...plain,
          photometricInterpretation: 'MONOCHROME1',
          windows: windows(mirrored),
        };
        const one = shown(description, stored(...twin));
        for (const [index, value] of two.entries())
          expect(Math.abs(value - (one[index] ?? 0))).toBeLessThan(1e-6);
      },
    ),
  );
});

test('signed and unsigned of the same picture are shown the same', () => {
  const unsigned = stored(0, 1000, 3000, 4000);
  const signed = bytesOf(Int16Array.from([-2000, -1000, 1000, 2000]));
  const linear = (intercept: number) => ({ kind: 'linear' as const, slope: 1, intercept });
  const windows = [{ centre: 1500, width: 2000, function: 'LINEAR' as const }];
  expect(
    shown({ ...plain, windows, pixelRepresentation: 1, modalityTransform: linear(2000) }, signed),
  ).toEqual(shown({ ...plain, windows }, unsigned));
});

test('the rescale comes before the window, and once', () => {
  const description: ImageDescription = {
    ...plain,
    modalityTransform: { kind: 'linear', slope: 2, intercept: -1000 },
    windows: [{ centre: 0, width: 100, function: 'LINEAR_EXACT' }],
  };
  expect(shown(description, stored(475, 500, 512.5 as number, 525))).toEqual([
    0,
    0.5,
    expect.closeTo(0.74, 6),
    1,
  ]);
  expect([...modalityPicture(description, stored(475, 500, 512, 525)).data]).toEqual([-50, 0, 24, 50]);
});

test('the modality table comes before the VOI table', () => {
  const description: ImageDescription = {
    ...plain,
    modalityTransform: { kind: 'lut', table: { firstMapped: 0, bits: 16, values: [100, 200, 300, 400] } },
    voiTables: [{ firstMapped: 200, bits: 8, values: Array.from({ length: 201 }, (_, index) => index) }],
  };
  expect(shown(description, stored(0, 1, 2, 3)).map((value) => Math.round(value * 255))).toEqual([
    0, 0, 100, 200,
  ]);
});

test('inversion is last: the window of MONOCHROME1 counts in uninverted values', () => {
  const windows = [{ centre: 100, width: 200, function: 'LINEAR_EXACT' as const }];
  const description = { ...plain, photometricInterpretation: 'MONOCHROME1', windows };
  expect(shown(description, stored(0, 50, 100, 4000))).toEqual([1, 0.75, 0.5, 0]);
});

test.each([
  ['MONOCHROME1', undefined, true],
  ['MONOCHROME1', 'INVERSE', true],
  ['MONOCHROME1', 'IDENTITY', false],
  ['MONOCHROME2', undefined, false],
  ['MONOCHROME2', 'INVERSE', true],
  ['MONOCHROME2', 'IDENTITY', false],
] as const)(
  '%s with shape %s: inverted once is %s',
  (photometricInterpretation, presentationLutShape, inverted) => {
    const windows = [{ centre: 50, width: 100, function: 'LINEAR_EXACT' as const }];
    const shape = presentationLutShape === undefined ? {} : { presentationLutShape };
    const description = { ...plain, photometricInterpretation, windows, ...shape };
    expect(shown(description, stored(0, 25, 75, 100))).toEqual(
      inverted ? [1, 0.75, 0.25, 0] : [0, 0.25, 0.75, 1],
    );
  },
);

describe('which window', () => {
  const description: ImageDescription = {
    ...plain,
    windows: [
      { centre: 50, width: 100, function: 'LINEAR_EXACT' },
      { centre: 100, width: 200, function: 'LINEAR_EXACT' },
    ],
    voiTables: [{ firstMapped: 0, bits: 8, values: [255, 0] }],
  };
  const pixels = stored(0, 1, 50, 100);
  const first = (...args: Parameters<typeof displayPicture>) => displayPicture(...args).data[2];

  test('the first, unless another one is asked for', () => {
    expect(first(description, pixels)).toBe(0.5);
    expect(first(description, pixels, 0, { kind: 'window', window: 1 })).toBe(0.25);
    expect(first(description, pixels, 0, { kind: 'table', index: 0 })).toBe(0);
    const own = { centre: 25, width: 50, function: 'LINEAR_EXACT' } as const;
    expect(first(description, pixels, 0, { kind: 'window', window: own })).toBe(1);
  });

  test('one that is not there is an error', () => {
    expect(() => displayPicture(description, pixels, 0, { kind: 'window', window: 2 })).toThrow(RangeError);
    expect(() => displayPicture(description, pixels, 0, { kind: 'table', index: 1 })).toThrow(RangeError);
  });
});

describe('without a window', () => {
  test('the modality values of the frame are shown from the least to the greatest', () => {
    expect(shown(plain, stored(100, 150, 200, 300))).toEqual([0, 0.25, 0.5, 1]);
    const negative: ImageDescription = {
      ...plain,
      modalityTransform: { kind: 'linear', slope: -1, intercept: 0 },
    };
    expect(shown(negative, stored(100, 150, 200, 300))).toEqual([1, 0.75, 0.5, 0]);
  });

  test('padding does not count', () => {
    const description = { ...plain, padding: { first: 0, last: 10 } };
    expect(shown(description, stored(0, 10, 1000, 2000))).toEqual([0, 0, 0, 1]);
  });

  /** The clinical bug: a frame of nothing but padding is no picture of numbers that are none. */
  test('a frame of nothing but padding is the middle grey', () => {
    const padded = { ...plain, padding: { first: 7, last: 7 } };
    expect(shown(padded, stored(7, 7, 7, 7))).toEqual([0.5, 0.5, 0.5, 0.5]);
  });

  test('8 bits are ready for display as they are', () => {
    const description = { ...plain, bitsAllocated: 8, bitsStored: 8 };
    const expected = [51, 102, 153, 204].map((value) => expect.closeTo(value / 255, 6));
    expect(shown(description, Uint8Array.of(51, 102, 153, 204))).toEqual(expected);
  });

  test('a blank picture is the middle grey, whichever way round', () => {
    const blank = stored(7, 7, 7, 7);
    expect(shown(plain, blank)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(shown({ ...plain, photometricInterpretation: 'MONOCHROME1' }, blank)).toEqual([
      0.5, 0.5, 0.5, 0.5,
    ]);
  });
});

test('each frame is shown by its own values', () => {
  const windows = (centre: number) => [{ centre, width: 100, function: 'LINEAR_EXACT' as const }];
  const description: ImageDescription = {
    ...plain,
    columns: 2,
    frames: 2,
    perFrame: [
      { modalityTransform: { kind: 'identity' }, windows: windows(50) },
      { modalityTransform: { kind: 'linear', slope: 2, intercept: 0 }, windows: windows(100) },
    ],
  };
  const pixels = stored(0, 50, 50, 75);
  expect(shown(description, pixels, 0)).toEqual([0, 0.5]);
  expect(shown(description, pixels, 1)).toEqual([0.5, 1]);
  expect([...modalityPicture(description, pixels, 1).data]).toEqual([100, 150]);
  expect(() => displayPicture(description, pixels, 2)).toThrow(RangeError);
});

test('pixels of another size than described are an error, not a picture', () => {
  expect(() => displayPicture(plain, stored(1, 2, 3))).toThrow(RangeError);
});

describe('colour gives its luminance', () => {
  const colour = { ...plain, columns: 2, samplesPerPixel: 3, bitsAllocated: 8, bitsStored: 8 };

  test('RGB by BT.601', () => {
    const data = shown({ ...colour, photometricInterpretation: 'RGB' }, Uint8Array.of(255, 0, 0, 0, 255, 0));
    expect(data).toEqual([expect.closeTo(0.299, 6), expect.closeTo(0.587, 6)]);
  });

  test('YBR by its first sample', () => {
    const data = shown(
      { ...colour, photometricInterpretation: 'YBR_FULL' },
      Uint8Array.of(255, 9, 9, 0, 99, 99),
    );
    expect(data).toEqual([1, 0]);
  });

  test('a palette by its entries', () => {
    const table = (values: number[]) => ({ firstMapped: 10, bits: 16, values });
    const description: ImageDescription = {
      ...plain,
      columns: 2,
      photometricInterpretation: 'PALETTE COLOR',
      palette: { red: table([65_535, 0]), green: table([65_535, 0]), blue: table([65_535, 65_535]) },
    };
    expect(shown(description, stored(10, 11))).toEqual([expect.closeTo(1, 6), expect.closeTo(0.114, 6)]);
  });
});

/** Large pictures go through a table of all values; small ones do not. Both must say the same, to the last bit. */
test.each([
  ['unsigned', 0, 12, 16],
  ['signed', 1, 16, 16],
  ['8 bits', 0, 8, 8],
] as const)(
  'the short cut for large pictures changes nothing: %s',
  (_, pixelRepresentation, bitsStored, bitsAllocated) => {
    const side = 300;
    const count = side * side;
    const array = bitsAllocated === 8 ? new Uint8Array(count) : new Uint16Array(count);
    for (let index = 0; index < count; index += 1) array[index] = (index * 7) % 2 ** bitsStored;
    const description: ImageDescription = {
      ...plain,
      rows: side,
      columns: side,
      bitsAllocated,
      bitsStored,
      pixelRepresentation,
      modalityTransform: { kind: 'linear', slope: 0.3, intercept: -17 },
      windows: [{ centre: 200, width: 700, function: 'SIGMOID' }],
    };
    const large = displayPicture(description, bytesOf(array)).data;
    const rows = 10;
    for (let row = 0; row < side; row += rows) {
      const part = bytesOf(array.slice(row * side, (row + rows) * side));
      const small = displayPicture({ ...description, rows }, part).data;
      expect(
        Buffer.from(small.buffer).equals(Buffer.from(large.slice(row * side, (row + rows) * side).buffer)),
      ).toBe(true);
    }
  },
);

test('16 bits keep their steps: no two neighbours of 65536 values look the same', () => {
  const values = Uint16Array.from({ length: 65_536 }, (_, index) => index);
  const description = { ...plain, rows: 256, columns: 256, bitsStored: 16 };
  expect(new Set(displayPicture(description, bytesOf(values)).data).size).toBe(65_536);
});

test('pixels that do not begin at an even address are read all the same', () => {
  const shifted = new Uint8Array(9);
  shifted.set(stored(100, 150, 200, 300), 1);
  expect(shown(plain, shifted.subarray(1))).toEqual([0, 0.25, 0.5, 1]);
});
