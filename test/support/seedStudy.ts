import { randomBytes } from 'node:crypto';
import defaultPolicy from '../../src/domain/study/defaultPolicy.json';
import type { StudyImage } from '../../src/domain/study/imageRecord';
import { policySchema } from '../../src/domain/study/policy';
import { mergeIntoStudy, type StudyRecord } from '../../src/domain/study/studyRecord';
import type { Store } from '../../src/storage/store';
import { plainImage } from '../domain/studies';

const policy = policySchema.parse(defaultPolicy);

/**
 * Joins an image with a study in storage, as if it had arrived; no orchestration waits for its review yet.
 */
export async function joinToStudy(store: Store, studyId: string, image: StudyImage): Promise<StudyRecord> {
  const study = (await store.results.changeStudy(studyId, (known) =>
    mergeIntoStudy(known, studyId, [image], policy, new Date().toISOString()),
  )) as StudyRecord;
  await store.identity.salt(studyId);
  await store.worklist.putStudy(study);
  return study;
}

/** A study of one image that arrived some time ago. */
export function seedStudy(
  store: Store,
  { baseline = 'routine', minutesAgo = 0 }: { baseline?: 'stat' | 'routine'; minutesAgo?: number } = {},
): Promise<StudyRecord> {
  const receivedAt = new Date(Date.now() - minutesAgo * 60_000).toISOString();
  const name = randomBytes(8).toString('hex');
  return joinToStudy(store, randomBytes(32).toString('hex'), plainImage(name, baseline, receivedAt));
}
