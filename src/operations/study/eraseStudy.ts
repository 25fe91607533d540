import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { ArrivalsPort, AuditRecordsPort, BegunChangesPort, Clock } from '../ports';

export interface ErasePort {
  /** Removes everything known about a study except the log's entries. @returns what remains out of reach */
  removeStudy(studyId: string): Promise<ErasedStudy>;
}

export interface EraseRefusedDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'outcome'>;
  readonly audit: AuditRecordsPort;
  readonly erase: { removeRefused(arrivalId: string): Promise<void> };
  readonly now: Clock;
}

export interface ErasedStudy {
  readonly images: number;
  readonly files: number;
  /** Files inside exports: the exports stay, since they contain other files too. */
  readonly insideExports: number;
}

export interface EraseStudyDeps {
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly audit: AuditRecordsPort;
  readonly begun: Pick<BegunChangesPort, 'beginErasure'>;
  readonly erase: ErasePort;
  readonly now: Clock;
}

/**
 * Erases a study: the patient's identity, pictures, results, and the salt. Without the salt, the log's
 * entries about the study cannot be linked to it. The erasure is recorded first. Safe to repeat after an
 * interruption.
 *
 * @returns undefined if there is no such study
 */
export function createEraseStudy({ identity, audit, begun, erase, now }: EraseStudyDeps) {
  return async (studyId: string, actor: Actor, reason: string): Promise<ErasedStudy | undefined> => {
    const salt = await identity.knownSalt(studyId);
    if (salt === undefined) return undefined;
    await audit.record({
      schemaVersion: 1,
      type: 'erasure',
      eventId: commitmentOf(salt, 'erased', studyId),
      at: now(),
      actor,
      study: commitmentOf(salt, 'study', studyId),
      reason,
    });
    await begun.beginErasure(studyId);
    return erase.removeStudy(studyId);
  };
}

/**
 * Erases a refused file, which belongs to no study, in the same way.
 *
 * @returns false if there is no such file, or it was not refused
 */
export function createEraseRefused({ arrivals, audit, erase, now }: EraseRefusedDeps) {
  return async (arrivalId: string, actor: Actor, reason: string): Promise<boolean> => {
    const [arrival, outcome] = await Promise.all([arrivals.read(arrivalId), arrivals.outcome(arrivalId)]);
    if (arrival === undefined || outcome?.outcome !== 'quarantined') return false;
    const { salt } = arrival;
    await audit.record({
      schemaVersion: 1,
      type: 'erasure',
      eventId: commitmentOf(salt, 'erased', arrivalId),
      at: now(),
      actor,
      arrival: commitmentOf(salt, 'arrival', arrivalId),
      reason,
    });
    await erase.removeRefused(arrivalId);
    return true;
  };
}
