import type { ReviewStarter } from '../../activities/ensureReview';
import type { Arrival } from '../../domain/intake/arrival';
import type { ArrivalsPort } from '../ports';

/**
 * Writes the arrival, then starts its orchestration. The arrival's id is the instance's id, so an event that comes
 * again, or a sweep that crosses it, is the same orchestration; one that has an outcome is not run again.
 *
 * @returns whether an orchestration was started.
 */
export async function startArrival(
  arrivals: Pick<ArrivalsPort, 'record' | 'outcome'>,
  starter: ReviewStarter,
  arrival: Arrival,
): Promise<boolean> {
  const { arrivalId } = arrival;
  const isNew = await arrivals.record(arrival);
  return isNew ? start(starter, arrivalId) : restartArrival(arrivals, starter, arrivalId);
}

/** Starts an arrival that was written down before, unless it runs or has an outcome. */
export async function restartArrival(
  arrivals: Pick<ArrivalsPort, 'outcome'>,
  starter: ReviewStarter,
  arrivalId: string,
): Promise<boolean> {
  if (await arrivals.outcome(arrivalId)) return false;
  if (await starter.isRunning(arrivalId)) return false;
  return start(starter, arrivalId);
}

async function start(starter: ReviewStarter, arrivalId: string): Promise<boolean> {
  await starter.start('triageImage', arrivalId, { arrivalId });
  return true;
}
