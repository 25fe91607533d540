import { type ImageRecord, imageText, type StudyImage } from '../../../src/domain/study/images/imageRecord';
import defaultPolicy from '../../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy/policySchema';
import { createRecordImage, type Visited } from '../../../src/operations/images/recordImage';
import { arrange, arrival, arrivalId, image, imageId, positive, studyId } from '../../activities/admitted';
import type { MemoryStore } from '../../activities/memoryStore';
import { hexId } from '../../domain/arbitraries';

const now = () => '2026-05-01T10:01:00.000Z';
const policy = policySchema.parse(defaultPolicy);
const map = { name: 'heat-chest@1.0.0-opacity', png: Uint8Array.of(1) };

async function visited(store: MemoryStore, more: Partial<Visited> = {}): Promise<Visited> {
  const made = await store.images.prepare(image, { pixels: Uint8Array.of(0, 85, 170, 255) });
  const prepared = await made.withPictures(undefined, [map]);
  const found = { analyses: [positive], brightness: [0.5] };
  return { arrival, stored: image, size: 4, identity: nothing, prepared, found, ...more };
}

const nothing = { contents: [], store: async () => true };

/** A store into which nothing was admitted. */
async function arrangeEmpty(): Promise<MemoryStore> {
  const store = await arrange();
  store.stored.clear();
  return store;
}

const recordIn = (store: MemoryStore, said: string[] = []) =>
  createRecordImage({ ...store, policy, now, analysed: ({ outcome }) => said.push(outcome) });

describe('recording', () => {
  test('nothing is stored before the audit record, and the outcome comes last, so what has one can be seen', async () => {
    const store = await arrange();
    const said: string[] = [];
    expect(await recordIn(store, said)(await visited(store))).toEqual({
      outcome: 'analysed',
      studyId,
      study: expect.objectContaining({ studyId, version: 1 }),
      isNew: true,
      studyVersion: 1,
      wakesReview: true,
    });
    expect(store.log).toEqual([
      'audit: result',
      'image',
      'image record',
      'version',
      'audit: decision',
      'study',
      'worklist',
      'outcome',
    ]);
    expect(said).toEqual(['analysed']);
    expect(store.storedStudies.get(studyId)?.decision).toMatchObject({ priority: 'urgent', dueMinutes: 84 });
    expect(store.storedStudies.get(studyId)?.images[0]?.notes).toEqual(['lossy-compressed']);
    expect(store.pngs.has(`${imageId}/${map.name}`)).toBe(true);
  });

  test('five deliveries of one event end in one image and one version', async () => {
    const store = await arrange();
    const record = recordIn(store);
    for (let delivery = 0; delivery < 5; delivery += 1) await record(await visited(store));
    expect(store.storedStudies.get(studyId)).toMatchObject({ version: 1, images: { length: 1 } });
    expect(store.outcomes.size).toBe(1);
  });

  test('without a model it is not analysed, with the reason, and unclassified', async () => {
    const store = await arrange();
    const found = { analyses: [], brightness: [], pictures: [map] };
    await recordIn(store)(await visited(store, { found, reason: 'view-not-covered' }));
    expect(store.outcomes.get(arrivalId)).toMatchObject({
      outcome: 'not-analysed',
      reason: 'view-not-covered',
    });
    expect(store.storedStudies.get(studyId)?.decision).toMatchObject({
      priority: 'unclassified',
      place: 'routine',
    });
  });

  test.each([
    [
      'about which a model said something',
      { found: { analyses: [positive], brightness: [0.5] } },
      { analyses: [positive] },
    ],
    [
      'about which no model said anything',
      { found: { analyses: [], brightness: [] }, reason: 'view-not-covered' as const },
      { unrouted: 'view-not-covered' },
    ],
  ])('an image %s has no result of its own, unless shadow models are asked later', async (_, more, shown) => {
    for (const hasShadow of [false, true]) {
      const store = await arrangeEmpty();
      await recordIn(store)(await visited(store, { ...more, hasShadow }));
      expect(store.imageRecords.has(imageId)).toBe(hasShadow);
      expect(store.storedStudies.get(studyId)).toMatchObject({ version: 1, images: [shown] });
    }
  });

  test('an image that comes again when no model is meant for it any more is still analysed', async () => {
    const store = await arrangeEmpty();
    await recordIn(store)(await visited(store));
    const again = { ...arrival, arrivalId: hexId('again') };
    store.arrived.set(again.arrivalId, again);
    const found = { analyses: [], brightness: [] };
    const { outcome } = await recordIn(store)(
      await visited(store, { arrival: again, found, reason: 'no-model' }),
    );
    expect(outcome).toBe('analysed');
    expect(store.imageRecords.get(imageId)?.analyses).toEqual([positive]);
  });

  test.each([
    ['with an answer, then without', [true, false]],
    ['without an answer, then with one', [false, true]],
    ['twice without', [false, false]],
  ])('an image that comes %s: its result, if it has one, is what its study knows', async (_, answers) => {
    const store = await arrangeEmpty();
    for (const [index, isAnswered] of answers.entries()) {
      const found = { analyses: isAnswered ? [positive] : [], brightness: [], pictures: [] };
      const another = {
        ...arrival,
        arrivalId: hexId(`arrival ${index}`),
        receivedAt: `2026-05-0${2 - index}T10:00:00.000Z`,
      };
      store.arrived.set(another.arrivalId, another);
      await recordIn(store)(
        await visited(store, { arrival: another, found, reason: isAnswered ? undefined : 'no-model' }),
      );
    }
    const record = store.imageRecords.get(imageId) as ImageRecord;
    const [shown] = store.storedStudies.get(studyId)?.images ?? [];
    expect(imageText(record)).toBe(imageText(shown as StudyImage));
    expect(record.receivedAt).toBe('2026-05-01T10:00:00.000Z');
  });
});
