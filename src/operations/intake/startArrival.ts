import type { Starter } from '../../contract/orchestrations';
import type { Arrival } from '../../domain/intake/arrival';
import type { ArrivalsPort } from '../ports';

export interface RestartArrivalDeps {
  readonly arrivals: Pick<ArrivalsPort, 'outcome'>;
  readonly starter: Pick<Starter, 'isRunning' | 'start'>;
}

export interface StartArrivalDeps extends RestartArrivalDeps {
  readonly arrivals: Pick<ArrivalsPort, 'record' | 'outcome'>;
}

/**
 * Records the arrival, then starts its orchestration. The arrival's id is the instance's id, so a repeated
 * event or a concurrent sweep leads to the same orchestration. An arrival with an outcome is not run again.
 *
 * @returns whether an orchestration was started.
 */
export function createStartArrival({ arrivals, starter }: StartArrivalDeps) {
  const restartArrival = createRestartArrival({ arrivals, starter });
  return async (arrival: Arrival): Promise<boolean> => {
    const { arrivalId } = arrival;
    const isNew = await arrivals.record(arrival);
    return isNew ? start(starter, arrivalId) : restartArrival(arrivalId);
  };
}

/** Starts a recorded arrival, unless it is running or has an outcome. */
export function createRestartArrival({ arrivals, starter }: RestartArrivalDeps) {
  return async (arrivalId: string): Promise<boolean> => {
    if (await arrivals.outcome(arrivalId)) return false;
    if (await starter.isRunning(arrivalId)) return false;
    return start(starter, arrivalId);
  };
}

async function start(starter: Pick<Starter, 'start'>, arrivalId: string): Promise<boolean> {
  await starter.start('triageImage', arrivalId, { arrivalId });
  return true;
}
