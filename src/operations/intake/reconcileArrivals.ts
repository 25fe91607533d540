import { arrivalIdOf } from '../../domain/kernel/ids';
import type { ArrivalsPort, Clock } from '../ports';
import { createReceiveFile, type ReceivedFile, type ReceiveFileDeps } from './receiveFile';
import { createRestartArrival } from './startArrival';

/** Younger files are left to their event, which is on its way. */
export const eventGraceMs = 60_000;

/** All arrivals, for those who look for what was missed. */
export interface ArrivalListPort {
  /** The ids of arrivals that were written down before that time, in milliseconds, and are not among the finished. */
  open(before: number, finished: ReadonlySet<string>): AsyncIterable<string>;
  /** The ids of all arrivals that have an outcome. */
  finished(): Promise<Set<string>>;
}

export interface ReconcileArrivalsDeps extends ReceiveFileDeps {
  readonly incoming: { list(): AsyncIterable<ReceivedFile> };
  readonly arrivals: Pick<ArrivalsPort, 'record' | 'outcome'> & ArrivalListPort;
  readonly now: Clock;
}

/**
 * Starts what lies in `incoming` without an outcome, since an event was lost; and every arrival that was written down
 * and has no outcome, since an instance failed: the files of an export are such arrivals, and nothing else knows them.
 */
export function createReconcileArrivals(deps: ReconcileArrivalsDeps) {
  const { incoming, arrivals, starter, siteKey, incomingContainer, now } = deps;
  const receiveFile = createReceiveFile({ arrivals, starter, siteKey, incomingContainer });
  const restartArrival = createRestartArrival({ arrivals, starter });
  /** @param running the ids of instances that are not to be looked at. @returns how many were started */
  return async (running: ReadonlySet<string> = new Set()): Promise<number> => {
    const before = Date.parse(now()) - eventGraceMs;
    const done = await arrivals.finished();
    for (const id of running) done.add(id);
    let started = 0;
    for await (const file of incoming.list()) {
      if (Date.parse(file.createdAt) > before) continue;
      const arrivalId = arrivalIdOf(siteKey, incomingContainer, file.name, file.etag);
      if (done.has(arrivalId)) continue;
      if (await receiveFile(file)) started += 1;
      done.add(arrivalId);
    }
    for await (const arrivalId of arrivals.open(before, done)) {
      if (await restartArrival(arrivalId)) started += 1;
    }
    return started;
  };
}
