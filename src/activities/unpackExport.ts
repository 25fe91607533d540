import type { Arrival } from '../domain/arrival';
import { type ExportRecord, exportCountsOf } from '../domain/exportRecord';
import type { ReviewStarter } from './ensureReview';
import type { ArrivalsPort, Clock } from './ports';
import { startArrival } from './startArrival';

export interface UnpackExportInput {
  readonly arrivalId: string;
  /** How many of its files were started before. */
  readonly from: number;
}

/** Where to go on; nothing where the export is done. */
export interface Unpacked {
  readonly next?: number;
}

export interface UnpackExportDeps {
  readonly arrivals: ArrivalsPort;
  readonly now: Clock;
}

/** As many as one activity starts: an export of 10 000 files is 20 activities in its history. */
export const batchSize = 500;
const startsAtOnce = 8;

/**
 * Starts the next files of an export, each as an arrival of its own: one that is bad does not touch the others, and one
 * that is lost is found again as any arrival is. With the last of them the export itself has its outcome. Any number
 * of calls with the same input come to the same.
 */
export function createUnpackExport({ arrivals, now }: UnpackExportDeps, starter: ReviewStarter) {
  return async ({ arrivalId, from }: UnpackExportInput): Promise<Unpacked> => {
    const [arrival, record] = await Promise.all([arrivals.read(arrivalId), arrivals.export(arrivalId)]);
    if (!arrival || !record) throw new Error(`export ${arrivalId} has no record`);
    const next = from + batchSize;
    const waiting = record.members.slice(from, next).map((member) => memberArrival(arrival, member));
    const startSome = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) await startArrival(arrivals, starter, one);
    };
    await Promise.all(Array.from({ length: startsAtOnce }, startSome));
    if (next < record.members.length) return { next };
    await arrivals.recordOutcome({
      schemaVersion: 1,
      arrivalId,
      outcome: 'unpacked',
      ...exportCountsOf(record),
      finishedAt: now(),
    });
    return {};
  };
}

function memberArrival(whole: Arrival, { arrivalId, ...member }: ExportRecord['members'][number]): Arrival {
  return { ...whole, arrivalId, member: { ...member, exportId: whole.arrivalId } };
}
