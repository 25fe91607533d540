import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/audit/auditParts';
import type { InstanceIdentity } from '../../domain/image/imageDescription';
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
 * Whom a study shows: the only way to it for a person. That somebody looked, and why, is recorded before.
 *
 * @returns undefined where there is no such study
 */
export async function lookUpIdentity(
  { identity, audit, now }: LookUpIdentityDeps,
  studyId: string,
  actor: Actor,
  purpose: string,
): Promise<InstanceIdentity[] | undefined> {
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
}
