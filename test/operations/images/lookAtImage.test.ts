import type { ImageDescription } from '../../../src/domain/image/imageDescription';
import type { ModelRef } from '../../../src/domain/models/analysis';
import { RefusedError } from '../../../src/domain/reasons/refusals';
import { type OpenPicture, PictureLostError } from '../../../src/imaging/openPicture';
import { type Asked, type Found, lookAtImage, previewSide } from '../../../src/operations/images/lookAtImage';
import { storedImage } from '../../../src/operations/images/storedImages';
import { type StoredVisitDeps, visitStored } from '../../../src/operations/images/storedVisit';
import { routeStored } from '../../../src/operations/models/routeStored';
import type { Look, ModelsPort } from '../../../src/operations/ports';
import { arrange, image, imageId, model, positive } from '../../activities/admitted';
import type { MemoryStore } from '../../activities/memoryStore';
import { openHere } from '../../support/openPictures';
import { storeNow } from '../../support/storeNow';

const heat = { label: 'lung-opacity', width: 2, height: 1, data: Float32Array.of(0, 1) };
const other: ModelRef = { ...model, id: 'other' };

function modelsThat(look: (model: ModelRef, picture: OpenPicture) => Promise<Look>): ModelsPort {
  return {
    route: async () => ({ models: [model] }),
    inputSide: async () => 2,
    examine: (picture) => (asked) => look(asked, picture),
  };
}

/** What a model says that finds nothing wrong with being asked. */
const answering = modelsThat(async (asked) => ({ analysis: { ...positive, model: asked }, heatMaps: [] }));

/** For images that are stored in full. */
async function decodeCodestream(): Promise<never> {
  throw new Error('nothing is to be decoded');
}

/** One visit: what it finds, and what it logs. */
async function visit(
  store: MemoryStore,
  models: ModelsPort,
  input: Partial<Asked> = {},
  deps: Partial<StoredVisitDeps> = {},
): Promise<Found & { readonly errors: string[] }> {
  const errors: string[] = [];
  const logError = (message: string) => void errors.push(message);
  const { images } = store;
  const own = { images, models, decodeCodestream, openPicture: openHere, logError, ...deps };
  const opened = visitStored(own, await storedImage(images, imageId));
  const found = await lookAtImage(opened, { models: [model], preview: false, ...input });
  return { ...found, errors };
}

describe('a visit to an image', () => {
  test('finds what the models say and where they looked, and stores nothing', async () => {
    const store = await arrange();
    const models = modelsThat(async (_model, picture) => {
      const box = { x: 0, y: 0, width: 2, height: 2 };
      const whole = await picture.resample({ values: 'display', box, width: 2, height: 2 });
      expect([...whole.picture.data].map((value) => Math.round(value * 3))).toEqual([0, 1, 2, 3]);
      return { analysis: positive, heatMaps: [heat] };
    });
    const { analyses, pictures } = await visit(store, models);
    expect(analyses).toEqual([positive]);
    expect(pictures.map(({ name }) => name)).toEqual(['heat-chest@1.0.0-lung-opacity']);
    expect(store.log).toEqual([]);
  });

  test('fetches the pixels once, opens them once and gives them back, however many models look', async () => {
    const store = await arrange();
    const pixels = jest.spyOn(store.images, 'frame');
    const opened: OpenPicture[] = [];
    const closed: OpenPicture[] = [];
    const openPicture = (...args: Parameters<typeof openHere>) => {
      const picture = { ...openHere(...args), close: () => void closed.push(picture) };
      opened.push(picture);
      return picture;
    };
    const asked = { models: [model, other], preview: true };
    const { analyses, preview, pictures } = await visit(store, answering, asked, { openPicture });
    expect(pixels).toHaveBeenCalledTimes(1);
    expect(opened).toHaveLength(1);
    expect(closed).toEqual(opened);
    expect(analyses.map((analysis) => analysis.model)).toEqual([model, other]);
    expect([preview?.length, pictures]).toEqual([expect.any(Number), []]);
  });

  test('makes the preview of an image that no model fits, and of nothing that is not asked for', async () => {
    const store = await arrange();
    const { preview, pictures } = await visit(store, answering, { models: [], preview: true });
    expect([preview?.length, pictures]).toEqual([expect.any(Number), []]);
    expect(previewSide).toBe(1024);
    const untouched = await arrange();
    const pixels = jest.spyOn(untouched.images, 'frame');
    expect(await visit(untouched, answering, { models: [] })).toMatchObject({
      analyses: [],
      preview: undefined,
      pictures: [],
    });
    expect(pixels).not.toHaveBeenCalled();
  });

  test('a model that fails makes the image not analysed, never negative', async () => {
    const store = await arrange();
    const failing = modelsThat(async () => {
      throw new Error('the scores are not finite');
    });
    expect(await visit(store, failing)).toMatchObject({
      analyses: [{ outcome: 'abstained', reason: 'analysis-failed' }],
      errors: ['model chest@1.0.0 failed: the scores are not finite'],
    });
  });

  test('a model that fails keeps nobody else from answering', async () => {
    const store = await arrange();
    const models = modelsThat(async (asked) => {
      if (asked.id === 'chest') throw new Error('the scores are not finite');
      return { analysis: { ...positive, model: asked }, heatMaps: [] };
    });
    const { analyses } = await visit(store, models, { models: [model, other] });
    expect(analyses).toMatchObject([{ reason: 'analysis-failed' }, { outcome: 'analysed' }]);
  });

  test('a picture that cannot be shown is not analysed and has no preview, and the visit ends well', async () => {
    const store = await arrange({ ...image, windows: [{ centre: 1, width: 0, function: 'LINEAR' }] });
    const models = modelsThat(async (_model, picture) => {
      await picture.facts();
      return { analysis: positive, heatMaps: [] };
    });
    const { analyses, pictures, errors } = await visit(store, models, { preview: true });
    expect(errors.toSorted()).toEqual([
      'model chest@1.0.0 failed: window of centre 1 and width 0',
      'the preview failed: window of centre 1 and width 0',
    ]);
    expect(analyses).toMatchObject([{ reason: 'analysis-failed' }]);
    expect(pictures).toEqual([]);
  });

  test('a lost thread says nothing about the picture: the visit fails, to be tried again', async () => {
    const store = await arrange();
    const lost = modelsThat(async () => {
      throw new PictureLostError('The thread of this picture ended.');
    });
    await expect(visit(store, lost)).rejects.toBeInstanceOf(PictureLostError);
  });

  test.each([
    ['an object without pixels', 'no-pixel-data', {}],
    ['a video', 'video', { video: { frames: 300 } }],
  ] as const)('%s is not offered to any model', async (_, reason, more) => {
    const stored = { ...image, frames: 0, rows: 0, columns: 0, ...more };
    expect(await routeStored(answering, stored)).toEqual({ models: [], reason });
  });
});

describe('a visit to an image that is stored reduced', () => {
  const reduced = { ...image, rows: 4, columns: 4, reduction: { levels: 1, wavelet: '5/3' as const } };
  const codestream = Uint8Array.of(1, 2, 3);
  const looking = (inputSide: (model: ModelRef) => number) => {
    const seen: number[] = [];
    const models: ModelsPort = {
      ...modelsThat(async (asked, picture) => {
        seen.push(picture.reduction?.levels ?? 0);
        return { analysis: { ...positive, model: asked }, heatMaps: [] };
      }),
      inputSide: async (asked) => inputSide(asked),
    };
    return { seen, models };
  };
  const arrangeReduced = async () => {
    const store = await arrange(reduced);
    await storeNow(
      store.images.prepare(reduced, { pixels: Uint8Array.of(0, 85, 170, 255), codestreams: [codestream] }),
    );
    return store;
  };

  test('each model is given a picture that is fine enough for it, and the full one is decoded once', async () => {
    const { seen, models } = looking(({ id }) => (id === 'chest' ? 1 : 2));
    const store = await arrangeReduced();
    let decoded = 0;
    const decode = async (described: ImageDescription, bytes: Uint8Array) => {
      decoded += 1;
      expect([described.reduction, bytes]).toEqual([undefined, codestream]);
      return new Uint8Array(16);
    };
    const asked = [model, other, { ...other, id: 'third' }];
    await visit(store, models, { models: asked }, { decodeCodestream: decode });
    expect(seen).toEqual([1, 0, 0]);
    expect(decoded).toBe(1);
  });

  test('fine details that are damaged make it not analysed by a model that needs them, and by no other', async () => {
    const { models } = looking(({ id }) => (id === 'chest' ? 1 : 2));
    const store = await arrangeReduced();
    const decode = async () => {
      throw new RefusedError('corrupt-pixel-data');
    };
    const { analyses } = await visit(store, models, { models: [model, other] }, { decodeCodestream: decode });
    expect(analyses).toMatchObject([{ outcome: 'analysed' }, { reason: 'analysis-failed' }]);
  });
});
