import { ActivityRunner, type ActivityWork } from './activityRunner';
import { Alarms } from './alarms';
import { EventType, type IncomingEvent } from './history';
import type { InstanceRecord, Work } from './instance';

/** What open work needs from the hub. */
export interface WorkOwner {
  /** Whether that execution still waits for that task. */
  isOpen(id: string, executionId: string, taskId: number): boolean;
  /** Closes the task and delivers its result to the instance, atomically. */
  deliver(id: string, taskId: number, event: IncomingEvent): Promise<void>;
}

/** Performs the work that instances wait for between their turns: runs activities and timers. */
export class OpenWork {
  readonly #alarms = new Alarms();
  readonly #activities: ActivityRunner;
  readonly #instanceOf = new WeakMap<ActivityWork, string>();
  #stopped = false;

  constructor(
    concurrency: () => number,
    functions: { runActivity(work: ActivityWork, instanceId: string): Promise<string | null> },
    private readonly owner: WorkOwner,
  ) {
    this.#activities = new ActivityRunner(concurrency, (work) =>
      functions.runActivity(work, this.#instanceOf.get(work) ?? ''),
    );
  }

  /** How many activities are running. */
  get running(): number {
    return this.#activities.running;
  }

  take({ id, executionId }: Pick<InstanceRecord, 'id' | 'executionId'>, work: Work): void {
    if (this.#stopped) return;
    const isWanted = () => this.owner.isOpen(id, executionId, work.taskId);
    const done = (event: IncomingEvent): void => {
      // A result that can no longer be delivered is computed again after the next start.
      if (isWanted()) this.owner.deliver(id, work.taskId, event).catch(() => undefined);
    };
    if (work.kind === 'activity') {
      this.#instanceOf.set(work, id);
      this.#activities.add(work, isWanted, done);
    } else {
      const { taskId, fireAt } = work;
      const fired: IncomingEvent = { EventType: EventType.TimerFired, TimerId: taskId, FireAt: fireAt };
      this.#alarms.set(alarmKey(id, taskId), Date.parse(fireAt), () => done(fired));
    }
  }

  /** Drops a task that is no longer awaited. */
  drop(id: string, taskId: number): void {
    this.#alarms.clear(alarmKey(id, taskId));
  }

  /** Starts nothing new; running activities may still finish and deliver. */
  stop(): void {
    this.#stopped = true;
    this.#activities.stop();
    this.#alarms.clearAll();
  }
}

function alarmKey(id: string, taskId: number): string {
  return `${id}/${taskId}`;
}
