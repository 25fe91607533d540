import { randomUUID } from 'node:crypto';
import { asError, RuntimeStoppingError, WorkerLostError } from '../errors';
import type { Log } from '../logging';
import type { ActivityWork } from './activityRunner';
import type { Change } from './changes';
import { EventType, type IncomingEvent, isFinished } from './history';
import { HubError } from './hubErrors';
import type { HubStore } from './hubStore';
import type { InstanceRecord, LiveInstance } from './instance';
import { nextTurn } from './nextTurn';
import { OpenWork } from './openWork';
import { startChanges, unknownFunction } from './startInstance';
import type { TurnResult, TurnStart, TurnSurroundings } from './turnTypes';

/** What the hub needs from the app. */
export interface HubFunctions {
  orchestratorName(name: string): string | undefined;
  /** Asks the orchestrator what to do next; a failed one rejects with its state in the message. */
  orchestrate(turn: TurnStart): Promise<{ readonly json: string }>;
  /** Runs an activity and returns its result as JSON. */
  runActivity(work: ActivityWork, instanceId: string): Promise<string | null>;
}

export interface HubLimits {
  readonly maxConcurrentActivities: number;
  /** Whether triggers lag behind: then activities run two at a time, so that what is urgent waits for none. */
  readonly isReceiving?: () => boolean;
  readonly maxConcurrentOrchestrators: number;
  /** How long what a client sends (a start, an event) waits until its orchestrator is shown it. */
  readonly clientLatencyMilliseconds?: number;
}

/** After this many crashes of the app's process during its turns, an orchestrator is taken as the cause. */
const maxTurnLosses = 5;

/** The durable task hub: runs orchestrations turn by turn, and activities and timers between the turns. */
export class Hub {
  readonly #runnable = new Set<string>();
  readonly #running = new Set<string>();
  readonly #losses = new Map<string, number>();
  readonly #work: OpenWork;
  readonly #around: TurnSurroundings;
  #stopped = false;

  constructor(
    readonly store: HubStore,
    private readonly functions: HubFunctions,
    private readonly limits: HubLimits,
    private readonly log: Log,
  ) {
    this.#around = {
      now: () => new Date(),
      nextSequence: () => store.nextSequence(),
      get: (id) => this.#unfinished(id),
      orchestratorName: (name) => functions.orchestratorName(name),
    };
    const most = limits.maxConcurrentActivities;
    const concurrency = () => (limits.isReceiving?.() ? Math.min(2, most) : most);
    this.#work = new OpenWork(concurrency, functions, {
      isOpen: (id, executionId, taskId) => {
        const instance = this.#unfinished(id);
        return instance?.record.executionId === executionId && instance.work.has(taskId);
      },
      deliver: (id, taskId, event) => this.#deliver(id, event, [{ type: 'close', id, taskId }]),
    });
  }

  /** Resumes everything that was in progress when the hub last stopped, whether it was closed or killed. */
  start(): number {
    const instances = [...this.store.live()];
    for (const instance of instances) {
      for (const work of instance.work.values()) this.#work.take(instance.record, work);
      this.#wake(instance.record.id);
    }
    return instances.length;
  }

  /** Starts nothing new; what is running may still finish. */
  stop(): void {
    this.#stopped = true;
    this.#work.stop();
  }

  /** Whether a turn or an activity is running. */
  get isBusy(): boolean {
    return this.#running.size > 0 || this.#work.running > 0;
  }

  async startNew(name: string, instanceId: string | undefined, input: string, version = ''): Promise<string> {
    const registered = this.functions.orchestratorName(name);
    if (registered === undefined) throw new HubError(400, unknownFunction(name, 'orchestrator'));
    const id = instanceId || randomUUID().replaceAll('-', '');
    if (!isValidId(id))
      throw new HubError(
        400,
        'An instance id has 1 to 100 characters, none of them / \\ # ? or a control character, and does not begin with @.',
      );
    const running = this.#unfinished(id);
    if (running !== undefined) {
      throw new HubError(
        409,
        `An Orchestration instance with the status ${running.record.status} already exists.`,
      );
    }
    await this.store.commit(startChanges({ id, name: registered, version, input }, this.#around));
    this.#wakeForClient(id);
    return id;
  }

  raiseEvent(id: string, name: string, input: string): Promise<void> {
    return this.#signal(id, { EventType: EventType.EventRaised, Name: name, Input: input });
  }

  terminate(id: string, reason: string): Promise<void> {
    return this.#signal(id, { EventType: EventType.ExecutionTerminated, Input: reason });
  }

  async suspend(id: string, reason: string): Promise<void> {
    this.#refuseWhile(id, 'suspend', this.require(id).status === 'Suspended');
    return this.#signal(id, { EventType: EventType.ExecutionSuspended, Reason: reason });
  }

  async resume(id: string, reason: string): Promise<void> {
    this.#refuseWhile(id, 'resume', this.require(id).status !== 'Suspended');
    return this.#signal(id, { EventType: EventType.ExecutionResumed, Reason: reason });
  }

  /** The instance, whether finished or not. */
  require(id: string): InstanceRecord {
    const record = this.store.record(id);
    if (record === undefined) throw new HubError(404, `No instance with ID '${id}' found.`);
    return record;
  }

  /** Purges finished instances; unfinished ones stay. */
  async purge(ids: readonly string[]): Promise<number> {
    const finished = ids.filter((id) => {
      const record = this.store.record(id);
      return record !== undefined && isFinished(record.status);
    });
    await this.store.commit(finished.map((id) => ({ type: 'purge', id })));
    return finished.length;
  }

  /** The engine answers so, with 500, where the status of an unfinished instance does not allow what was asked. */
  #refuseWhile(id: string, what: 'suspend' | 'resume', isWrong: boolean): void {
    const { status } = this.require(id);
    if (isFinished(status) || !isWrong) return;
    throw new HubError(
      500,
      `Cannot ${what} the orchestration instance ${id} because instance is in the ${status} state.`,
    );
  }

  async #signal(id: string, event: IncomingEvent): Promise<void> {
    if (isFinished(this.require(id).status)) throw new HubError(410, `The instance '${id}' is finished.`);
    await this.#store(id, event);
    this.#wakeForClient(id);
  }

  async #deliver(id: string, event: IncomingEvent, changes: readonly Change[] = []): Promise<void> {
    await this.#store(id, event, changes);
    this.#wake(id);
  }

  async #store(id: string, event: IncomingEvent, changes: readonly Change[] = []): Promise<void> {
    const sequence = this.store.nextSequence();
    await this.store.commit([...changes, { type: 'deliver', id, sequence, event }]);
  }

  #unfinished(id: string): LiveInstance | undefined {
    const instance = this.store.get(id);
    return instance !== undefined && !isFinished(instance.record.status) ? instance : undefined;
  }

  /** In Azure a client is often another process, and its message lies in a queue until that is polled. */
  #wakeForClient(id: string): void {
    const { clientLatencyMilliseconds = 0 } = this.limits;
    if (clientLatencyMilliseconds === 0) this.#wake(id);
    else setTimeout(() => this.#wake(id), clientLatencyMilliseconds).unref();
  }

  #wake(id: string): void {
    this.#runnable.add(id);
    this.#pump();
  }

  #pump(): void {
    for (const id of this.#runnable) {
      if (this.#stopped || this.#running.size >= this.limits.maxConcurrentOrchestrators) return;
      if (this.#running.has(id)) continue;
      this.#runnable.delete(id);
      this.#running.add(id);
      void this.#turn(id)
        .catch((error: unknown) => this.#turnFailed(id, asError(error)))
        .finally(() => {
          this.#running.delete(id);
          this.#pump();
        });
    }
  }

  async #turn(id: string): Promise<void> {
    const instance = this.#unfinished(id);
    if (instance === undefined) return;
    const tooOften = (this.#losses.get(id) ?? 0) >= maxTurnLosses;
    const result = await nextTurn(instance, this.#around, this.functions, tooOften);
    if (result === undefined) return;
    await this.#commit(instance, result);
    this.#losses.delete(id);
  }

  async #commit(instance: LiveInstance, result: TurnResult): Promise<void> {
    const { id, executionId } = instance.record;
    await this.store.commit(result.changes);
    for (const change of result.changes) if (change.type === 'close') this.#work.drop(id, change.taskId);
    for (const work of result.opened) this.#work.take({ id, executionId }, work);
    for (const wake of result.wake) this.#wake(wake);
    if (instance.inbox.size > 0) this.#wake(id);
    if (!result.finished) return;
    const { name, status } = instance.record;
    this.log('information', `Orchestration ${name} ${id}: ${status}`, { functionName: name });
    this.store.evict(id, executionId);
  }

  #turnFailed(id: string, error: Error): void {
    if (error instanceof RuntimeStoppingError) return;
    if (error instanceof WorkerLostError) {
      this.#losses.set(id, (this.#losses.get(id) ?? 0) + 1);
      this.#runnable.add(id);
    } else this.log('error', `A turn of ${id} failed: ${error.stack ?? error.message}`);
  }
}

function isValidId(id: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be in an id
  return id.length <= 100 && !/^@|[/\\#?\u0000-\u001f\u007f-\u009f]/.test(id);
}
