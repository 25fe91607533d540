import { createAnalyseImage } from '../../src/activities/analyseImage';
import type { ModelsPort } from '../../src/activities/ports';
import { createPublishStudy } from '../../src/activities/publishStudy';
import { createRecordImage } from '../../src/activities/recordImage';
import { createRecordReviews } from '../../src/activities/recordReviews';
import { createRouteImage } from '../../src/activities/routeImage';
import type { Analysis } from '../../src/domain/analysis';
import defaultPolicy from '../../src/domain/defaultPolicy.json';
import { RefusedError } from '../../src/domain/errors';
import type { ImageDescription } from '../../src/domain/imageDescription';
import { policySchema } from '../../src/domain/policy';
import type { StoredImage } from '../../src/domain/storedImage';
import { hexId } from '../domain/arbitraries';
import { greyDescription } from '../support/greyDescription';
import { memoryStore } from './memoryStore';

const [arrivalId, imageId, studyId] = ['arrival', 'image', 'study'].map(hexId) as [string, string, string];
const model = { id: 'chest', version: '1.0.0', sha256: hexId('model') };
const now = () => '2026-05-01T10:01:00.000Z';
const policy = policySchema.parse(defaultPolicy);

const image: StoredImage = { ...greyDescription(2, 2), imageId, studyId, lossy: true };

const positive: Analysis = {
  outcome: 'analysed',
  model,
  findings: [{ label: 'lung-opacity', title: 'Lung opacity', score: 0.8, threshold: 0.5, positive: true }],
  tensorSha256: hexId('tensor'),
  preprocessing: '1',
  notes: [],
};

const heat = { label: 'lung-opacity', width: 2, height: 1, data: Float32Array.of(0, 1) };

/** For images that are stored in full. */
async function decodeCodestream(): Promise<never> {
  throw new Error('nothing is to be decoded');
}

function modelsThat(analyse: ModelsPort['analyse']): ModelsPort {
  return { route: async () => ({ models: [model] }), inputSide: async () => 2, analyse };
}

async function arrange(stored = image) {
  const store = memoryStore();
  await store.images.store(stored, { pixels: Uint8Array.of(0, 85, 170, 255) });
  store.arrived.set(arrivalId, {
    schemaVersion: 1,
    arrivalId,
    container: 'incoming',
    name: 'a.png',
    etag: 'e',
    receivedAt: '2026-05-01T10:00:00.000Z',
  });
  store.log.length = 0;
  return store;
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
    expect(store.log).toEqual(['heat-chest-lung-opacity', 'analysis']);
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

describe('recording', () => {
  test('the outcome comes last, so what has one can be seen', async () => {
    const store = await arrange();
    await store.images.storeAnalysis(imageId, positive);
    store.log.length = 0;
    const recorded = await createRecordImage({ ...store, policy, now })({
      arrivalId,
      imageId,
      models: [model],
    });
    expect(recorded).toEqual({ outcome: 'analysed', studyId, studyVersion: 1 });
    expect(store.log).toEqual(['image record', 'study', 'worklist', 'outcome']);
    expect(store.studies.get(studyId)?.decision).toMatchObject({ priority: 'urgent', dueMinutes: 120 });
    expect(store.studies.get(studyId)?.images[0]?.notes).toEqual(['lossy-compressed']);
  });

  test('five deliveries of one event end in one image and one version', async () => {
    const store = await arrange();
    await store.images.storeAnalysis(imageId, positive);
    const record = createRecordImage({ ...store, policy, now });
    for (let delivery = 0; delivery < 5; delivery += 1) await record({ arrivalId, imageId, models: [model] });
    expect(store.studies.get(studyId)).toMatchObject({ version: 1, images: { length: 1 } });
    expect(store.outcomes.size).toBe(1);
  });

  test('without a model it is not analysed, with the reason, and unclassified', async () => {
    const store = await arrange();
    const input = { arrivalId, imageId, models: [], reason: 'view-not-covered' as const };
    await createRecordImage({ ...store, policy, now })(input);
    expect(store.outcomes.get(arrivalId)).toMatchObject({
      outcome: 'not-analysed',
      reason: 'view-not-covered',
    });
    expect(store.studies.get(studyId)?.decision).toMatchObject({
      priority: 'unclassified',
      place: 'routine',
    });
  });

  test('a missing analysis is an error, not a negative', async () => {
    const store = await arrange();
    const record = createRecordImage({ ...store, policy, now });
    await expect(record({ arrivalId, imageId, models: [model] })).rejects.toThrow('missing');
    expect(store.outcomes.size).toBe(0);
  });
});

describe('recording reviews', () => {
  test('all that was submitted is decided on, the earliest first, and repeating it changes nothing', async () => {
    const store = await arrange();
    await createRecordImage({ ...store, policy, now })({
      arrivalId,
      imageId,
      models: [],
      reason: 'no-model',
    });
    const submission = (reviewId: string, submittedAt: string) => ({
      schemaVersion: 1 as const,
      reviewId,
      studyId,
      submittedAt,
      request: { decision: 'accept' as const, studyVersion: 1, reviewer: reviewId },
    });
    const record = createRecordReviews(store);
    expect(await record({ studyId })).toEqual({
      open: true,
      version: 1,
      escalateAt: '2026-05-02T10:00:00.000Z',
    });

    store.submitted.push(
      submission('late', '2026-05-01T12:00:00.000Z'),
      submission('early', '2026-05-01T11:00:00.000Z'),
    );
    expect(await record({ studyId })).toMatchObject({ open: false });
    const reviews = store.studies.get(studyId)?.reviews;
    expect(reviews?.map(({ reviewId, outcome }) => [reviewId, outcome])).toEqual([
      ['early', 'accepted'],
      ['late', 'conflict'],
    ]);
    await record({ studyId });
    expect(store.studies.get(studyId)?.reviews).toEqual(reviews);
  });
});
