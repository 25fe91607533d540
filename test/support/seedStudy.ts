import { randomBytes } from 'node:crypto';
import type { StudyImage } from '../../src/domain/study/images/imageRecord';
import defaultPolicy from '../../src/domain/study/policy/defaultPolicy.json';
import { policySchema } from '../../src/domain/study/policy/policySchema';
import type { StudyRecord } from '../../src/domain/study/studyRecord';
import { createStudyVersions } from '../../src/operations/study/studyVersions';
import type { Store } from '../../src/storage/store';
import { plainImage } from '../domain/studies';

const policy = policySchema.parse(defaultPolicy);

/** Adds images to studies in storage, of which the audit log learns nothing. */
export function versionsIn(store: Store, now = new Date().toISOString()) {
  return createStudyVersions({
    studies: store.results,
    stored: {
      advance: (studyId, change) => store.results.advanceStudy(studyId, change),
      write: (studyId, change) => store.results.changeStudy(studyId, change),
    },
    trail: { decided: async () => {}, settings: async () => '' },
    policy,
    isLeft: async () => false,
    now: () => now,
  });
}

/**
 * Joins an image with a study in storage, as if it had arrived; no orchestration waits for its review yet.
 */
export async function joinToStudy(store: Store, studyId: string, image: StudyImage): Promise<StudyRecord> {
  const { study } = await versionsIn(store)(studyId, [image]);
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
