import defaultPolicy from '../../../src/domain/study/defaultPolicy.json';
import { policySchema } from '../../../src/domain/study/policy';
import { createRecordImage } from '../../../src/operations/images/recordImage';
import {
  arrange,
  arrival,
  arrivalId,
  image,
  imageId,
  model,
  positive,
  studyId,
} from '../../activities/admitted';

const now = () => '2026-05-01T10:01:00.000Z';
const policy = policySchema.parse(defaultPolicy);

describe('recording', () => {
  test('the outcome comes last, so what has one can be seen', async () => {
    const store = await arrange();
    await store.images.storeAnalysis(imageId, positive, []);
    store.log.length = 0;
    const recorded = await createRecordImage({ ...store, policy, now })({
      arrival,
      stored: image,
      models: [model],
    });
    expect(recorded).toEqual({ outcome: 'analysed', studyId, studyVersion: 1, wakesReview: true });
    expect(store.log).toEqual([
      'audit: result',
      'image record',
      'version',
      'audit: decision',
      'study',
      'worklist',
      'outcome',
    ]);
    expect(store.storedStudies.get(studyId)?.decision).toMatchObject({ priority: 'urgent', dueMinutes: 120 });
    expect(store.storedStudies.get(studyId)?.images[0]?.notes).toEqual(['lossy-compressed']);
  });

  test('five deliveries of one event end in one image and one version', async () => {
    const store = await arrange();
    await store.images.storeAnalysis(imageId, positive, []);
    const record = createRecordImage({ ...store, policy, now });
    for (let delivery = 0; delivery < 5; delivery += 1)
      await record({ arrival, stored: image, models: [model] });
    expect(store.storedStudies.get(studyId)).toMatchObject({ version: 1, images: { length: 1 } });
    expect(store.outcomes.size).toBe(1);
  });

  test('without a model it is not analysed, with the reason, and unclassified', async () => {
    const store = await arrange();
    const input = { arrival, stored: image, models: [], reason: 'view-not-covered' as const };
    await createRecordImage({ ...store, policy, now })(input);
    expect(store.outcomes.get(arrivalId)).toMatchObject({
      outcome: 'not-analysed',
      reason: 'view-not-covered',
    });
    expect(store.storedStudies.get(studyId)?.decision).toMatchObject({
      priority: 'unclassified',
      place: 'routine',
    });
  });

  test('a missing analysis is an error, not a negative', async () => {
    const store = await arrange();
    const record = createRecordImage({ ...store, policy, now });
    await expect(record({ arrival, stored: image, models: [model] })).rejects.toThrow('missing');
    expect(store.outcomes.size).toBe(0);
  });
});
