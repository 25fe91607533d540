import { fullFrame } from '../../../src/operations/images/fullImage';
import { memoryStore } from '../../activities/memoryStore';
import { hexId } from '../../domain/arbitraries';
import { greyDescription } from '../../support/greyDescription';
import { storeNow } from '../../support/storeNow';

const [imageId, studyId] = ['image', 'study'].map(hexId) as [string, string];

async function neverDecoded(): Promise<never> {
  throw new Error('nothing is to be decoded');
}

test('an image that was stored in full is taken as it is', async () => {
  const { images } = memoryStore();
  const image = { ...greyDescription(1, 2), imageId, studyId };
  await storeNow(images.prepare(image, { pixels: Uint8Array.of(7, 8) }));
  const full = await fullFrame(images, neverDecoded, image, 0);
  expect([full.description, full.pixels]).toEqual([image, Uint8Array.of(7, 8)]);
});

test('of a reduced image the codestream is decoded, and nothing says reduced any more', async () => {
  const { images } = memoryStore();
  const image = {
    ...greyDescription(2, 2),
    reduction: { levels: 1, wavelet: '5/3' as const },
    imageId,
    studyId,
  };
  await storeNow(images.prepare(image, { pixels: Uint8Array.of(9), codestreams: [Uint8Array.of(1, 2, 3)] }));
  const full = await fullFrame(
    images,
    async (description, codestream) => {
      expect(codestream).toEqual(Uint8Array.of(1, 2, 3));
      return new Uint8Array(description.rows * description.columns).fill(5);
    },
    image,
    0,
  );
  expect(full.description).not.toHaveProperty('reduction');
  expect(full.pixels).toEqual(Uint8Array.of(5, 5, 5, 5));
});

test('a codestream that is missing is an error, not a coarse picture', async () => {
  const { images } = memoryStore();
  const image = {
    ...greyDescription(2, 2),
    reduction: { levels: 1, wavelet: '5/3' as const },
    imageId,
    studyId,
  };
  await storeNow(images.prepare(image, { pixels: Uint8Array.of(9) }));
  await expect(fullFrame(images, neverDecoded, image, 0)).rejects.toThrow('is missing');
});
