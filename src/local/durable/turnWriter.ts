import { randomUUID } from 'node:crypto';
import type { Change } from './changes';
import { EventType, type HistoryEvent, type IncomingEvent, type RuntimeStatus } from './history';
import type { InstanceRecord, Work } from './instance';
import { jsonText } from './jsonText';
import type { Replayed } from './replay';
import { startChanges, subOrchestrationEvent, unknownFunction } from './startInstance';
import { type Task, taskInputHash } from './tasks';
import type { TurnResult, TurnStart, TurnSurroundings } from './turnTypes';

/** Collects the changes of one turn. */
export class TurnWriter {
  readonly #changes: Change[] = [];
  readonly #events: HistoryEvent[];
  readonly #opened: Work[] = [];
  readonly #wake: string[] = [];
  readonly #timestamp: string;
  #record: InstanceRecord;

  constructor(
    private readonly turn: TurnStart,
    private readonly around: TurnSurroundings,
  ) {
    this.#timestamp = turn.fresh[0]?.Timestamp ?? '';
    this.#record = { ...turn.instance.record, status: 'Running', updatedAt: this.#timestamp };
    this.#events = [...turn.fresh];
    this.#changes.push({ type: 'consume', id: this.#record.id, sequences: turn.sequences });
  }

  setCustomStatus(customStatus: unknown): void {
    this.#record = { ...this.#record, customStatus };
  }

  goOn({ newTasks, cancelledTimers }: Replayed): TurnResult {
    for (const task of newTasks) this.#schedule(task);
    for (const taskId of cancelledTimers) {
      if (this.turn.instance.work.has(taskId))
        this.#changes.push({ type: 'close', id: this.#record.id, taskId });
    }
    return this.end({});
  }

  finish(status: 'Completed' | 'Failed' | 'Terminated', output: string | undefined): TurnResult {
    const { id } = this.#record;
    for (const taskId of this.turn.instance.work.keys()) this.#changes.push({ type: 'close', id, taskId });
    const unseen = [...this.turn.instance.inbox.keys()].filter((key) => !this.turn.sequences.includes(key));
    this.#changes.push({ type: 'consume', id, sequences: unseen });
    this.#add(EventType.ExecutionCompleted, -1, { OrchestrationStatus: status, Result: output ?? null });
    this.#tellParent(status, output);
    return this.end({ status, ...(output !== undefined && { output }) }, true);
  }

  /** continueAsNew: restarts the same instance without its history; unseen events stay. */
  startAgain(input: string): TurnResult {
    const { id, name, version } = this.#record;
    const stale = [...this.turn.instance.inbox].filter(([, { EventType: type }]) => isAnswer(type));
    this.#changes.push({ type: 'consume', id, sequences: stale.map(([sequence]) => sequence) });
    const record = { ...this.#record, input, executionId: randomUUID().replaceAll('-', '') };
    const event: IncomingEvent = {
      EventType: EventType.ExecutionStarted,
      Name: name,
      Version: version,
      Input: input,
    };
    this.#changes.push(
      { type: 'restart', id },
      { type: 'update', record },
      { type: 'deliver', id, sequence: 0, event },
    );
    return { changes: this.#changes, opened: [], wake: [id], finished: false };
  }

  end(update: Partial<InstanceRecord>, finished = false): TurnResult {
    const record = { ...this.#record, ...update };
    this.#add(EventType.OrchestratorCompleted, -1, {});
    const { id } = record;
    this.#changes.push(
      { type: 'update', record },
      { type: 'append', id, from: this.turn.instance.history.length, events: this.#events },
    );
    return { changes: this.#changes, opened: this.#opened, wake: this.#wake, finished };
  }

  #schedule(task: Task): void {
    const { id } = this.#record;
    const InputHash = taskInputHash(task);
    if (task.kind === 'activity') {
      this.#add(EventType.TaskScheduled, task.id, { Name: task.name, Version: '', InputHash });
      this.#open({ kind: 'activity', taskId: task.id, name: task.name, input: jsonText(task.input) ?? null });
    } else if (task.kind === 'timer') {
      this.#add(EventType.TimerCreated, task.id, { FireAt: task.fireAt });
      if (!task.cancelled) this.#open({ kind: 'timer', taskId: task.id, fireAt: task.fireAt });
    } else {
      const childId = task.instanceId || `${this.#record.executionId}:${task.id}`;
      this.#add(EventType.SubOrchestrationInstanceCreated, task.id, {
        Name: task.name,
        InstanceId: childId,
        InputHash,
      });
      const refusal = this.#startChild(childId, task);
      if (refusal === undefined) this.#wake.push(childId);
      else {
        const event = subOrchestrationEvent(task.id, 'Failed', JSON.stringify(refusal));
        this.#changes.push({ type: 'deliver', id, sequence: this.around.nextSequence(), event });
        this.#wake.push(id);
      }
    }
  }

  #startChild(childId: string, task: Extract<Task, { kind: 'sub-orchestration' }>): string | undefined {
    const name = this.around.orchestratorName(task.name);
    if (name === undefined) return unknownFunction(task.name, 'orchestrator');
    const isBegun = this.#changes.some((change) => change.type === 'begin' && change.record.id === childId);
    if (isBegun || this.around.get(childId) !== undefined)
      return `An instance with the id '${childId}' is already running.`;
    const { id: instanceId, executionId } = this.#record;
    this.#changes.push(
      ...startChanges(
        {
          id: childId,
          name,
          version: task.version ?? '',
          input: JSON.stringify(task.input) ?? 'null',
          parent: { instanceId, executionId, taskId: task.id },
        },
        this.around,
      ),
    );
    return undefined;
  }

  #tellParent(status: RuntimeStatus, output: string | undefined): void {
    const { parent } = this.#record;
    if (parent === undefined) return;
    if (this.around.get(parent.instanceId)?.record.executionId !== parent.executionId) return;
    const event = subOrchestrationEvent(parent.taskId, status, output);
    this.#changes.push({
      type: 'deliver',
      id: parent.instanceId,
      sequence: this.around.nextSequence(),
      event,
    });
    this.#wake.push(parent.instanceId);
  }

  #open(work: Work): void {
    this.#changes.push({ type: 'open', id: this.#record.id, work });
    this.#opened.push(work);
  }

  #add(type: EventType, EventId: number, fields: Partial<HistoryEvent>): void {
    this.#events.push({ EventType: type, EventId, Timestamp: this.#timestamp, ...fields });
  }
}

/** Whether an event answers a task of one execution and is meaningless to later ones. */
function isAnswer(type: EventType): boolean {
  return (
    type !== EventType.EventRaised &&
    type < EventType.ExecutionSuspended &&
    type !== EventType.ExecutionTerminated
  );
}
