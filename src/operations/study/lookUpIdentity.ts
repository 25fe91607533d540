import { randomUUID } from 'node:crypto';
import type { InstanceIdentity } from '../../domain/image/imageDescription';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import { namingImages } from '../../domain/study/images/arrangement';
import type { AuditPort, Clock, ResultsPort } from '../ports';

export interface RecordLookDeps {
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly audit: AuditPort;
  readonly now: Clock;
}

/** Records that somebody is about to learn the patient of a study. @returns false if there is no such study */
export function createRecordLook({ identity, audit, now }: RecordLookDeps) {
  return async (studyId: string, actor: Actor, purpose: string): Promise<boolean> => {
    const salt = await identity.knownSalt(studyId);
    if (salt === undefined) return false;
    await audit.record({
      schemaVersion: 1,
      type: 'identity-access',
      eventId: commitmentOf(salt, 'looked up', studyId, randomUUID()),
      at: now(),
      actor,
      study: commitmentOf(salt, 'study', studyId),
      purpose,
    });
    return true;
  };
}

export interface NamedStudies {
  readonly identity: {
    /** Whom the images of a study name, by image, as far as identities are stored. */
    identities(studyId: string): Promise<ReadonlyMap<string, InstanceIdentity>>;
  };
  readonly results: Pick<ResultsPort, 'study'>;
}

export type LookUpIdentityDeps = RecordLookDeps & NamedStudies;

/**
 * The patient of a study: the only way for a person to find out. The lookup and its reason are recorded
 * first. A version of an image that was superseded, and an image that was rejected, have no say.
 *
 * @returns undefined if there is no such study
 */
export type LookUpIdentity = (
  studyId: string,
  actor: Actor,
  purpose: string,
) => Promise<InstanceIdentity[] | undefined>;

export function createLookUpIdentity(deps: LookUpIdentityDeps): LookUpIdentity {
  const recordLook = createRecordLook(deps);
  return async (studyId, actor, purpose) =>
    (await recordLook(studyId, actor, purpose)) ? identitiesOf(deps, studyId) : undefined;
}

/** Whom the study's images name, in their order. Nobody is told of it before that is recorded. */
export async function identitiesOf(
  { identity, results }: NamedStudies,
  studyId: string,
): Promise<InstanceIdentity[]> {
  const study = await results.study(studyId);
  // All are read: one that was put there from outside must be noticed, even if it has no say.
  const found = await identity.identities(studyId);
  if (study === undefined) return [...found.values()];
  return namingImages(study).flatMap(({ imageId }) => found.get(imageId) ?? []);
}
