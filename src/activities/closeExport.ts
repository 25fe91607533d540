import type { Steps } from '../contract/steps';
import { exportCountsOf } from '../domain/intake/exportRecord';
import type { AuditTrail } from '../operations/audit/auditTrail';
import type { ArrivalsPort } from '../operations/ports';

export interface CloseExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'export' | 'exportContents' | 'prepareOutcome'>;
  readonly trail: AuditTrail;
}

/** Writes an export's outcome once all of its files were started: what it contained, as counts. */
export function createCloseExport({ arrivals, trail }: CloseExportDeps): Steps['closeExport'] {
  return async ({ arrivalId }) => {
    const [arrival, record] = await Promise.all([arrivals.read(arrivalId), arrivals.export(arrivalId)]);
    if (!arrival || !record) throw new Error(`export ${arrivalId} has no record`);
    const end = { schemaVersion: 1 as const, arrivalId, outcome: 'unpacked' as const };
    const listed = await arrivals.exportContents(record);
    const outcome = await trail.closed(arrival, 'unpacked', async (finishedAt) => {
      const { contents, store } = await arrivals.prepareOutcome({
        ...end,
        ...exportCountsOf(record),
        finishedAt,
      });
      return { contents: [...listed, ...contents], store };
    });
    await outcome.store();
  };
}
