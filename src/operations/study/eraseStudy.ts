import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/commitment';
import type { ArrivalsPort, AuditRecordsPort, Clock } from '../ports';

export interface ErasePort {
  /** Removes all that is known of a study but the log's entries. @returns what of it lies where this cannot reach */
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
  /** Files inside exports, which hold others as well: the exports stay. */
  readonly insideExports: number;
}

export interface EraseStudyDeps {
  readonly identity: { knownSalt(studyId: string): Promise<string | undefined> };
  readonly audit: AuditRecordsPort;
  readonly erase: ErasePort;
  readonly now: Clock;
}

/**
 * Erases a study: whom it shows, its pictures, its results, and the salt without which the log's entries about it cannot
 * be told from those about anybody else. That it was erased is recorded first. May be repeated where it was cut off.
 *
 * @returns undefined where there is no such study
 */
export function createEraseStudy({ identity, audit, erase, now }: EraseStudyDeps) {
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
    return erase.removeStudy(studyId);
  };
}

/**
 * Erases a refused file, which belongs to no study, likewise.
 *
 * @returns false where there is no such file, or it was not refused
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
