import { randomUUID } from 'node:crypto';
import type { Change } from './changes';
import { EventType, type IncomingEvent, type RuntimeStatus } from './history';
import type { InstanceRecord } from './instance';
import type { TurnSurroundings } from './turnTypes';

/** The changes that begin an instance. */
export function startChanges(
  start: Pick<InstanceRecord, 'id' | 'name' | 'version' | 'input' | 'parent'>,
  around: Pick<TurnSurroundings, 'now' | 'nextSequence'>,
): Change[] {
  const now = around.now().toISOString();
  const record: InstanceRecord = {
    ...start,
    status: 'Pending',
    executionId: randomUUID().replaceAll('-', ''),
    createdAt: now,
    updatedAt: now,
  };
  const { id, name, version, input } = start;
  const event: IncomingEvent = {
    EventType: EventType.ExecutionStarted,
    Name: name,
    Version: version,
    Input: input,
  };
  return [
    { type: 'begin', record },
    { type: 'deliver', id, sequence: around.nextSequence(), event },
  ];
}

/** The error message for a function that does not exist. */
export function unknownFunction(name: string, kind: 'activity' | 'orchestrator'): string {
  return `The function '${name}' doesn't exist, is disabled, or is not an ${kind} function.`;
}

/** The event by which a parent hears that its child has finished. */
export function subOrchestrationEvent(
  taskId: number,
  status: RuntimeStatus,
  output: string | undefined,
): IncomingEvent {
  if (status === 'Completed') {
    return {
      EventType: EventType.SubOrchestrationInstanceCompleted,
      TaskScheduledId: taskId,
      Result: output ?? 'null',
    };
  }
  const reason = String(JSON.parse(output ?? '""'));
  return {
    EventType: EventType.SubOrchestrationInstanceFailed,
    TaskScheduledId: taskId,
    Reason: reason,
    Details: reason,
  };
}
