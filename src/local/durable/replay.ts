import { type Action, ActionType, type OrchestratorState, type RetryPolicy, refusal } from './actions';
import { EventType, type HistoryEvent } from './history';
import { Outcome } from './outcome';
import { nextTimerStep, retryDelay } from './retry';
import { checkSameTask, type Task } from './tasks';

/** The result of combining the history with the orchestrator's answer. */
export interface Replayed {
  /** Tasks that are not in the history: the new work. */
  readonly newTasks: readonly Task[];
  /** Numbers of timers that the orchestrator cancelled. */
  readonly cancelledTimers: readonly number[];
  /** Whether the orchestration has ended, with no activity, sub-orchestration or timer open. */
  readonly finished: boolean;
  readonly continueAsNew: { readonly input: unknown } | undefined;
}

/** The orchestrator requested something that the local runtime does not support. */
export class UnsupportedActionError extends Error {
  override readonly name = 'UnsupportedActionError';
}

/**
 * The host's half of the protocol. The SDK answers with all actions since the beginning. This walks them
 * along the history and numbers tasks in the order in which the orchestrator must have requested them. A task
 * whose number is not in the history is new; a task that differs from the one in the history under the same
 * number is a broken replay.
 */
export function replay(history: readonly HistoryEvent[], state: OrchestratorState): Replayed {
  return new Replay(state).run(history);
}

class Replay {
  readonly #actions: readonly Action[];
  readonly #isDone: boolean;
  /** Requested tasks that no event has confirmed. */
  readonly #unconfirmed = new Map<number, Task>();
  /** Tasks that have not ended. */
  readonly #open = new Map<number, Outcome>();
  readonly #waiting = new Map<string, Outcome[]>();
  readonly #buffered = new Map<string, number>();
  readonly #cancelledTimers = new Set<number>();
  #nextId = 0;
  #now = 0;
  #allActionsDone = false;
  #continueAsNew: { input: unknown } | undefined;

  constructor(state: OrchestratorState) {
    this.#actions = state.actions.flat();
    this.#isDone = state.isDone || Boolean(state.error);
  }

  run(history: readonly HistoryEvent[]): Replayed {
    for (const event of history) this.#process(event);
    const cancelledTimers = [...this.#cancelledTimers].filter((id) => this.#open.has(id));
    return {
      newTasks: [...this.#unconfirmed.values()],
      cancelledTimers,
      finished: this.#allActionsDone && this.#open.size === cancelledTimers.length && this.#isDone,
      continueAsNew: this.#continueAsNew,
    };
  }

  #process(event: HistoryEvent): void {
    switch (event.EventType) {
      case EventType.OrchestratorStarted:
        this.#now = Date.parse(event.Timestamp);
        break;
      case EventType.ExecutionStarted:
        this.#performFrom(0);
        break;
      case EventType.TaskScheduled:
        this.#confirm(event, 'activity');
        break;
      case EventType.SubOrchestrationInstanceCreated:
        this.#confirm(event, 'sub-orchestration');
        break;
      case EventType.TimerCreated:
        this.#confirm(event, 'timer');
        break;
      case EventType.TaskCompleted:
      case EventType.SubOrchestrationInstanceCompleted:
        this.#end(event.TaskScheduledId, false);
        break;
      case EventType.TaskFailed:
      case EventType.SubOrchestrationInstanceFailed:
        this.#end(event.TaskScheduledId, true);
        break;
      case EventType.TimerFired:
        this.#end(event.TimerId, false);
        break;
      case EventType.EventRaised:
        this.#raise(event.Name ?? '');
        break;
    }
  }

  /** The orchestrator awaits its actions one after another, whether they succeed or fail. */
  #performFrom(index: number): void {
    const action = this.#actions[index];
    if (action === undefined) this.#allActionsDone = true;
    else this.#perform(action).whenSettled(() => this.#performFrom(index + 1));
  }

  #perform(action: Action): Outcome {
    switch (action.actionType) {
      case ActionType.CallActivity:
        return this.#activity(action);
      case ActionType.CallActivityWithRetry:
        return this.#withRetry(action, () => this.#activity(action));
      case ActionType.CallSubOrchestrator:
        return this.#subOrchestration(action);
      case ActionType.CallSubOrchestratorWithRetry:
        return this.#withRetry(action, () => this.#subOrchestration(action));
      case ActionType.CreateTimer:
        return this.#timer(Date.parse(action.fireAt ?? ''), action.isCanceled === true);
      case ActionType.WaitForExternalEvent:
        return this.#waitFor(action.externalEventName ?? '');
      case ActionType.ContinueAsNew:
        this.#continueAsNew = { input: action.input };
        return Outcome.succeeded();
      case ActionType.WhenAll:
        return Outcome.all((action.compoundActions ?? []).map((inner) => this.#perform(inner)));
      case ActionType.WhenAny:
        return Outcome.any((action.compoundActions ?? []).map((inner) => this.#perform(inner)));
      default:
        throw new UnsupportedActionError(refusal(action));
    }
  }

  #activity({ functionName: name = '', input }: Action): Outcome {
    return this.#ask((id) => ({ kind: 'activity', id, name, input }));
  }

  #subOrchestration({ functionName: name = '', input, instanceId, version }: Action): Outcome {
    return this.#ask((id) => ({ kind: 'sub-orchestration', id, name, input, instanceId, version }));
  }

  /**
   * A timer is one task, or several in a row if it is long. The walk knows from the beginning that it was
   * cancelled, and the engine takes it as over at once: whatever the code awaited beside it before it
   * cancelled must not take more tasks than one.
   */
  #timer(fireAt: number, cancelled: boolean): Outcome {
    const whole = new Outcome();
    const step = (): void => {
      const stepFiresAt = nextTimerStep(this.#now, fireAt);
      if (cancelled) this.#cancelledTimers.add(this.#nextId);
      const asked = this.#ask((id) => ({ kind: 'timer', id, fireAt: iso(stepFiresAt), cancelled }));
      if (cancelled) whole.settle(true);
      else asked.whenSettled(() => (stepFiresAt === fireAt ? whole.settle(false) : step()));
    };
    step();
    return whole;
  }

  /**
   * Attempts with pauses between them. After the last failure the protocol has one more timer, due at once.
   */
  #withRetry({ retryOptions }: Action, attempt: () => Outcome): Outcome {
    const policy = retryOptions as RetryPolicy;
    if (policy.retryTimeoutInMilliseconds) {
      throw new UnsupportedActionError(
        'retryTimeoutInMilliseconds is refused: once it has passed, durable-functions waits for ever. Use maxNumberOfAttempts.',
      );
    }
    const whole = new Outcome();
    const tryOnce = (number: number): void =>
      attempt().whenSettled((failed) => {
        if (!failed) return whole.settle(false);
        const isLast = number >= policy.maxNumberOfAttempts;
        const pause = this.#timer(this.#now + (isLast ? 0 : retryDelay(policy, number)), false);
        pause.whenSettled(() => (isLast ? whole.settle(true) : tryOnce(number + 1)));
      });
    tryOnce(1);
    return whole;
  }

  #ask(describe: (id: number) => Task): Outcome {
    const task = describe(this.#nextId);
    const outcome = new Outcome();
    this.#nextId += 1;
    this.#unconfirmed.set(task.id, task);
    this.#open.set(task.id, outcome);
    return outcome;
  }

  #end(id: number | undefined, failed: boolean): void {
    const outcome = this.#open.get(id ?? -1);
    this.#open.delete(id ?? -1);
    outcome?.settle(failed);
  }

  /** The latest waiter is served first; an event without a waiter is kept. Names are case-insensitive. */
  #waitFor(name: string): Outcome {
    const key = name.toLowerCase();
    const outcome = new Outcome();
    const kept = this.#buffered.get(key) ?? 0;
    if (kept > 0) {
      this.#buffered.set(key, kept - 1);
      outcome.settle(false);
    } else this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), outcome]);
    return outcome;
  }

  #raise(name: string): void {
    const key = name.toLowerCase();
    const waiter = this.#waiting.get(key)?.pop();
    if (waiter === undefined) this.#buffered.set(key, (this.#buffered.get(key) ?? 0) + 1);
    else waiter.settle(false);
  }

  #confirm(event: HistoryEvent, kind: Task['kind']): void {
    const task = this.#unconfirmed.get(event.EventId);
    this.#unconfirmed.delete(event.EventId);
    checkSameTask(event, kind, task);
  }
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
