import type { HistoryEvent } from './history';
import { inputHash } from './inputHash';

/** A task that the orchestrator has requested. Its number is its position in the order of requests. */
export type Task =
  | { readonly kind: 'activity'; readonly id: number; readonly name: string; readonly input: unknown }
  | {
      readonly kind: 'sub-orchestration';
      readonly id: number;
      readonly name: string;
      readonly input: unknown;
      readonly instanceId: string | undefined;
      readonly version: string | undefined;
    }
  | { readonly kind: 'timer'; readonly id: number; readonly fireAt: string; readonly cancelled: boolean };

/** The orchestrator's code no longer matches its history. */
export class NonDeterminismError extends Error {
  override readonly name = 'NonDeterminismError';
}

/** Compares a task in the history with the one that the code requests under the same number. */
export function checkSameTask(event: HistoryEvent, kind: Task['kind'], task: Task | undefined): void {
  const then = describeEvent(event, kind);
  if (task === undefined) {
    throw nonDeterminism(`step ${event.EventId} was ${then}, and the code no longer gets there`);
  }
  const now = describeTask(task);
  if (then !== now) throw nonDeterminism(`step ${event.EventId} was ${then}, and is now ${now}`);
  if (kind !== 'timer' && event.InputHash !== undefined && event.InputHash !== taskInputHash(task)) {
    throw nonDeterminism(`step ${event.EventId}, ${then}, now has another input`);
  }
}

/** The fingerprint of a task's input, kept in history for the next replay to compare. */
export function taskInputHash(task: Task): string {
  return inputHash(task.kind === 'timer' ? task.fireAt : task.input);
}

function describeEvent(event: HistoryEvent, kind: Task['kind']): string {
  if (kind === 'timer') return `a timer for ${new Date(event.FireAt ?? '').toISOString()}`;
  return `the ${kind} '${event.Name?.toLowerCase()}'`;
}

function describeTask(task: Task): string {
  return task.kind === 'timer'
    ? `a timer for ${task.fireAt}`
    : `the ${task.kind} '${task.name.toLowerCase()}'`;
}

function nonDeterminism(what: string): NonDeterminismError {
  return new NonDeterminismError(
    `Non-deterministic orchestrator: on replay, ${what}. Either the code was changed while this instance ran, or it depends on something other than its history, such as the clock, randomness, a setting or I/O.`,
  );
}
