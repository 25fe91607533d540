/** The actions that an orchestrator can request, with the numbers of the Durable Functions protocol. */
export const ActionType = {
  CallActivity: 0,
  CallActivityWithRetry: 1,
  CallSubOrchestrator: 2,
  CallSubOrchestratorWithRetry: 3,
  ContinueAsNew: 4,
  CreateTimer: 5,
  WaitForExternalEvent: 6,
  CallEntity: 7,
  CallHttp: 8,
  SignalEntity: 9,
  ScheduledSignalEntity: 10,
  WhenAny: 11,
  WhenAll: 12,
  LockEntities: 13,
  ReleaseEntities: 14,
} as const;

/** A retry policy as the SDK writes it. */
export interface RetryPolicy {
  readonly firstRetryIntervalInMilliseconds: number;
  readonly maxNumberOfAttempts: number;
  readonly backoffCoefficient?: number;
  readonly maxRetryIntervalInMilliseconds?: number;
  readonly retryTimeoutInMilliseconds?: number;
}

/** One action; its fields depend on its type. */
export interface Action {
  readonly actionType: number;
  readonly functionName?: string;
  readonly instanceId?: string;
  readonly version?: string;
  readonly input?: unknown;
  readonly retryOptions?: RetryPolicy;
  readonly fireAt?: string;
  readonly isCanceled?: boolean;
  readonly externalEventName?: string;
  readonly compoundActions?: readonly Action[];
}

/** The orchestrator's answer: every action since it started, not only the new ones. */
export interface OrchestratorState {
  readonly isDone: boolean;
  readonly actions: readonly (readonly Action[])[];
  readonly output?: unknown;
  readonly error?: string;
  readonly customStatus?: unknown;
}

const failureMark = '\n\n$OutOfProcData$:';

/** The state that a failed orchestrator puts into the message of its error; undefined if there is none. */
export function stateOfFailure(message: string): OrchestratorState | undefined {
  const at = message.indexOf(failureMark);
  if (at < 0) return undefined;
  return JSON.parse(message.slice(at + failureMark.length)) as OrchestratorState;
}

const unsupported: Readonly<Record<number, string>> = {
  [ActionType.CallEntity]: 'callEntity',
  [ActionType.SignalEntity]: 'signalEntity',
  [ActionType.ScheduledSignalEntity]: 'signalEntity',
  [ActionType.LockEntities]: 'lock',
  [ActionType.ReleaseEntities]: 'lock',
};

/** Why an action cannot run here, and what its author can do instead. */
export function refusal(action: Action): string {
  if (action.actionType === ActionType.CallHttp) {
    return 'callHttp is not supported by the local runtime: make the request in an activity.';
  }
  const entity = unsupported[action.actionType];
  if (entity !== undefined)
    return `${entity} is not supported by the local runtime: it has no durable entities.`;
  return `Action type ${action.actionType} is not known to the local runtime.`;
}
