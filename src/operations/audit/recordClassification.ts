import { randomUUID } from 'node:crypto';
import type { Actor } from '../../domain/kernel/actor';
import { commitmentOf } from '../../domain/kernel/sealing/commitment';
import type { ArrivalsPort, AuditPort, Clock } from '../ports';

export interface RecordClassificationDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read'>;
  readonly audit: AuditPort;
  readonly now: Clock;
}

/**
 * Records the on-demand classification of a file stored here, before the caller learns anything about it.
 *
 * @returns false if the file was not received yet, so that it could only be identified by its name
 */
export function createRecordClassification({ arrivals, audit, now }: RecordClassificationDeps) {
  return async (arrivalId: string, actor: Actor): Promise<boolean> => {
    const salt = (await arrivals.read(arrivalId))?.salt;
    if (salt === undefined) return false;
    await audit.record({
      schemaVersion: 1,
      type: 'classification',
      eventId: commitmentOf(salt, 'classified', arrivalId, randomUUID()),
      at: now(),
      actor,
      arrival: commitmentOf(salt, 'arrival', arrivalId),
    });
    return true;
  };
}
