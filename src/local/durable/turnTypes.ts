import type { Change } from './changes';
import type { HistoryEvent } from './history';
import type { LiveInstance, Work } from './instance';

/** What a turn may ask about the runtime around its instance. */
export interface TurnSurroundings {
  readonly now: () => Date;
  readonly nextSequence: () => number;
  readonly get: (id: string) => LiveInstance | undefined;
  /** The orchestrator's name as registered; undefined if the app has none of that name. */
  readonly orchestratorName: (name: string) => string | undefined;
}

/** The result of a turn: the changes, to be committed together, and what must run after that. */
export interface TurnResult {
  readonly changes: readonly Change[];
  readonly opened: readonly Work[];
  readonly wake: readonly string[];
  readonly finished: boolean;
}

/** The events that begin a turn: the instance's history and what has arrived since. */
export interface TurnStart {
  readonly instance: LiveInstance;
  readonly sequences: readonly number[];
  readonly fresh: readonly HistoryEvent[];
}
