import { frameSamples, type SamplesPort } from '../../src/activities/frameSamples';
import type { StoredImage } from '../../src/domain/storedImage';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from '../support/greyDescription';
import { memoryStore } from './memoryStore';

const image: StoredImage = { ...greyDescription(1, 2), imageId: hexId('image'), studyId: hexId('study') };
const packed = Uint8Array.of(31, 139);
const all = Uint8Array.of(1, 2, 3, 4, 5, 6);

async function neverDecoded(): Promise<never> {
  throw new Error('nothing is to be decoded');
}

function port(more: Partial<SamplesPort> = {}): SamplesPort {
  return {
    ...memoryStore().images,
    packedPixels: async () => packed,
    pixelRange: async (_, start, length) => all.subarray(start, start + length),
    packedFull: async () => undefined,
    storeFull: async () => packed,
    ...more,
  };
}

test('one frame goes out as it is stored; of many only the one that is asked for is read', async () => {
  expect(await frameSamples(port(), neverDecoded, image, 0)).toEqual({ bytes: packed, isPacked: true });
  expect(await frameSamples(port(), neverDecoded, { ...image, frames: 3 }, 1)).toEqual({
    bytes: Uint8Array.of(3, 4),
    isPacked: false,
  });
});

test('a reduced image is decoded in full once, and then kept', async () => {
  const reduced: StoredImage = { ...image, reduction: { levels: 1, wavelet: '5/3' } };
  const kept: Uint8Array[] = [];
  const images = port({
    codestream: async () => Uint8Array.of(9),
    packedFull: async () => kept[0],
    storeFull: async (_, pixels) => {
      kept.push(pixels);
      return pixels;
    },
  });
  let decoded = 0;
  const decode = async () => {
    decoded += 1;
    return Uint8Array.of(7, 8);
  };
  const [first, second] = [
    await frameSamples(images, decode, reduced, 0),
    await frameSamples(images, decode, reduced, 0),
  ];
  expect(first).toEqual({ bytes: Uint8Array.of(7, 8), isPacked: true });
  expect(second).toEqual(first);
  expect(decoded).toBe(1);
});

test('what is missing or too short is an error, not half a picture', async () => {
  const missing = port({ packedPixels: async () => undefined });
  await expect(frameSamples(missing, neverDecoded, image, 0)).rejects.toThrow('are missing');
  await expect(frameSamples(port(), neverDecoded, { ...image, frames: 4 }, 3)).rejects.toThrow(
    'end before frame 4 does',
  );
});
