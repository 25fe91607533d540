import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf, sha256OfJson } from '../../domain/kernel/sealing/commitment';
import { oncePerHour } from '../audit/oncePerHour';
import type { ReadingWatch } from '../audit/watchReading';
import type { AuditPort, Clock } from '../ports';
import { createRecordLook } from '../study/lookUpIdentity';

export interface StudyLooksDeps {
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly audit: AuditPort;
  readonly watch: ReadingWatch;
  readonly now: Clock;
}

const purpose = 'DICOMweb: a viewer';

/** Records who learns the patients of studies from a viewer, before anything is sent. */
export interface StudyLooks {
  /**
   * A study is opened: one entry for each viewer's person, study and hour, since a viewer asks for it in many requests.
   *
   * @returns false if there is no such study
   */
  opened(studyId: string, actor: Actor): Promise<boolean>;
  /** Studies were found: one entry that names them all. @returns those that are there */
  found(studyIds: readonly string[], actor: Actor): Promise<readonly string[]>;
}

export function createStudyLooks({ identity, audit, watch, now }: StudyLooksDeps): StudyLooks {
  const recordLook = createRecordLook({ identity, audit, now });
  const once = oncePerHour(now);

  async function watched(studyId: string, actor: Actor): Promise<boolean> {
    if (!(await recordLook(studyId, actor, purpose))) return false;
    await watch('identities', studyId, actor);
    return true;
  }

  return {
    opened: (studyId, actor) => once(`${studyId} ${actor.subject}`, () => watched(studyId, actor)),
    found: async (studyIds, actor) => {
      const known: string[] = [];
      const studies: string[] = [];
      for (const studyId of studyIds) {
        const salt = await identity.knownSalt(studyId);
        if (salt === undefined) continue;
        known.push(studyId);
        studies.push(commitmentOf(salt, 'study', studyId));
      }
      if (known.length === 0) return [];
      const eventId = sha256OfJson(['identity-list', randomUUID()]);
      await audit.record({ schemaVersion: 1, type: 'identity-list', eventId, at: now(), actor, studies });
      for (const studyId of known) await watch('identities', studyId, actor);
      return known;
    },
  };
}
