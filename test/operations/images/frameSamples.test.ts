import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import type { StoredImage } from '../../../src/domain/image/storedImage';
import { createFrameSamples, type SamplesPort } from '../../../src/operations/images/frameSamples';
import { memoryStore } from '../../activities/memoryStore';
import { hexId } from '../../domain/arbitraries';
import { greyDescription } from '../../support/greyDescription';

const image: StoredImage = { ...greyDescription(1, 2), imageId: hexId('image'), studyId: hexId('study') };
const packed = Uint8Array.of(31, 139, 0);

async function neverDecoded(): Promise<never> {
  throw new Error('nothing is to be decoded');
}

function port(more: Partial<SamplesPort> = {}): SamplesPort {
  return {
    ...memoryStore().images,
    packedFrame: async (_, frame) => Uint8Array.of(31, 139, frame),
    packedFull: async () => undefined,
    storeFull: async () => undefined,
    ...more,
  };
}

const noWarning = (message: string) => {
  throw new Error(message);
};

test('a frame goes out as it is stored, and of many only the one that is asked for is read', async () => {
  const samples = createFrameSamples({ images: port(), decodeCodestream: neverDecoded, warn: noWarning });
  expect(await samples(image, 0)).toEqual({ bytes: packed, packing: 'packed' });
  const second = { bytes: Uint8Array.of(31, 139, 1), packing: 'packed' };
  expect(await samples({ ...image, frames: 3 }, 1)).toEqual(second);
});

test('of frames that are kept compressed the first goes out as it is stored, and each other is decoded', async () => {
  const codedFrames = { photometricInterpretation: 'YBR_FULL_422', highBit: 7 };
  const coded = { ...image, frames: 3, codedFrames, photometricInterpretation: 'RGB', samplesPerPixel: 3 };
  const images = port({ codestream: async (_, frame) => Uint8Array.of(frame) });
  const decode = jest.fn(async (_: ImageDescription, [frame = 0]: Uint8Array) => Uint8Array.of(frame + 100));
  const samples = createFrameSamples({ images, decodeCodestream: decode, warn: noWarning });
  expect(await samples(coded, 0)).toEqual({ bytes: packed, packing: 'packed' });
  expect(decode).not.toHaveBeenCalled();
  expect(await samples(coded, 2)).toEqual({ bytes: Uint8Array.of(102), packing: 'urgent' });
  expect(decode.mock.calls[0]?.[0]).toMatchObject({
    frames: 1,
    codedFrames,
    photometricInterpretation: 'RGB',
  });
});

describe('a reduced image', () => {
  const reduced: StoredImage = { ...image, reduction: { levels: 1, wavelet: '5/3' } };
  const full = Uint8Array.of(7, 8);
  const decode = jest.fn(async () => full);
  const codestream = async () => Uint8Array.of(9);
  beforeEach(() => decode.mockClear());

  test('is decoded in full once, and then kept', async () => {
    const kept: Uint8Array[] = [];
    const images = port({
      codestream,
      packedFull: async () => (kept.length > 0 ? packed : undefined),
      storeFull: async (_, pixels) => {
        kept.push(pixels);
      },
    });
    const ask = () => createFrameSamples({ images, decodeCodestream: decode, warn: noWarning })(reduced, 0);
    expect(await ask()).toEqual({ bytes: full, packing: 'urgent' });
    expect(await ask()).toEqual({ bytes: packed, packing: 'packed' });
    expect(kept).toEqual([full]);
    expect(decode).toHaveBeenCalledTimes(1);
  });

  test('is answered before it is kept', async () => {
    const keeping = Promise.withResolvers<void>();
    const images = port({ codestream, storeFull: () => keeping.promise });
    expect(
      await createFrameSamples({ images, decodeCodestream: decode, warn: noWarning })(reduced, 0),
    ).toMatchObject({ bytes: full });
    keeping.resolve();
  });

  test('that cannot be kept is answered all the same, and somebody is told', async () => {
    const images = port({
      codestream,
      storeFull: async () => {
        throw new Error('the storage is full');
      },
    });
    const told = Promise.withResolvers<string>();
    expect(
      await createFrameSamples({ images, decodeCodestream: decode, warn: told.resolve })(reduced, 0),
    ).toMatchObject({ bytes: full });
    expect(await told.promise).toBe(
      `the full picture of image ${image.imageId} could not be kept: the storage is full`,
    );
  });
});

test('what is missing is an error, not half a picture', async () => {
  const missing = port({ packedFrame: async () => undefined });
  await expect(
    createFrameSamples({ images: missing, decodeCodestream: neverDecoded, warn: noWarning })(image, 0),
  ).rejects.toThrow('are missing');
});
