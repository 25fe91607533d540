import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { LookRecorderDeps } from './recordLooks';

/**
 * Records that somebody is about to save a picture as it stands on their screen.
 *
 * @returns false if there is no such image
 */
export type RecordPictureExport = (imageId: string, actor: Actor, named: boolean) => Promise<boolean>;

export function createRecordPictureExport({
  records,
  images,
  identity,
  now,
}: Omit<LookRecorderDeps, 'watch'>): RecordPictureExport {
  return async (imageId, actor, named) => {
    const studyId = (await images.find(imageId))?.studyId;
    const salt = studyId && (await identity.knownSalt(studyId));
    if (!studyId || !salt) return false;
    await records.record({
      schemaVersion: 1,
      type: 'picture-export',
      eventId: commitmentOf(salt, 'saved', imageId, randomUUID()),
      at: now(),
      actor,
      study: commitmentOf(salt, 'study', studyId),
      image: commitmentOf(salt, 'image', imageId),
      named,
    });
    return true;
  };
}
