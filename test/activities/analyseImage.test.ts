import { createAnalyseImage } from '../../src/activities/analyseImage';
import { createPublishStudy } from '../../src/activities/publishStudy';
import { createRouteImage } from '../../src/activities/routeImage';
import type { ImageDescription } from '../../src/domain/image/imageDescription';
import { RefusedError } from '../../src/domain/reasons/refusals';
import type { ModelsPort } from '../../src/operations/ports';
import { arrange, image, imageId, model, positive } from './admitted';

const heat = { label: 'lung-opacity', width: 2, height: 1, data: Float32Array.of(0, 1) };

/** For images that are stored in full. */
async function decodeCodestream(): Promise<never> {
  throw new Error('nothing is to be decoded');
}

function modelsThat(analyse: ModelsPort['analyse']): ModelsPort {
  return { route: async () => ({ models: [model] }), inputSide: async () => 2, analyse };
}
describe('analysing', () => {
  test('stores the heat maps before the answer, and does not ask again', async () => {
    const store = await arrange();
    let asked = 0;
    const analyse = createAnalyseImage({
      ...store,
      models: modelsThat(async (_model, { display }) => {
        asked += 1;
        expect([...display.data].map((value) => Math.round(value * 3))).toEqual([0, 1, 2, 3]);
        return { analysis: positive, heatMaps: [heat] };
      }),
      decodeCodestream,
      logError: () => {},
    });
    await analyse({ imageId, model });
    await analyse({ imageId, model });
    expect(asked).toBe(1);
    expect(store.log).toEqual(['heat-chest@1.0.0-lung-opacity', 'analysis']);
  });

  test('a model that fails makes the image not analysed, never negative, and is asked again next time', async () => {
    const store = await arrange();
    const errors: string[] = [];
    const logError = (message: string) => void errors.push(message);
    const failing = modelsThat(async () => {
      throw new Error('the scores are not finite');
    });
    await createAnalyseImage({ ...store, models: failing, decodeCodestream, logError })({ imageId, model });
    expect(await store.images.analysis(imageId, model)).toMatchObject({
      outcome: 'abstained',
      reason: 'analysis-failed',
    });
    expect(errors).toEqual(['model chest@1.0.0 failed: the scores are not finite']);

    const mended = modelsThat(async () => ({ analysis: positive, heatMaps: [] }));
    await createAnalyseImage({ ...store, models: mended, decodeCodestream, logError })({ imageId, model });
    expect(await store.images.analysis(imageId, model)).toEqual(positive);
  });

  describe('of an image that is stored reduced', () => {
    const reduced = { ...image, rows: 4, columns: 4, reduction: { levels: 1, wavelet: '5/3' as const } };
    const codestream = Uint8Array.of(1, 2, 3);
    const looking = (inputSide: number) => {
      const seen: number[] = [];
      const models: ModelsPort = {
        ...modelsThat(async (_model, { display }) => {
          seen.push(display.data.length);
          return { analysis: positive, heatMaps: [] };
        }),
        inputSide: async () => inputSide,
      };
      return { seen, models };
    };
    const arrangeReduced = async () => {
      const store = await arrange(reduced);
      await store.images.store(reduced, { pixels: Uint8Array.of(0, 85, 170, 255), codestream });
      return store;
    };

    test('a model that looks at few samples is given the reduced picture', async () => {
      const { seen, models } = looking(1);
      const store = await arrangeReduced();
      await createAnalyseImage({ ...store, models, decodeCodestream, logError: () => {} })({
        imageId,
        model,
      });
      expect(seen).toEqual([4]);
    });

    test('a model that looks closer is given the full one', async () => {
      const { seen, models } = looking(2);
      const store = await arrangeReduced();
      const decode = async (described: ImageDescription, bytes: Uint8Array) => {
        expect([described.reduction, bytes]).toEqual([undefined, codestream]);
        return new Uint8Array(16);
      };
      await createAnalyseImage({ ...store, models, decodeCodestream: decode, logError: () => {} })({
        imageId,
        model,
      });
      expect(seen).toEqual([16]);
    });

    test('fine details that are damaged make it not analysed', async () => {
      const { models } = looking(2);
      const store = await arrangeReduced();
      const decode = async () => {
        throw new RefusedError('corrupt-pixel-data');
      };
      await createAnalyseImage({ ...store, models, decodeCodestream: decode, logError: () => {} })({
        imageId,
        model,
      });
      expect(await store.images.analysis(imageId, model)).toMatchObject({ reason: 'analysis-failed' });
    });
  });

  test('an object without pixels is not offered to any model', async () => {
    const store = await arrange({ ...image, frames: 0, rows: 0, columns: 0 });
    const models = modelsThat(async () => ({ analysis: positive, heatMaps: [] }));
    expect(await createRouteImage({ ...store, models })({ imageId })).toEqual({
      models: [],
      reason: 'no-pixel-data',
    });
    const renderPng = () => Promise.reject(new Error('there is nothing to show'));
    await createPublishStudy({ ...store, renderPng })({ imageId });
    expect(store.pngs.size).toBe(0);
  });
});
