import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type Action, ActionType, type OrchestratorState } from '../../src/local/durable/actions';
import { EventType, type HistoryEvent } from '../../src/local/durable/history';
import { type Replayed, replay } from '../../src/local/durable/replay';
import { type Task, taskInputHash } from '../../src/local/durable/tasks';

/** The last call of an orchestrator in one execution, as Microsoft's engine made it. */
export interface Captured {
  readonly orchestration: string;
  /** What the extension hands over. */
  readonly context: { readonly history: readonly HistoryEvent[]; readonly [more: string]: unknown };
  /** What the orchestrator answered. */
  readonly answer: OrchestratorState;
}

export const folder = path.resolve(__dirname, 'captured');

/** All histories that are kept, by the names of their files. */
export function allCaptured(): [name: string, captured: Captured][] {
  return readdirSync(folder)
    .sort()
    .map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Captured,
    ]);
}

/**
 * The answer without what depends on which versions a release starts and runs: a round that ends hands over to
 * the current one, and an unknown version is told which there are.
 */
export function inAnyRelease({ error, ...answer }: OrchestratorState): OrchestratorState {
  const handsOver = (action: Action): Action =>
    action.actionType === ActionType.ContinueAsNew
      ? { ...action, input: { ...(action.input as object), version: undefined } }
      : action;
  return {
    ...answer,
    actions: answer.actions.map((turn) => turn.map(handsOver)),
    ...(error !== undefined && { error: error.replace(/this release runs [\d, ]+\./, '') }),
  };
}

/** An orchestrator of the app, run by the SDK over what the engine hands over. */
export type Orchestrate = (context: Captured['context']) => Promise<OrchestratorState>;

const decisions: readonly EventType[] = [
  EventType.TaskScheduled,
  EventType.TimerCreated,
  EventType.SubOrchestrationInstanceCreated,
];
/** Whether the orchestrator asked for it: an activity, a timer, another orchestration. */
export const isDecision = ({ EventType: type }: HistoryEvent) => decisions.includes(type);

/** After continueAsNew, the engine closes the turn before it adds what was decided. */
const endsTurn = (event: HistoryEvent) =>
  isDecision(event) || event.EventType === EventType.OrchestratorCompleted;

/** What was decided at the end of a turn, in the form that history keeps. */
function asKept(task: Task): object {
  return task.kind === 'timer'
    ? { EventId: task.id, FireAt: task.fireAt }
    : { EventId: task.id, Name: task.name.toLowerCase() };
}

function asAsked({ EventType: type, EventId, Name = '', FireAt = '' }: HistoryEvent): object {
  return type === EventType.TimerCreated
    ? { EventId, FireAt: new Date(FireAt).toISOString() }
    : { EventId, Name: Name.toLowerCase() };
}

/** What became of a history on replay. */
export interface ReplayedHistory {
  /** With the fingerprints of inputs, as the local runtime keeps them; the engine keeps none. */
  readonly history: readonly HistoryEvent[];
  readonly state: OrchestratorState;
  readonly replayed: Replayed;
}

/**
 * Goes through a history turn by turn, as the engine did: the orchestrator is handed what was known at the
 * beginning of the turn, and must ask for what history has at its end.
 *
 * @throws Error if it asks for anything else
 */
export async function replayTurns({ context }: Captured, orchestrate: Orchestrate): Promise<ReplayedHistory> {
  const history = [...context.history];
  for (let end = 1; ; end += 1) {
    const event = history[end];
    if (event !== undefined && !endsTurn(event)) continue;
    const known = history.slice(0, end);
    const state = await orchestrate({ ...context, history: known });
    const replayed = replay(known, state);
    if (event === undefined) return { history, state, replayed };
    const after = history.findIndex((one, at) => at > end && !endsTurn(one));
    const next = after < 0 ? history.length : after;
    const decided = history.slice(end, next).filter(isDecision);
    const [asked, kept] = [replayed.newTasks.map(asKept), decided.map(asAsked)];
    if (JSON.stringify(asked) !== JSON.stringify(kept))
      throw new Error(
        `after event ${end} it asks for ${JSON.stringify(asked)}, and history has ${JSON.stringify(kept)}`,
      );
    for (const task of replayed.newTasks) {
      const at = history.findIndex((one) => isDecision(one) && one.EventId === task.id);
      history[at] = { ...(history[at] as HistoryEvent), InputHash: taskInputHash(task) };
    }
    end = next - 1;
  }
}
