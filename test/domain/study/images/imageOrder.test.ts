import fc from 'fast-check';
import { imageOrder, type Placed } from '../../../../src/domain/study/images/imageOrder';
import { hexId } from '../../arbitraries';

const few = fc.integer({ min: -2, max: 2 });

/** Few values, and often none, so that images share some and lack others. */
const placed: fc.Arbitrary<Placed> = fc.record(
  {
    imageId: fc.nat({ max: 30 }).map((at) => hexId(String(at))),
    seriesId: fc.constantFrom('a', 'b').map(hexId),
    seriesNumber: few,
    instanceNumber: few,
    position: fc.double({ min: -2, max: 2, noNaN: true }),
    takenAt: few,
  },
  { requiredKeys: ['imageId'] },
);

const one = (place: Partial<Placed>, name = JSON.stringify(place)): Placed => ({
  imageId: hexId(name),
  ...place,
});
const sorted = (images: readonly Placed[]) => [...images].sort(imageOrder);

describe('the order of the images of a study', () => {
  test('is total: two images are equal only if nothing tells them apart', () => {
    fc.assert(
      fc.property(placed, placed, placed, (a, b, c) => {
        expect(Math.sign(imageOrder(a, b)) + Math.sign(imageOrder(b, a))).toBe(0);
        if (a.imageId !== b.imageId) expect(imageOrder(a, b)).not.toBe(0);
        if (imageOrder(a, b) <= 0 && imageOrder(b, c) <= 0) expect(imageOrder(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 1000 },
    );
  });

  test('does not depend on the order in which they came', () => {
    const lists = fc.uniqueArray(placed, { selector: ({ imageId }) => imageId, maxLength: 12 });
    fc.assert(
      fc.property(
        lists.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => expect(sorted(shuffled)).toEqual(sorted(list)),
      ),
    );
  });

  test.each<[string, Partial<Placed>[]]>([
    ['by number, not by its digits', [{ instanceNumber: 2 }, { instanceNumber: 10 }]],
    [
      'by number before position',
      [
        { instanceNumber: 1, position: 9 },
        { instanceNumber: 2, position: 1 },
      ],
    ],
    [
      'by position where numbers are equal',
      [
        { instanceNumber: 1, position: 1 },
        { instanceNumber: 1, position: 2 },
      ],
    ],
    [
      'by position where there is no number',
      [
        { position: -3, takenAt: 9 },
        { position: 4, takenAt: 1 },
      ],
    ],
    ['by time where there is nothing else', [{ takenAt: 1 }, { takenAt: 2 }]],
    ['what does not say comes last', [{ instanceNumber: 9 }, {}]],
    [
      'series by series',
      [
        { seriesNumber: 1, instanceNumber: 9 },
        { seriesNumber: 2, instanceNumber: 1 },
      ],
    ],
    [
      'series of one number stay apart',
      [
        { seriesNumber: 1, seriesId: '1', instanceNumber: 1 },
        { seriesNumber: 1, seriesId: '1', instanceNumber: 2 },
        { seriesNumber: 1, seriesId: '2', instanceNumber: 1 },
      ],
    ],
  ])('%s', (_, places) => {
    const images = places.map((place) => one(place));
    expect(sorted([...images].reverse())).toEqual(images);
  });
});
