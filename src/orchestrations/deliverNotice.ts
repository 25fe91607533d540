import { type OrchestrationContext, RetryOptions } from 'durable-functions';
import type { Delivery } from '../activities/recordReviews';
import type { Orchestration } from './step';

/** From seconds to a quarter of an hour between two attempts, for about six hours; then the next look starts anew. */
const firstPauseMilliseconds = 2_000;
const longestPauseMilliseconds = 900_000;
const attempts = 33;

/** One notice on its way to one receiver, however long that takes. Nothing waits for it. */
export function* deliverNotice(context: OrchestrationContext): Orchestration {
  const retries = new RetryOptions(firstPauseMilliseconds, attempts);
  retries.backoffCoefficient = 2;
  retries.maxRetryIntervalInMilliseconds = longestPauseMilliseconds;
  const delivery = context.df.getInput<Delivery>() as Delivery;
  return yield context.df.callActivityWithRetry('sendNotice', retries, delivery);
}
