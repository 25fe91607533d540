import { asError, RuntimeStoppingError, WorkerLostError } from '../errors';
import { EventType, type IncomingEvent } from './history';
import type { Work } from './instance';

export type ActivityWork = Extract<Work, { kind: 'activity' }>;

interface Attempt {
  readonly work: ActivityWork;
  readonly isWanted: () => boolean;
  readonly done: (event: IncomingEvent) => void;
  /** How often the app's process died while this activity was running. */
  readonly losses: number;
}

/**
 * After this many crashes of the app's process, the activity that was running each time is taken as the
 * cause.
 */
const maxLosses = 5;

/**
 * Runs activities, with limited concurrency.
 *
 * An activity whose process died is run again, since it is unknown how far it got (at-least-once execution).
 * It may have caused the crash, so it then runs alone, where it cannot take others down.
 */
export class ActivityRunner {
  readonly #waiting: Attempt[] = [];
  readonly #suspects: Attempt[] = [];
  #running = 0;
  #suspectRuns = false;
  #stopped = false;

  constructor(
    private readonly concurrency: () => number,
    private readonly run: (work: ActivityWork) => Promise<string | null>,
  ) {}

  get running(): number {
    return this.#running;
  }

  add(work: ActivityWork, isWanted: () => boolean, done: (event: IncomingEvent) => void): void {
    this.#waiting.push({ work, isWanted, done, losses: 0 });
    this.#next();
  }

  stop(): void {
    this.#stopped = true;
  }

  #next(): void {
    while (!this.#stopped && !this.#suspectRuns) {
      const isSuspect = this.#suspects.length > 0;
      if (this.#running >= (isSuspect ? 1 : this.concurrency())) return;
      const attempt = isSuspect ? this.#suspects.shift() : this.#waiting.shift();
      if (attempt === undefined) return;
      if (!attempt.isWanted()) continue;
      this.#running += 1;
      this.#suspectRuns = isSuspect;
      void this.#attempt(attempt).finally(() => {
        this.#running -= 1;
        if (isSuspect) this.#suspectRuns = false;
        this.#next();
      });
    }
  }

  async #attempt(attempt: Attempt): Promise<void> {
    const { work, done, losses } = attempt;
    try {
      const result = await this.run(work);
      done({ EventType: EventType.TaskCompleted, TaskScheduledId: work.taskId, Result: result });
    } catch (thrown) {
      if (thrown instanceof RuntimeStoppingError) return;
      const isLost = thrown instanceof WorkerLostError;
      if (isLost && losses + 1 < maxLosses) this.#suspects.push({ ...attempt, losses: losses + 1 });
      else done(failure(work, asError(thrown), isLost));
    }
  }
}

function failure(work: ActivityWork, error: Error, isLost: boolean): IncomingEvent {
  const repeated = isLost
    ? ` This happened ${maxLosses} times, the last time with nothing else running.`
    : '';
  return {
    EventType: EventType.TaskFailed,
    TaskScheduledId: work.taskId,
    Reason: `Activity function '${work.name}' failed: ${error.message}${repeated}`,
    Details: error.stack ?? error.message,
  };
}
