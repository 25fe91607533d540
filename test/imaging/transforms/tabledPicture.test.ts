import fc from 'fast-check';
import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import { factsOfPicture } from '../../../src/imaging/pictureFacts';
import { resizeGrey } from '../../../src/imaging/resizing/resize';
import { displayPicture, displaySource } from '../../../src/imaging/transforms/displayPicture';
import { modalityPicture, modalitySource } from '../../../src/imaging/transforms/modalityPicture';
import { greyDescription } from '../../support/greyDescription';

const [rows, columns] = [250, 300];

/** Large enough for a table of values. */
const descriptions: readonly [string, ImageDescription][] = [
  ['8 bits', greyDescription(rows, columns)],
  ['12 of 16 bits', { ...greyDescription(rows, columns), bitsAllocated: 16, bitsStored: 12 }],
  [
    'signed, with a rescale, a window and inversion',
    {
      ...greyDescription(rows, columns),
      bitsAllocated: 16,
      bitsStored: 16,
      pixelRepresentation: 1,
      photometricInterpretation: 'MONOCHROME1',
      modalityTransform: { kind: 'linear', slope: 1.7, intercept: -1024 },
      windows: [{ centre: 40.5, width: 30_000, function: 'SIGMOID' }],
    },
  ],
];

function noise({ bitsAllocated, bitsStored }: ImageDescription, seed: number): Uint8Array {
  const value = (at: number) => (Math.imul(at + seed, 2654435761) >>> 7) & (2 ** bitsStored - 1);
  const samples = { length: rows * columns };
  const values =
    bitsAllocated === 8
      ? Uint8Array.from(samples, (_, at) => value(at))
      : Uint16Array.from(samples, (_, at) => value(at));
  return new Uint8Array(values.buffer);
}

describe.each(descriptions)('a picture of %s as samples and a table', (_, description) => {
  test('is not written out, and holds the same values', () => {
    const pixels = noise(description, 1);
    for (const [source, picture] of [
      [displaySource(description, pixels), displayPicture(description, pixels)],
      [modalitySource(description, pixels), modalityPicture(description, pixels)],
    ] as const) {
      if (!('table' in source)) throw new Error('written out');
      expect(picture.data.every((value, at) => value === source.table[source.indices[at] as number])).toBe(
        true,
      );
      expect(factsOfPicture(source)).toEqual(factsOfPicture(picture));
    }
  });

  test('is resampled to exactly the same samples, whatever the box', () => {
    const start = fc.double({ min: -200, max: 200, noNaN: true });
    const length = fc.double({ min: 1, max: 500, noNaN: true });
    const box = fc.record({ x: start, y: start, width: length, height: length });
    const side = fc.integer({ min: 1, max: 60 });
    const resampling = fc.constantFrom('area-average' as const, 'triangle' as const);
    const rule = fc.property(box, side, side, resampling, fc.nat(99), (where, width, height, how, seed) => {
      const pixels = noise(description, seed);
      const tabled = resizeGrey(displaySource(description, pixels), where, width, height, how);
      const written = resizeGrey(displayPicture(description, pixels), where, width, height, how);
      expect(tabled).toEqual(written);
    });
    fc.assert(rule, { numRuns: 25 });
  });
});
