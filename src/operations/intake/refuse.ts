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
 * A refused file ends here: recorded, kept, named on the worklist, and accounted for. The outcome comes last.
 *
 * @param content of a file of an export, where it could be taken out
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
