import { exportCountsOf } from '../domain/exportRecord';
import type { ArrivalsPort, Clock } from './ports';

export interface CloseExportInput {
  readonly arrivalId: string;
}

export interface CloseExportDeps {
  readonly arrivals: Pick<ArrivalsPort, 'export' | 'recordOutcome'>;
  readonly now: Clock;
}

/** Gives an export its outcome, after all of its files were started: what it held, in numbers. */
export function createCloseExport({ arrivals, now }: CloseExportDeps) {
  return async ({ arrivalId }: CloseExportInput): Promise<void> => {
    const record = await arrivals.export(arrivalId);
    if (!record) throw new Error(`export ${arrivalId} has no record`);
    await arrivals.recordOutcome({
      schemaVersion: 1,
      arrivalId,
      outcome: 'unpacked',
      ...exportCountsOf(record),
      finishedAt: now(),
    });
  };
}
