import type { Arrival } from '../../domain/intake/arrival';
import type { RefusedError } from '../../domain/reasons/refusals';
import type { AuditTrail } from '../audit/auditTrail';
import type { ArrivalsPort, Clock, QuarantinePort, WorklistPort } from '../ports';

export interface RefuseDeps {
  readonly quarantine: QuarantinePort;
  readonly worklist: WorklistPort;
  readonly arrivals: ArrivalsPort;
  readonly trail: AuditTrail;
  readonly now: Clock;
}

/**
 * Refuses a file: it is recorded, kept, listed on the worklist, and accounted for. The outcome is written
 * last.
 *
 * @param content of a file of an export, if it could be extracted
 */
export function createRefuse({ arrivals, quarantine, worklist, trail, now }: RefuseDeps) {
  return async (arrival: Arrival, refusal: RefusedError, content?: Uint8Array): Promise<void> => {
    const { arrivalId, receivedAt } = arrival;
    const finishedAt = now();
    const record = {
      schemaVersion: 1 as const,
      arrivalId,
      reason: refusal.code,
      detail: refusal.detail,
      receivedAt,
      quarantinedAt: finishedAt,
    };
    await trail.refused(arrival, refusal.code);
    await quarantine.store(record, arrival, content);
    await worklist.putRefusal(record);
    await arrivals.recordOutcome({
      schemaVersion: 1,
      arrivalId,
      outcome: 'quarantined',
      reason: refusal.code,
      finishedAt,
    });
  };
}
