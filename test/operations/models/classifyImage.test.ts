import type { ReadImage } from '../../../src/domain/image/imageDescription';
import type { ModelRef } from '../../../src/domain/models/analysis';
import { ModelNotLoadedError } from '../../../src/domain/models/modelName';
import { DecoderUnavailableError } from '../../../src/domain/reasons/decoderUnavailable';
import { RefusedError } from '../../../src/domain/reasons/refusals';
import { createClassifyImage } from '../../../src/operations/models/classifyImage';
import type { ModelsPort } from '../../../src/operations/ports';
import { image, model, positive } from '../../activities/admitted';
import { openHere } from '../../support/openPictures';

const { imageId: _, studyId: __, ...description } = image;
const read: ReadImage = { description, pixels: Uint8Array.of(0, 85, 170, 255), identity: {} };
const bytes = Uint8Array.of(1, 2, 3);
const other: ModelRef = { ...model, id: 'other' };

function arrange(models: Partial<ModelsPort> = {}, image: ReadImage = read) {
  const errors: string[] = [];
  const decoded: Uint8Array[] = [];
  const classify = createClassifyImage({
    readFile: async () => image,
    decodeCodestream: async (_description, codestream) => {
      decoded.push(codestream);
      return new Uint8Array(16);
    },
    openPicture: openHere,
    logError: (message) => void errors.push(message),
    models: {
      route: async () => ({ models: [model] }),
      inputSide: async () => 2,
      examine: () => async () => ({ analysis: positive, heatMaps: [] }),
      ...models,
    },
  });
  return { classify, errors, decoded };
}

describe('classifying an image', () => {
  test('is what every model that fits says, in the order of the route', async () => {
    const { classify } = arrange({
      route: async () => ({ models: [other, model] }),
      examine: () => async (model) => ({ analysis: { ...positive, model }, heatMaps: [] }),
    });
    const { analyses, reason, timing } = await classify({ bytes, name: '' });
    expect(analyses.map((analysis) => analysis.model.id)).toEqual(['other', 'chest']);
    expect(reason).toBeUndefined();
    expect(timing).toEqual({ readMs: expect.any(Number), modelsMs: expect.any(Number) });
  });

  test('of one model asks for that one', async () => {
    const asked: unknown[] = [];
    const { classify } = arrange({
      route: async (facts, named) => {
        asked.push([facts.modality, named]);
        return { models: [model] };
      },
    });
    await classify({ bytes, name: '', model: { id: 'chest', version: '1.0.0' } });
    expect(asked).toEqual([[description.modality, { id: 'chest', version: '1.0.0' }]]);
  });

  test('for which no model is meant says why, and nothing is run', async () => {
    const { classify } = arrange({
      route: async () => ({ models: [], reason: 'age-not-covered' }),
      examine: () => async () => {
        throw new Error('nothing is to be run');
      },
    });
    expect(await classify({ bytes, name: '' })).toMatchObject({ analyses: [], reason: 'age-not-covered' });
  });

  test('without pixels is shown to nobody', async () => {
    const { classify } = arrange({}, { ...read, description: { ...description, frames: 0 } });
    expect(await classify({ bytes, name: '' })).toMatchObject({ analyses: [], reason: 'no-pixel-data' });
  });

  test('that is a video is shown to nobody, and said to be one', async () => {
    const video = { ...description, frames: 0, video: { frames: 300 } };
    const { classify } = arrange({}, { ...read, description: video });
    expect(await classify({ bytes, name: '' })).toMatchObject({ analyses: [], reason: 'video' });
  });

  test('a model that fails abstains; the others speak', async () => {
    const { classify, errors } = arrange({
      route: async () => ({ models: [other, model] }),
      examine: () => async (model) => {
        if (model.id === 'other') throw new Error('the scores are not finite');
        return { analysis: positive, heatMaps: [] };
      },
    });
    const { analyses, reason } = await classify({ bytes, name: '' });
    expect(analyses).toMatchObject([
      { outcome: 'abstained', reason: 'analysis-failed', model: { id: 'other' } },
      { outcome: 'analysed', model: { id: 'chest' } },
    ]);
    expect(reason).toBeUndefined();
    expect(errors).toEqual(['model other@1.0.0 failed: the scores are not finite']);
  });

  test('without a process for a network nothing is said of the image, and it can be tried again', async () => {
    const { classify, errors } = arrange({
      examine: () => () => Promise.reject(new DecoderUnavailableError('No process could be had.')),
    });
    await expect(classify({ bytes, name: '' })).rejects.toThrow(DecoderUnavailableError);
    expect(errors).toEqual([]);
  });

  test('a file that is refused, and a model that is not there, come through', async () => {
    const refused = new RefusedError('truncated');
    const classify = createClassifyImage({
      ...({} as Parameters<typeof createClassifyImage>[0]),
      readFile: () => Promise.reject(refused),
    });
    await expect(classify({ bytes, name: '' })).rejects.toBe(refused);
    const missing = new ModelNotLoadedError({ id: 'heart' }, ['chest@1.0.0']);
    const { classify: without } = arrange({ route: () => Promise.reject(missing) });
    await expect(without({ bytes, name: '', model: { id: 'heart' } })).rejects.toThrow(
      'No classifier heart is loaded. Loaded are chest@1.0.0.',
    );
  });

  test('each model is given a picture that is fine enough for it, and the full one is decoded once', async () => {
    const reduced: ReadImage = {
      ...read,
      description: { ...description, rows: 4, columns: 4, reduction: { levels: 1, wavelet: '5/3' } },
      codestreams: [bytes],
    };
    const seen: number[] = [];
    const { classify, decoded } = arrange(
      {
        route: async () => ({ models: [model, other, { ...other, id: 'third' }] }),
        inputSide: async ({ id }) => (id === 'chest' ? 1 : 2),
        examine: (picture) => async () => {
          seen.push(picture.reduction?.levels ?? 0);
          return { analysis: positive, heatMaps: [] };
        },
      },
      reduced,
    );
    await classify({ bytes, name: '' });
    expect(seen).toEqual([1, 0, 0]);
    expect(decoded).toEqual([bytes]);
  });
});
