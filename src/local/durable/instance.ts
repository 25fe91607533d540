import type { HistoryEvent, IncomingEvent, RuntimeStatus } from './history';

/** The task of the parent orchestration that this instance answers. */
export interface Parent {
  readonly instanceId: string;
  readonly executionId: string;
  readonly taskId: number;
}

/** What is known about an instance without its history. Input and output are JSON texts. */
export interface InstanceRecord {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly status: RuntimeStatus;
  /**
   * New with every start and every continueAsNew, so that results of an earlier execution are not delivered
   * to this one.
   */
  readonly executionId: string;
  readonly input: string;
  readonly output?: string;
  readonly customStatus?: unknown;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly parent?: Parent;
}

/** Work outside the orchestrator that an instance waits for; kept until its result has been delivered. */
export type Work =
  | {
      readonly kind: 'activity';
      readonly taskId: number;
      readonly name: string;
      readonly input: string | null;
    }
  | { readonly kind: 'timer'; readonly taskId: number; readonly fireAt: string };

/** An unfinished instance, as kept in memory. */
export interface LiveInstance {
  record: InstanceRecord;
  history: HistoryEvent[];
  /** Events that the orchestrator has not seen, in order of arrival. */
  inbox: Map<number, IncomingEvent>;
  /** Open work, by task number. */
  work: Map<number, Work>;
}
