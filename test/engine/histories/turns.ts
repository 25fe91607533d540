import { existsSync, readFileSync } from 'node:fs';
import { type Action, ActionType, type OrchestratorState } from '../../../src/local/durable/actions';
import { EventType, type HistoryEvent } from '../../../src/local/durable/history';
import { answeredState } from '../../../src/local/durable/turn';
import type { Captured } from '../../histories/captured';

/** One execution of an instance: its last turn so far. */
export interface Execution extends Captured {
  readonly instanceId: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Line extends Omit<Captured, 'answer'> {
  readonly answer?: string;
  readonly error?: string;
}

/** The last turn of every execution, in the order in which they began. */
export function executionsIn(file: string): Execution[] {
  const last = new Map<string, Execution>();
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  for (const text of lines.slice(0, -1)) {
    const { orchestration, context, answer, error } = JSON.parse(text) as Line;
    const { instanceId, input } = context as unknown as Pick<Execution, 'instanceId' | 'input'>;
    const started = context.history.find(({ EventType: type }) => type === EventType.ExecutionStarted);
    const state = answeredState(answer === undefined ? new Error(error) : { json: answer });
    last.set(`${instanceId} ${started?.Timestamp}`, {
      orchestration,
      context,
      answer: state,
      instanceId,
      input,
    });
  }
  return [...last.values()];
}

export function hasEnded({ answer }: Pick<Captured, 'answer'>): boolean {
  return answer.isDone || answer.error !== undefined;
}

/** What makes two histories the same path: what happened in which order, and what came of it. */
export function pathOf({ orchestration, context, answer }: Captured): string {
  const happened = context.history
    .filter(({ EventType: type }) => type !== EventType.OrchestratorStarted)
    .map(({ EventType: type, Name }: HistoryEvent) => [type, Name]);
  return JSON.stringify([orchestration, happened, cameOf(answer), branches(answer)]);
}

function cameOf({ output, error }: OrchestratorState): unknown {
  if (typeof output !== 'object' || output === null) return output ?? error?.split('\n')[0];
  const { outcome, reason, studyVersion } = output as Record<string, unknown>;
  return [outcome, reason, studyVersion];
}

/** What steps were asked with that decides the way: how many models, and why none. */
function branches({ actions }: OrchestratorState): unknown {
  return actions.flat().map(({ actionType, input }: Action) => {
    if (actionType === ActionType.ContinueAsNew || typeof input !== 'object' || input === null)
      return actionType;
    const { models, reason, preview, page, deliveries, notice, channel } = input as Record<string, unknown>;
    const many = [models, deliveries].map((list) => (Array.isArray(list) ? list.length : undefined));
    return [many, reason, preview, page, (notice as { type?: string } | undefined)?.type, channel];
  });
}
