import { Alarms } from '../durable/alarms';
import type { ClientBinding } from '../durable/clientBinding';
import type { HubDatabase } from '../durable/hubDatabase';
import { asError, RuntimeStartError, RuntimeStoppingError } from '../errors';
import type { AppFunction, FunctionCatalogue } from '../functionCatalogue';
import type { Log } from '../logging';
import type { WorkerProcess } from '../worker/workerProcess';
import { parseSchedule, type Schedule } from './schedule';

interface TimerFunction {
  readonly target: AppFunction;
  readonly schedule: Schedule;
}

/** Missed runs of schedules more frequent than this are not made up. */
const shortestMonitored = 60_000;

/** Runs the app's timer functions, each at most once at a time. */
export class TimerTriggers {
  readonly #functions: readonly TimerFunction[];
  readonly #alarms = new Alarms();
  readonly #running = new Set<Promise<void>>();
  #stopped = false;

  constructor(
    catalogue: FunctionCatalogue,
    private readonly worker: WorkerProcess,
    private readonly clients: ClientBinding,
    private readonly database: HubDatabase,
    private readonly log: Log,
  ) {
    this.#functions = catalogue.of('timer').map((target) => ({ target, schedule: scheduleOf(target) }));
  }

  get isBusy(): boolean {
    return this.#running.size > 0;
  }

  start(): void {
    const now = new Date();
    for (const timer of this.#functions) {
      const missed = this.#missed(timer, now);
      if (missed || timer.target.trigger.runOnStartup === true) this.#run(timer, missed);
      else this.#arm(timer);
    }
  }

  stop(): void {
    this.#stopped = true;
    this.#alarms.clearAll();
  }

  /** Whether a run was missed while no runtime was running. */
  #missed({ target, schedule }: TimerFunction, now: Date): boolean {
    if (!isMonitored({ target, schedule }, now)) return false;
    const last = this.database.timerLastRun(target.name);
    const due = last === undefined ? undefined : schedule.next(new Date(last));
    return due !== undefined && due < now;
  }

  #arm(timer: TimerFunction): void {
    const next = timer.schedule.next(new Date());
    if (next === undefined || this.#stopped) return;
    this.#alarms.set(timer.target.name, next.getTime(), () => this.#run(timer, false));
  }

  #run(timer: TimerFunction, isPastDue: boolean): void {
    const run = this.#call(timer, isPastDue).finally(() => {
      this.#running.delete(run);
      this.#arm(timer);
    });
    this.#running.add(run);
  }

  async #call({ target, schedule }: TimerFunction, isPastDue: boolean): Promise<void> {
    const now = new Date();
    const last = this.database.timerLastRun(target.name) ?? '0001-01-01T00:00:00.000Z';
    const status = { Last: last, LastUpdated: last, Next: schedule.next(now)?.toISOString() ?? '' };
    const payload = {
      Schedule: { AdjustForDST: true },
      ScheduleStatus: isMonitored({ target, schedule }, now) ? status : null,
      IsPastDue: isPastDue,
    };
    try {
      await this.worker.invoke(target.metadata, {
        [target.triggerName]: { json: JSON.stringify(payload) },
        ...this.clients.inputs(target),
      });
    } catch (error) {
      if (error instanceof RuntimeStoppingError) return;
      this.log('error', asError(error).stack ?? '', { source: 'app', functionName: target.name });
    }
    if (!this.#stopped) this.#noteRun(target.name, now.toISOString());
  }

  /** Where it cannot be written (a full disk), the next start makes a run up that was not missed: no reason to end. */
  #noteRun(name: string, at: string): void {
    try {
      this.database.setTimerLastRun(name, at);
    } catch (error) {
      this.log('error', `When the timer ${name} last ran could not be written: ${asError(error).message}`, {
        functionName: name,
      });
    }
  }
}

/** What comes round oftener has no status and is never made up for. */
function isMonitored({ target, schedule }: TimerFunction, now: Date): boolean {
  if (target.trigger.useMonitor === false) return false;
  const next = schedule.next(now);
  const following = next && schedule.next(next);
  return (
    next === undefined || following === undefined || following.getTime() - next.getTime() >= shortestMonitored
  );
}

function scheduleOf(target: AppFunction): Schedule {
  try {
    return parseSchedule(String(target.trigger.schedule));
  } catch (error) {
    throw new RuntimeStartError(`The timer ${target.name}: ${asError(error).message}.`);
  }
}
