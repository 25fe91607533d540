import { EventType, eventTypeName, type HistoryEvent } from './history';
import type { InstanceRecord } from './instance';

/** An instance as the durable routes show it. */
export function statusView(record: InstanceRecord, showInput: boolean): Record<string, unknown> {
  return {
    name: record.name,
    instanceId: record.id,
    runtimeStatus: record.status,
    input: showInput ? JSON.parse(record.input) : null,
    customStatus: record.customStatus ?? null,
    output: record.output === undefined ? null : JSON.parse(record.output),
    createdTime: seconds(record.createdAt),
    lastUpdatedTime: seconds(record.updatedAt),
  };
}

/** Events that only mark turns, or that are represented by the event that answers them. */
const hidden: ReadonlySet<EventType> = new Set([
  EventType.OrchestratorStarted,
  EventType.OrchestratorCompleted,
  EventType.TaskScheduled,
  EventType.SubOrchestrationInstanceCreated,
]);

/** The history as the durable routes show it: what happened, with when it was scheduled. */
export function historyView(
  history: readonly HistoryEvent[],
  showOutput: boolean,
): Record<string, unknown>[] {
  const asked = new Map(history.filter(({ EventId }) => EventId >= 0).map((event) => [event.EventId, event]));
  return history
    .filter(({ EventType: type }) => !hidden.has(type))
    .map(({ EventType: type, EventId: _, Input, Result, InputHash: __, ...shown }) => {
      const request = asked.get(shown.TaskScheduledId ?? -1);
      return {
        ...shown,
        EventType: eventTypeName(type),
        ...(request !== undefined && { ScheduledTime: request.Timestamp, FunctionName: request.Name }),
        ...(showOutput && Result !== undefined && { Result: Result === null ? null : JSON.parse(Result) }),
        ...(showOutput && Input !== undefined && type === EventType.EventRaised && { Input: parsed(Input) }),
      };
    });
}

function parsed(text: string | null): unknown {
  return text === null || text === '' ? null : JSON.parse(text);
}

function seconds(time: string): string {
  return `${time.slice(0, 19)}Z`;
}
