import { randomUUID } from 'node:crypto';
import type { InstanceIdentity } from '../../domain/image/imageDescription';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/commitment';
import type { AuditPort, Clock } from '../ports';

export interface LookUpIdentityDeps {
  readonly identity: {
    knownSalt(studyId: string): Promise<string | undefined>;
    ofStudy(studyId: string): Promise<InstanceIdentity[]>;
  };
  readonly audit: AuditPort;
  readonly now: Clock;
}

/**
 * The patient of a study: the only way for a person to find out. The lookup and its reason are recorded
 * first.
 *
 * @returns undefined if there is no such study
 */
export type LookUpIdentity = (
  studyId: string,
  actor: Actor,
  purpose: string,
) => Promise<InstanceIdentity[] | undefined>;

export function createLookUpIdentity({ identity, audit, now }: LookUpIdentityDeps): LookUpIdentity {
  return async (studyId, actor, purpose) => {
    const salt = await identity.knownSalt(studyId);
    if (salt === undefined) return undefined;
    await audit.record({
      schemaVersion: 1,
      type: 'identity-access',
      eventId: commitmentOf(salt, 'looked up', studyId, randomUUID()),
      at: now(),
      actor,
      study: commitmentOf(salt, 'study', studyId),
      purpose,
    });
    return identity.ofStudy(studyId);
  };
}
