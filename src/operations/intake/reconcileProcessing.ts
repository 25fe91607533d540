import type { Arrival } from '../../domain/intake/arrival';
import type { ArrivalsPort, Clock } from '../ports';
import { type ArrivalListPort, eventGraceMs } from './reconcileArrivals';

/** The worklist's lines of files that have no outcome yet. */
export interface ProcessingPort {
  processing(): Promise<readonly { readonly arrivalId: string }[]>;
  putProcessing(arrival: Arrival): Promise<void>;
  removeProcessing(arrivalId: string): Promise<void>;
  /** Deletes what was removed so long before that time, in milliseconds, that nobody has to hear of it any more. */
  forgetRemoved(now: number): Promise<void>;
}

export interface ReconcileProcessingDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'outcome'> & ArrivalListPort;
  readonly worklist: ProcessingPort;
  readonly now: Clock;
}

/**
 * Makes the worklist's lines of files without an outcome true again, where a process ended between a record and its line;
 * and forgets what was removed long ago.
 */
export function createReconcileProcessing({ arrivals, worklist, now }: ReconcileProcessingDeps) {
  return async (): Promise<void> => {
    const shown = (await worklist.processing()).map(({ arrivalId }) => arrivalId);
    const finished = await arrivals.finished();
    for (const arrivalId of shown) if (finished.has(arrivalId)) await worklist.removeProcessing(arrivalId);
    const known = new Set([...shown, ...finished]);
    const at = Date.parse(now());
    for await (const arrivalId of arrivals.open(at - eventGraceMs, known)) {
      const arrival = await arrivals.read(arrivalId);
      if (!arrival) continue;
      await worklist.putProcessing(arrival);
      // It may have ended since the list was read, and then nobody else removes the line.
      if (await arrivals.outcome(arrivalId)) await worklist.removeProcessing(arrivalId);
    }
    await worklist.forgetRemoved(at);
  };
}
