/** The events of an orchestration's history, numbered and named as in the Durable Functions protocol. */
export const EventType = {
  ExecutionStarted: 0,
  ExecutionCompleted: 1,
  ExecutionFailed: 2,
  ExecutionTerminated: 3,
  TaskScheduled: 4,
  TaskCompleted: 5,
  TaskFailed: 6,
  SubOrchestrationInstanceCreated: 7,
  SubOrchestrationInstanceCompleted: 8,
  SubOrchestrationInstanceFailed: 9,
  TimerCreated: 10,
  TimerFired: 11,
  OrchestratorStarted: 12,
  OrchestratorCompleted: 13,
  EventSent: 14,
  EventRaised: 15,
  ContinueAsNew: 16,
  GenericEvent: 17,
  HistoryState: 18,
  ExecutionSuspended: 19,
  ExecutionResumed: 20,
} as const;
export type EventType = (typeof EventType)[keyof typeof EventType];

const names = new Map<number, string>(Object.entries(EventType).map(([name, number]) => [number, name]));

/** The name of an event type, as in the status of an instance. */
export function eventTypeName(type: EventType): string {
  return names.get(type) ?? String(type);
}

/** One event. Its fields depend on its type; `Timestamp` is when its turn began. */
export interface HistoryEvent {
  readonly EventType: EventType;
  /** The number of the task that the event starts; -1 for all other events. */
  readonly EventId: number;
  readonly Timestamp: string;
  readonly Name?: string;
  readonly Version?: string;
  readonly Input?: string | null;
  readonly Result?: string | null;
  readonly Reason?: string | null;
  readonly Details?: string | null;
  readonly TaskScheduledId?: number;
  readonly TimerId?: number;
  readonly FireAt?: string;
  readonly InstanceId?: string;
  readonly OrchestrationStatus?: string;
  /** Not part of the protocol: the fingerprint of the task's input, for the replay check. */
  readonly InputHash?: string;
}

/** An event waiting for its instance's next turn. */
export type IncomingEvent = Omit<HistoryEvent, 'Timestamp' | 'EventId'>;

export type RuntimeStatus = 'Pending' | 'Running' | 'Suspended' | 'Completed' | 'Failed' | 'Terminated';

/** Whether an instance with that status has ended. */
export function isFinished(status: RuntimeStatus): boolean {
  return status === 'Completed' || status === 'Failed' || status === 'Terminated';
}
