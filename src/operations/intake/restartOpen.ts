import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { ArrivalsPort, Clock } from '../ports';
import { createRestartArrival, type RestartArrivalDeps } from './startArrival';
import { eventGraceMs } from './sweepIncoming';

/** Longer than it takes from a row to the arrival's record. */
const recordGraceMs = 600_000;

export interface RestartOpenDeps extends RestartArrivalDeps {
  readonly arrivals: RestartArrivalDeps['arrivals'] & Pick<ArrivalsPort, 'read'>;
  readonly worklist: { removeProcessing(arrivalId: string): Promise<void> };
  readonly noteChangedOutside: NoteChangedOutside;
  readonly now: Clock;
}

/**
 * Starts what is in progress on the worklist and nobody takes care of, in case an instance failed or a process was
 * stopped. Files of an export are among them, and nothing else knows about these. One whose record was changed outside
 * the app is not started.
 */
export function createRestartOpen(deps: RestartOpenDeps) {
  const { arrivals, worklist, noteChangedOutside, now } = deps;
  const restartArrival = createRestartArrival(deps);

  async function restart(arrivalId: string, age: number): Promise<'started' | 'unrecorded' | undefined> {
    const [outcome, arrival] = await Promise.all([arrivals.outcome(arrivalId), arrivals.read(arrivalId)]);
    // A process was stopped between the outcome and this row.
    if (outcome) await worklist.removeProcessing(arrivalId);
    else if (arrival) return (await restartArrival(arrival)) ? 'started' : undefined;
    else if (age > recordGraceMs) await worklist.removeProcessing(arrivalId);
    return outcome ? undefined : 'unrecorded';
  }

  /**
   * @param open by id: when it was listed, in milliseconds
   * @param running ids of instances
   * @returns how many were started, and which have no record: their files are in `incoming`
   */
  return async (
    open: ReadonlyMap<string, number>,
    running: ReadonlySet<string>,
  ): Promise<{ started: number; unrecorded: readonly string[] }> => {
    const at = Date.parse(now());
    const unrecorded: string[] = [];
    let started = 0;
    for (const [arrivalId, listedAt] of open) {
      if (running.has(arrivalId) || at - listedAt < eventGraceMs) continue;
      const found = await unlessChanged(noteChangedOutside, () => restart(arrivalId, at - listedAt));
      if (found === 'started') started += 1;
      if (found === 'unrecorded') unrecorded.push(arrivalId);
    }
    return { started, unrecorded };
  };
}
