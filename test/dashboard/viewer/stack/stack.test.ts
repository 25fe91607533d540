import fc from 'fast-check';
import { placesAround, stackAt, stacksOf, stepIn } from '../../../../src/dashboard/viewer/stack/stack';
import type { ViewedImage } from '../../../../src/dashboard/viewer/viewerProps';

const slice = (seriesId: string, more: Partial<ViewedImage> = {}): ViewedImage => ({
  imageId: '',
  seriesId,
  frames: 1,
  modality: 'CT',
  ...more,
});

test('the slices of a series are one stack; another series is another', () => {
  const images = [slice('a'), slice('a'), slice('b'), slice('b'), slice('b')];
  expect(stacksOf(images)).toEqual([
    { first: 0, length: 2 },
    { first: 2, length: 3 },
  ]);
});

test.each([
  ['radiographs of one series', [slice('a', { modality: 'DX' }), slice('a', { modality: 'DX' })]],
  ['images of several frames', [slice('a', { frames: 20 }), slice('a', { frames: 20 })]],
  ['images that name no series', [slice('a', { seriesId: undefined }), slice('a', { seriesId: undefined })]],
])('%s are looked at one by one', (_, images) => {
  expect(stacksOf(images).map(({ length }) => length)).toEqual([1, 1]);
});

test('a picture of an unknown kind that says where it lies is a slice', () => {
  const image = slice('a', { modality: 'OT', position: 3 });
  expect(stacksOf([image, image])).toEqual([{ first: 0, length: 2 }]);
});

const someImages = fc.array(
  fc.record({
    imageId: fc.constant(''),
    seriesId: fc.constantFrom('a', 'b', undefined),
    frames: fc.constantFrom(0, 1, 3),
    modality: fc.constantFrom('CT', 'DX'),
  }),
  { minLength: 1, maxLength: 30 },
);

test('every image is in exactly one stack, and no step leaves it', () => {
  fc.assert(
    fc.property(someImages, fc.nat(), fc.integer({ min: -50, max: 50 }), (images, at, by) => {
      const stacks = stacksOf(images);
      expect(stacks.flatMap(({ first, length }) => Array.from({ length }, (_, n) => first + n))).toEqual(
        images.map((_, index) => index),
      );
      const index = at % images.length;
      const stack = stackAt(stacks, index);
      const next = stepIn(stack, index, by);
      expect(stackAt(stacks, next)).toBe(stack);
    }),
  );
});

test('what is loaded before it is needed lies around the place, forwards first, and is bounded', () => {
  fc.assert(
    fc.property(
      fc.nat(300),
      fc.constantFrom(1 as const, -1 as const),
      fc.integer({ min: 1, max: 300 }),
      (at, way, count) => {
        const place = at % count;
        const places = placesAround(place, way, count);
        expect(new Set(places).size).toBe(places.length);
        expect(places.length).toBeLessThanOrEqual(16);
        expect(places.every((one) => one >= 0 && one < count && one !== place)).toBe(true);
        const next = place + way;
        if (next >= 0 && next < count) expect(places[0]).toBe(next);
      },
    ),
  );
});
