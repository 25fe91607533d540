import type { Arrival } from '../../domain/intake/arrival';
import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { ArrivalsPort, Clock } from '../ports';
import { type ArrivalListPort, eventGraceMs } from './reconcileArrivals';

/** The worklist's lines for files without an outcome. */
export interface ProcessingPort {
  processing(): Promise<readonly { readonly arrivalId: string }[]>;
  putProcessing(arrival: Arrival): Promise<void>;
  removeProcessing(arrivalId: string): Promise<void>;
  /**
   * Deletes rows removed so long before that time, in milliseconds, that no copy still needs to see the
   * removal.
   */
  forgetRemoved(now: number): Promise<void>;
}

export interface ReconcileProcessingDeps {
  readonly arrivals: Pick<ArrivalsPort, 'read' | 'outcome'> & ArrivalListPort;
  readonly worklist: ProcessingPort;
  readonly noteChangedOutside: NoteChangedOutside;
  readonly now: Clock;
}

/**
 * Corrects the worklist's lines for files without an outcome, in case a process ended between writing a
 * record and its line. Also deletes rows removed long ago.
 */
export function createReconcileProcessing(deps: ReconcileProcessingDeps) {
  const { arrivals, worklist, noteChangedOutside, now } = deps;
  const list = async (arrivalId: string): Promise<void> => {
    const arrival = await arrivals.read(arrivalId);
    if (!arrival) return;
    await worklist.putProcessing(arrival);
    // It may have ended since the list was read; nothing else would then remove the line.
    if (await arrivals.outcome(arrivalId)) await worklist.removeProcessing(arrivalId);
  };
  return async (): Promise<void> => {
    const shown = (await worklist.processing()).map(({ arrivalId }) => arrivalId);
    const finished = await arrivals.finished();
    for (const arrivalId of shown) if (finished.has(arrivalId)) await worklist.removeProcessing(arrivalId);
    const known = new Set([...shown, ...finished]);
    const at = Date.parse(now());
    for await (const arrivalId of arrivals.open(at - eventGraceMs, known))
      await unlessChanged(noteChangedOutside, () => list(arrivalId));
    await worklist.forgetRemoved(at);
  };
}
