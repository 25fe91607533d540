import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/kernel/actor';
import { sha256OfJson } from '../../domain/kernel/sealing/commitment';
import { type WantedTerm, wantedTerms } from '../../domain/study/patient/patientTerms';
import { oncePerHour } from '../audit/oncePerHour';
import type { AuditPort, Clock } from '../ports';

export interface FindPatientsDeps {
  readonly identity: {
    /** The studies that hold all terms of one of the lists; undefined if there are too many. */
    find(wanted: readonly (readonly WantedTerm[])[]): Promise<ReadonlySet<string> | undefined>;
  };
  readonly audit: AuditPort;
  readonly now: Clock;
}

/**
 * The studies whose patient, patient id or accession number a text names; undefined if there are too many. The search
 * is recorded before anything is told, without the text, which may name a patient: once for each person, text and hour,
 * since a page asks again every few seconds.
 */
export type FindPatients = (text: string, actor: Actor) => Promise<ReadonlySet<string> | undefined>;

export function createFindPatients({ identity, audit, now }: FindPatientsDeps): FindPatients {
  const once = oncePerHour(now);
  return async (text, actor) => {
    const found = await identity.find(wantedTerms(text));
    await once(JSON.stringify([actor.subject, text]), async () => {
      await audit.record({
        schemaVersion: 1,
        type: 'patient-search',
        eventId: sha256OfJson(['patient-search', randomUUID()]),
        at: now(),
        actor,
        ...(found === undefined ? {} : { found: found.size }),
      });
      return true;
    });
    return found;
  };
}
