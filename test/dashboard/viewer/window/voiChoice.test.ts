import fc from 'fast-check';
import { levelsOf, type VoiChoice } from '../../../../src/dashboard/viewer/window/voiChoice';
import type { ImageDescription, Window } from '../../../../src/domain/image/imageDescription';
import { displayPicture } from '../../../../src/imaging/transforms/displayPicture';
import { differenceFromServer, greyOf, shownInPage, storedAs } from '../fromServer';

const plain: ImageDescription = {
  schemaVersion: 1,
  format: 'dicom',
  rows: 1,
  columns: 6,
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

const formats = fc
  .record({
    bitsStored: fc.integer({ min: 2, max: 16 }),
    pixelRepresentation: fc.constantFrom(0 as const, 1 as const),
    photometricInterpretation: fc.constantFrom('MONOCHROME1', 'MONOCHROME2'),
    presentationLutShape: fc.constantFrom(undefined, 'IDENTITY' as const, 'INVERSE' as const),
  })
  .map(({ presentationLutShape, ...format }) => ({
    ...format,
    bitsAllocated: format.bitsStored > 8 ? 16 : 8,
    ...(presentationLutShape === undefined ? {} : { presentationLutShape }),
  }));

const rescales = fc.oneof(
  fc.constant({ kind: 'identity' as const }),
  fc.record({
    kind: fc.constant('linear' as const),
    slope: fc.constantFrom(1, -1, 2, 0.5, 0.0123, -3.7),
    intercept: fc.constantFrom(0, -1024, 17.25),
  }),
  fc.record({
    kind: fc.constant('lut' as const),
    table: fc.record({
      firstMapped: fc.integer({ min: -5, max: 5 }),
      bits: fc.constant(16),
      values: fc.array(fc.nat(0xffff), { minLength: 1, maxLength: 30 }),
    }),
  }),
);

const windows = fc.array(
  fc.record({
    centre: fc.double({ min: -3000, max: 5000, noNaN: true }),
    width: fc.double({ min: 1, max: 9000, noNaN: true }),
    function: fc.constantFrom('LINEAR' as const, 'LINEAR_EXACT' as const, 'SIGMOID' as const),
  }),
  { maxLength: 2 },
);

const voiTables = fc.array(
  fc.record({
    firstMapped: fc.integer({ min: -100, max: 100 }),
    bits: fc.constantFrom(8, 10, 16),
    values: fc.array(fc.nat(255), { minLength: 2, maxLength: 300 }),
  }),
  { maxLength: 2 },
);

const padding = fc.oneof(
  fc.constant({}),
  fc.record({ first: fc.integer({ min: -3, max: 0 }), last: fc.nat(3) }).map((range) => ({ padding: range })),
);

test('the page shows what the server shows, level by level, whatever the image says of itself', () => {
  const cases = fc.record({ format: formats, rescale: rescales, windows, voiTables, padding });
  fc.assert(
    fc.property(
      cases,
      fc.array(fc.nat(0xffff), { minLength: 6, maxLength: 6 }),
      ({ format, rescale, windows: some, voiTables: tables, padding: pads }, values) => {
        const description: ImageDescription = {
          ...plain,
          ...format,
          ...pads,
          modalityTransform: rescale,
          windows: some,
          voiTables: tables,
        };
        expect(differenceFromServer(description, storedAs(description, values), 0)).toBe(0);
      },
    ),
    { numRuns: 400 },
  );
});

test('a window that a person chooses is shown as the server would show it', () => {
  fc.assert(
    fc.property(
      formats,
      rescales,
      windows.filter((some) => some.length > 0),
      fc.array(fc.nat(0xffff), { minLength: 6, maxLength: 6 }),
      (format, modalityTransform, [window], values) => {
        const description: ImageDescription = { ...plain, ...format, modalityTransform };
        const pixels = storedAs(description, values);
        const chosen = window as Window;
        const server = displayPicture(description, pixels, 0, { kind: 'window', window: chosen });
        const shown: VoiChoice = { kind: 'window', window: chosen };
        expect([...shownInPage(description, pixels, 0, shown)]).toEqual(
          [...server.data].map((value) => Math.round(value * 255)),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('every frame is shown by its own rescale and window', () => {
  const frame = (slope: number, centre: number) => ({
    modalityTransform: { kind: 'linear' as const, slope, intercept: -10 },
    windows: [{ centre, width: 500, function: 'LINEAR' as const }],
  });
  const description: ImageDescription = {
    ...plain,
    columns: 3,
    frames: 2,
    ...frame(1, 100),
    perFrame: [frame(1, 100), frame(3, 700)],
  };
  const pixels = storedAs({ ...description, columns: 6 }, [0, 100, 300, 0, 100, 300]);
  expect([0, 1].map((one) => differenceFromServer(description, pixels, one))).toEqual([0, 0]);
  const [first, second] = [0, 1].map((one) => [...shownInPage(description, pixels, one)]);
  expect(first).not.toEqual(second);
});

test('inverted by the person is the mirror image, level by level, and does not undo what the file says', () => {
  const description = { ...plain, photometricInterpretation: 'MONOCHROME1' };
  const grey = greyOf(description);
  const shown: VoiChoice = { kind: 'range', low: 0, high: 4095 };
  const [positive, negative] = [false, true].map((one) => levelsOf(grey, 0, shown, one));
  expect([positive?.[0], positive?.[4095]]).toEqual([255, 0]);
  expect([negative?.[0], negative?.[4095]]).toEqual([0, 255]);
  for (let value = 0; value < 4096; value += 1)
    expect(negative?.[value]).toBe(255 - (positive?.[value] ?? 0));
});

test('bytes that were cut off are no picture', () => {
  const description = { ...plain, columns: 7 };
  expect(() => shownInPage(description, new Uint8Array(12), 0)).toThrow('12 bytes');
});
