import type { RetryPolicy } from './actions';

/** Milliseconds to wait after the n-th failed attempt (counted from 1) before the next one. */
export function retryDelay(policy: RetryPolicy, failedAttempts: number): number {
  const { firstRetryIntervalInMilliseconds, backoffCoefficient = 1, maxRetryIntervalInMilliseconds } = policy;
  const delay = firstRetryIntervalInMilliseconds * backoffCoefficient ** (failedAttempts - 1);
  return Math.round(Math.min(delay, maxRetryIntervalInMilliseconds ?? Number.POSITIVE_INFINITY));
}

/** Longer timers are split into steps, because Azure Storage queues do not hold a message for longer. */
export const longestTimerMilliseconds = 6 * 24 * 3_600_000;
/** The length of one such step. */
export const timerStepMilliseconds = 3 * 24 * 3_600_000;

/** When the next step of a timer fires. */
export function nextTimerStep(now: number, fireAt: number): number {
  return fireAt - now > longestTimerMilliseconds ? now + timerStepMilliseconds : fireAt;
}
