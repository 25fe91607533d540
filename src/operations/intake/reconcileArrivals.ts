import { arrivalIdOf } from '../../domain/kernel/ids';
import { type NoteChangedOutside, unlessChanged } from '../audit/noteChangedOutside';
import type { ArrivalsPort, Clock } from '../ports';
import { createReceiveFile, type ReceivedFile, type ReceiveFileDeps } from './receiveFile';
import { createRestartArrival } from './startArrival';

/** Younger files are left to their event, which is still on its way. */
export const eventGraceMs = 60_000;

/** All arrivals, for finding those that were missed. */
export interface ArrivalListPort {
  /** Ids of arrivals recorded before that time, in milliseconds, that are not among the finished ones. */
  open(before: number, finished: ReadonlySet<string>): AsyncIterable<string>;
  /** Ids of all arrivals with an outcome. */
  finished(): Promise<Set<string>>;
}

export interface ReconcileArrivalsDeps extends ReceiveFileDeps {
  readonly incoming: ReceiveFileDeps['incoming'] & { list(): AsyncIterable<ReceivedFile> };
  readonly arrivals: Pick<ArrivalsPort, 'record' | 'read' | 'outcome'> & ArrivalListPort;
  readonly noteChangedOutside: NoteChangedOutside;
  readonly now: Clock;
}

/**
 * Starts files in `incoming` without an outcome, in case an event was lost. Also starts every recorded
 * arrival without an outcome, in case an instance failed: files of an export are such arrivals, and nothing
 * else knows about them. One whose record was changed outside the app is not started.
 */
export function createReconcileArrivals(deps: ReconcileArrivalsDeps) {
  const { incoming, arrivals, siteKey, incomingContainer, noteChangedOutside, now } = deps;
  const receiveFile = createReceiveFile(deps);
  const restartArrival = createRestartArrival(deps);
  /** @param running ids to skip: of instances, and of what waits at the gate. @returns how many were found */
  return async (running: ReadonlySet<string> = new Set()): Promise<number> => {
    const before = Date.parse(now()) - eventGraceMs;
    const done = await arrivals.finished();
    for (const id of running) done.add(id);
    let started = 0;
    for await (const file of incoming.list()) {
      if (Date.parse(file.createdAt) > before) continue;
      const arrivalId = arrivalIdOf(siteKey, incomingContainer, file.name, file.etag);
      if (done.has(arrivalId)) continue;
      if (await unlessChanged(noteChangedOutside, () => receiveFile(file))) started += 1;
      done.add(arrivalId);
    }
    for await (const arrivalId of arrivals.open(before, done)) {
      const restart = async () => {
        const arrival = await arrivals.read(arrivalId);
        return arrival && restartArrival(arrival);
      };
      if (await unlessChanged(noteChangedOutside, restart)) started += 1;
    }
    return started;
  };
}
