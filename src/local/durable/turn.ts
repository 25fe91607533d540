import { type OrchestratorState, stateOfFailure } from './actions';
import { EventType, type IncomingEvent, type RuntimeStatus } from './history';
import type { LiveInstance } from './instance';
import { jsonText } from './jsonText';
import { replay } from './replay';
import type { TurnResult, TurnStart, TurnSurroundings } from './turnTypes';
import { TurnWriter } from './turnWriter';

/** Moves the given events from the inbox into a turn. Time never goes backwards from one turn to the next. */
export function beginTurn(
  instance: LiveInstance,
  entries: readonly (readonly [number, IncomingEvent])[],
  now: Date,
): TurnStart {
  const last = Date.parse(instance.history.at(-1)?.Timestamp ?? '') || 0;
  const Timestamp = new Date(Math.max(now.getTime(), last)).toISOString();
  return {
    instance,
    sequences: entries.map(([sequence]) => sequence),
    fresh: [
      { EventType: EventType.OrchestratorStarted, EventId: -1, Timestamp },
      ...entries.map(([, event]) => ({ ...event, EventId: -1, Timestamp })),
    ],
  };
}

/** A turn that only changes the status, without calling the orchestrator. */
export function changeStatus(turn: TurnStart, status: RuntimeStatus, around: TurnSurroundings): TurnResult {
  return new TurnWriter(turn, around).end({ status });
}

/** Ends the instance with an error, or because it was terminated. */
export function finishTurn(
  turn: TurnStart,
  status: 'Failed' | 'Terminated',
  reason: string,
  around: TurnSurroundings,
): TurnResult {
  return new TurnWriter(turn, around).finish(status, JSON.stringify(reason));
}

/** The state in an orchestrator's answer; for a failed one it is in the message of its error. */
export function answeredState(answer: { readonly json: string } | Error): OrchestratorState {
  if (!(answer instanceof Error)) return JSON.parse(answer.json) as OrchestratorState;
  const state = stateOfFailure(answer.message);
  if (state === undefined) throw answer;
  return state;
}

/** The engine keeps a custom status in a row of a table: so many UTF-16 code units of JSON, at two bytes each. */
const longestCustomStatus = 8 * 1024;

function checkCustomStatus(customStatus: unknown): void {
  if (JSON.stringify(customStatus).length <= longestCustomStatus) return;
  throw new Error('The JSON of the custom status must not exceed 16 KB of UTF-16 encoded text.');
}

/** The consequences of the orchestrator's answer. */
export function completeTurn(
  turn: TurnStart,
  state: OrchestratorState,
  around: TurnSurroundings,
): TurnResult {
  const { record, history } = turn.instance;
  const replayed = replay([...history, ...turn.fresh], state);
  const writer = new TurnWriter(turn, around);
  if (state.customStatus !== undefined) {
    checkCustomStatus(state.customStatus);
    writer.setCustomStatus(state.customStatus);
  }
  if (!replayed.finished) return writer.goOn(replayed);
  if (replayed.continueAsNew !== undefined)
    return writer.startAgain(jsonText(replayed.continueAsNew.input) ?? 'null');
  if (state.error) {
    return writer.finish(
      'Failed',
      JSON.stringify(`Orchestrator function '${record.name}' failed: ${state.error}`),
    );
  }
  return writer.finish('Completed', JSON.stringify(state.output));
}
