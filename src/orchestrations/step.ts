import { type OrchestrationContext, RetryOptions, type Task } from 'durable-functions';
import type { Events, OrchestrationName } from '../contract/orchestrations';
import type { StepInput, StepName, StepOutput } from '../contract/steps';

/** An orchestration yields tasks and receives their results. */
export type Orchestration = Generator<Task, unknown, unknown>;

/**
 * How a failed activity is retried: for about half a minute. Each may run any number of times, since it
 * writes once or joins. After that the instance fails without an outcome, and `reconcile` starts it again.
 */
function halfAMinute(): RetryOptions {
  const retries = new RetryOptions(1000, 6);
  retries.backoffCoefficient = 2;
  return retries;
}

/** Runs an activity and waits for its result. */
export function* step<N extends StepName>(
  { df }: OrchestrationContext,
  name: N,
  input: StepInput<N>,
  retries = halfAMinute(),
): Generator<Task, StepOutput<N>, unknown> {
  return (yield df.callActivityWithRetry(name, retries, input)) as StepOutput<N>;
}

/** Waits for an event of this orchestration. */
export function event<N extends OrchestrationName>(
  { df }: OrchestrationContext,
  _orchestration: N,
  name: Events[N],
): Task {
  return df.waitForExternalEvent(name);
}

/** Waits until one of the tasks is done. @returns that task */
export function* firstOf(
  { df }: OrchestrationContext,
  tasks: readonly Task[],
): Generator<Task, Task, unknown> {
  return (yield df.Task.any([...tasks])) as Task;
}
