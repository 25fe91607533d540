import type { Steps } from '../contract/steps';
import { exportCountsOf } from '../domain/intake/exportRecord';
import type { AuditTrail } from '../operations/audit/auditTrail';
import type { ArrivalsPort, Clock } from '../operations/ports';

export interface CloseExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'export' | 'recordOutcome'>;
  readonly trail: AuditTrail;
  readonly now: Clock;
}

/** Writes an export's outcome once all of its files were started: what it contained, as counts. */
export function createCloseExport({ arrivals, trail, now }: CloseExportDeps): Steps['closeExport'] {
  return async ({ arrivalId }) => {
    const [arrival, record] = await Promise.all([arrivals.read(arrivalId), arrivals.export(arrivalId)]);
    if (!arrival || !record) throw new Error(`export ${arrivalId} has no record`);
    await trail.closed(arrival, 'unpacked');
    await arrivals.recordOutcome({
      schemaVersion: 1,
      arrivalId,
      outcome: 'unpacked',
      ...exportCountsOf(record),
      finishedAt: now(),
    });
  };
}
