import type { Starter } from '../../contract/orchestrations';
import type { Arrival } from '../../domain/intake/arrival';
import type { ArrivalsPort } from '../ports';
import type { Gate } from './gate';

export interface RestartArrivalDeps {
  readonly arrivals: Pick<ArrivalsPort, 'outcome'>;
  readonly starter: Pick<Starter, 'isRunning'>;
  readonly gate: Pick<Gate, 'enter'>;
}

export interface StartArrivalDeps extends RestartArrivalDeps {
  readonly arrivals: Pick<ArrivalsPort, 'record' | 'outcome'>;
}

/**
 * Records the arrival, then brings it to the gate. The arrival's id is the id of its orchestration, so a repeated
 * event or a concurrent sweep leads to the same one. An arrival with an outcome is not run again.
 *
 * @returns whether it came to the gate
 */
export function createStartArrival(deps: StartArrivalDeps) {
  const restartArrival = createRestartArrival(deps);
  return async (arrival: Arrival): Promise<boolean> => {
    const isNew = await deps.arrivals.record(arrival);
    if (!isNew) return restartArrival(arrival);
    await deps.gate.enter(arrival);
    return true;
  };
}

/** Brings a recorded arrival to the gate, unless it is running or has an outcome. */
export function createRestartArrival({ arrivals, starter, gate }: RestartArrivalDeps) {
  return async (arrival: Pick<Arrival, 'arrivalId' | 'lane' | 'receivedAt'>): Promise<boolean> => {
    if (await arrivals.outcome(arrival.arrivalId)) return false;
    if (await starter.isRunning(arrival.arrivalId)) return false;
    await gate.enter(arrival);
    return true;
  };
}
