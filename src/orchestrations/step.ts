import { type OrchestrationContext, RetryOptions, type Task } from 'durable-functions';

/** What an orchestration is: it yields tasks and is handed their results. */
export type Orchestration = Generator<Task, unknown, unknown>;

/** Waits for a task; the result has the type that the caller knows the task to give. */
export function* result<T>(task: Task): Generator<Task, T, unknown> {
  return (yield task) as T;
}

/**
 * Schedules an activity. Each may run any number of times, since it writes once or joins: so a failure is tried
 * again, for about half a minute. After that the instance fails without an outcome, and `reconcile` starts it anew.
 */
export function activity(context: OrchestrationContext, name: string, input: object): Task {
  const retries = new RetryOptions(1000, 6);
  retries.backoffCoefficient = 2;
  return context.df.callActivityWithRetry(name, retries, input);
}
