import type { Arrival } from '../domain/arrival';
import type { RefusedError } from '../domain/errors';
import type { ArrivalsPort, Clock, QuarantinePort, WorklistPort } from './ports';

export interface RefuseDeps {
  readonly quarantine: QuarantinePort;
  readonly worklist: WorklistPort;
  readonly arrivals: ArrivalsPort;
  readonly now: Clock;
}

/** A refused file ends here: kept, named on the worklist, and accounted for. The outcome comes last. */
export async function refuse(deps: RefuseDeps, arrival: Arrival, refusal: RefusedError): Promise<void> {
  const { arrivalId, receivedAt } = arrival;
  const finishedAt = deps.now();
  const record = {
    schemaVersion: 1 as const,
    arrivalId,
    reason: refusal.code,
    detail: refusal.detail,
    receivedAt,
    quarantinedAt: finishedAt,
  };
  await deps.quarantine.store(record, arrival);
  await deps.worklist.putRefusal(record);
  await deps.arrivals.recordOutcome({
    schemaVersion: 1,
    arrivalId,
    outcome: 'quarantined',
    reason: refusal.code,
    finishedAt,
  });
}
