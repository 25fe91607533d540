import type { Arrival } from '../../domain/intake/arrival';
import type { RefusedError } from '../../domain/reasons/refusals';
import type { AuditTrail } from '../audit/auditTrail';
import type { ArrivalsPort, QuarantinePort, WorklistPort } from '../ports';

export interface RefuseDeps {
  readonly quarantine: QuarantinePort;
  readonly worklist: WorklistPort;
  readonly arrivals: ArrivalsPort;
  readonly trail: AuditTrail;
}

/**
 * Refuses a file: it is kept, recorded, listed on the worklist, and accounted for. The outcome is written
 * last.
 *
 * @param bytes of the file, if it could be read
 */
export function createRefuse({ arrivals, quarantine, worklist, trail }: RefuseDeps) {
  return async (arrival: Arrival, refusal: RefusedError, bytes?: Uint8Array): Promise<void> => {
    const { arrivalId, receivedAt } = arrival;
    const { code: reason, detail } = refusal;
    const file = await quarantine.keep(arrival, bytes);
    const ending = async (at: string) => {
      const record = { schemaVersion: 1 as const, arrivalId, reason, detail, receivedAt, quarantinedAt: at };
      const end = { schemaVersion: 1 as const, arrivalId, outcome: 'quarantined' as const, reason };
      const [kept, outcome] = await Promise.all([
        quarantine.prepare(record),
        arrivals.prepareOutcome({ ...end, finishedAt: at }),
      ]);
      return { contents: [...file, ...kept.contents, ...outcome.contents], record, kept, outcome };
    };
    const { record, kept, outcome } = await trail.refused(arrival, reason, ending);
    await kept.store();
    await worklist.putRefusal(record);
    await outcome.store();
  };
}
