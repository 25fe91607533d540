import { asError, RuntimeStoppingError, WorkerLostError } from '../errors';
import { EventType, type IncomingEvent } from './history';
import type { LiveInstance } from './instance';
import { answeredState, beginTurn, changeStatus, completeTurn, finishTurn } from './turn';
import type { TurnResult, TurnStart, TurnSurroundings } from './turnTypes';

/**
 * The next turn of an instance; undefined if there is nothing to do.
 *
 * Termination takes precedence over everything else. A suspended instance sees nothing until it is resumed:
 * events that arrive in the meantime stay in its inbox, so that history has them in the order in which the
 * orchestrator sees them.
 */
export async function nextTurn(
  instance: LiveInstance,
  around: TurnSurroundings,
  functions: { orchestrate(turn: TurnStart): Promise<{ readonly json: string }> },
  processDiedTooOften: boolean,
): Promise<TurnResult | undefined> {
  const inbox = [...instance.inbox].sort(([a], [b]) => a - b);
  const begin = (entries: readonly (readonly [number, IncomingEvent])[]) =>
    beginTurn(instance, entries, around.now());

  const termination = inbox.find(([, event]) => event.EventType === EventType.ExecutionTerminated);
  if (termination !== undefined) {
    return finishTurn(begin([termination]), 'Terminated', termination[1].Input ?? '', around);
  }
  if (instance.record.status === 'Suspended') {
    const at = inbox.findIndex(([, event]) => event.EventType === EventType.ExecutionResumed);
    if (at < 0) return undefined;
    const before = inbox.slice(0, at).filter(([, event]) => event.EventType === EventType.ExecutionSuspended);
    return changeStatus(begin([...before, ...inbox.slice(at, at + 1)]), 'Running', around);
  }
  const first = inbox[0];
  if (first === undefined) return undefined;
  if (first[1].EventType === EventType.ExecutionSuspended)
    return changeStatus(begin([first]), 'Suspended', around);
  if (first[1].EventType === EventType.ExecutionResumed)
    return changeStatus(begin([first]), 'Running', around);

  const end = inbox.findIndex(([, event]) => event.EventType >= EventType.ExecutionSuspended);
  const turn = begin(end < 0 ? inbox : inbox.slice(0, end));
  const fail = (reason: string) => finishTurn(turn, 'Failed', reason, around);
  if (processDiedTooOften)
    return fail(
      `The app's process crashed repeatedly while the orchestrator '${instance.record.name}' was running.`,
    );
  try {
    const answer = await functions.orchestrate(turn).catch((error: unknown) => {
      if (error instanceof RuntimeStoppingError || error instanceof WorkerLostError) throw error;
      return asError(error);
    });
    return completeTurn(turn, answeredState(answer), around);
  } catch (error) {
    if (error instanceof RuntimeStoppingError || error instanceof WorkerLostError) throw error;
    return fail(`Orchestrator function '${instance.record.name}' failed: ${asError(error).message}`);
  }
}
