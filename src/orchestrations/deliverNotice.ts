import { type OrchestrationContext, RetryOptions } from 'durable-functions';
import type { Delivery } from '../contract/steps';
import { type Orchestration, step } from './step';
import type { Versions } from './versions';

/** From seconds to a quarter of an hour between two attempts, for about six hours; then the next look starts anew. */
const firstPauseMilliseconds = 2_000;
const longestPauseMilliseconds = 900_000;
const attempts = 33;

/** One notice on its way to one receiver, however long that takes. Nothing waits for it. */
function* deliverNoticeV1(context: OrchestrationContext, delivery: Delivery): Orchestration {
  const retries = new RetryOptions(firstPauseMilliseconds, attempts);
  retries.backoffCoefficient = 2;
  retries.maxRetryIntervalInMilliseconds = longestPauseMilliseconds;
  return yield* step(context, 'sendNotice', delivery, retries);
}

export const deliverNotice: Versions<'deliverNotice'> = { 1: deliverNoticeV1 };
